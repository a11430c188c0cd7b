using CreditBot.Tests.Storage.PostgreSql;

namespace CreditBot.Tests.Agencies;

/// <summary>The same agencies in one database, where they are rows of the same tables.</summary>
internal static class OnPostgreSql
{
    public static async Task<string[]> StoreAsync() =>
        [
            "--Storage:Provider=postgresql",
            $"--Storage:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}",
        ];
}

public sealed class RestOnPostgreSqlTests : RestTests
{
    protected override Task<string[]> StoreAsync() => OnPostgreSql.StoreAsync();
}

public sealed class WebOnPostgreSqlTests : WebTests
{
    protected override Task<string[]> StoreAsync() => OnPostgreSql.StoreAsync();
}

public sealed class ReportOnPostgreSqlTests : ReportTests
{
    protected override Task<string[]> StoreAsync() => OnPostgreSql.StoreAsync();
}
