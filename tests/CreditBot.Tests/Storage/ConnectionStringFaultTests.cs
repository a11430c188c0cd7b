using CreditBot.Storage;

namespace CreditBot.Tests.Storage;

public sealed class ConnectionStringFaultTests
{
    [Theory]
    [InlineData("Host=db;Database=creditbot;Username=creditbot;Password=secret")]
    [InlineData("Server=10.0.0.1,10.0.0.2;Port=5433;DB=c;User ID=u;Password='a;b=\"c'")]
    [InlineData("Host=/var/run/postgresql;Database=creditbot;SSL Mode=VerifyFull")]
    public void What_Npgsql_reads_is_right(string text) =>
        ConnectionStringFault.Of(text).ShouldBeNull();

    [Theory]
    [InlineData(null, "is missing; write it as Host=")]
    [InlineData(" ", "is missing")]
    [InlineData("postgres://creditbot:secret@db/creditbot", "is a URL")]
    [InlineData("postgresql://creditbot:secret@db/c?sslmode=require", "is a URL")]
    [InlineData("secret", "can't be read")]
    [InlineData("Host=db;Database=c;Password='secret", "can't be read")]
    [InlineData("Host=db;Database=c;Password=se;cret=x", "a keyword that is none of Npgsql's")]
    [InlineData("Host=db;Database=c;Port=secret", "a value for port that can't be read")]
    [InlineData("Host=db;Database=c;SSL Mode=secret", "a value for ssl mode that can't be read")]
    [InlineData("Database=c;Password=secret", "names no Host")]
    [InlineData("Host=db;Password=secret", "names no Database")]
    public void What_is_wrong_is_said_in_one_line_that_holds_no_secret(string? text, string said)
    {
        var fault = ConnectionStringFault.Of(text).ShouldNotBeNull();

        fault.ShouldContain(said, Case.Insensitive);
        fault.ShouldNotContain("secret");
        fault.ShouldNotContain("cret=");
        fault.ShouldNotContain('\n');
    }
}
