using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Storage;
using CreditBot.Storage.LiteDb;
using CreditBot.Storage.PostgreSql;
using CreditBot.Tests.Hosting;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Commands;

/// <summary><c>creditbot move</c> as it is called: both places from the settings, one line for what is wrong.</summary>
public sealed class MoveCommandTests : IAsyncLifetime
{
    private readonly TempDirectory _folder = new();
    private string _database = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => _folder.Of("creditbot.db");

    public async ValueTask InitializeAsync() =>
        _database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Tried_first_then_done_then_refused()
    {
        await FillAsync();

        var tried = await AnswerAsync(PostgreSql, dryRun: true);
        ((bool)tried["moved"]!, (bool)tried["resumed"]!).ShouldBe((false, false));
        PgSchema.IsThere(_database).ShouldBeFalse("a dry run makes nothing");
        var words = await Run.LinesAsync(output => MoveAsync(PostgreSql, output, dryRun: true));
        words.ShouldContain(
            $"{(long)tried["rows"]!} rows of {File} would be copied into database "
        );
        words.ShouldEndWith($"(dry run: nothing was changed).{Environment.NewLine}");

        var done = await AnswerAsync(PostgreSql, dryRun: false);
        ((bool)done["moved"]!, (bool)done["check"]!["ok"]!).ShouldBe((true, true));
        ((long)done["rows"]!).ShouldBe((long)tried["rows"]!);
        done.ToJsonString().ShouldNotContain("Password");

        (await FailedAsync(PostgreSql, 1)).ShouldContain("The target holds a store already");
        (await FailedAsync(StorageOptions.LiteDb, 1)).ShouldContain(
            "The target holds a store already"
        );
        System.IO.File.Move(File, _folder.Of("before.db"));
        (await Run.LinesAsync(output => MoveAsync(StorageOptions.LiteDb, output))).ShouldEndWith(
            $"Start servers with Storage:Provider=litedb from now on.{Environment.NewLine}"
        );
    }

    [Fact]
    public async Task What_is_no_store_or_in_use_is_named_and_nothing_is_made()
    {
        (await FailedAsync(PostgreSql, 1)).ShouldBe(
            $"There is no store in {File} to be moved.{Environment.NewLine}"
        );
        (await FailedAsync(StorageOptions.LiteDb, 1)).ShouldStartWith(
            "There is no store in database creditbot_"
        );
        System.IO.File.Exists(File).ShouldBeFalse();
        PgSchema.IsThere(_database).ShouldBeFalse();

        await FillAsync();
        await using (
            LiteDbStore.Open(
                File,
                "http://server",
                SystemClock.Instance,
                NullLogger<LiteDbStore>.Instance
            )
        )
        {
            (await FailedAsync(PostgreSql, 1)).ShouldContain("Stop it first");
        }

        await using (PgStore.Open(_database, SystemClock.Instance, NullLogger<PgStore>.Instance))
        {
            (await FailedAsync(PostgreSql, 1)).ShouldContain(
                "Others work on the database: creditbot on 127.0.0.1"
            );
        }
    }

    [Fact]
    public async Task Both_places_have_to_be_in_the_settings()
    {
        (await FailedAsync(PostgreSql, 2, "--Storage:ConnectionString=")).ShouldStartWith(
            "Storage:ConnectionString is missing"
        );
        (
            await FailedAsync(PostgreSql, 2, "--Storage:Provider=postgresql", "--Storage:Path=")
        ).ShouldStartWith("Storage:Path is empty");
        (
            await FailedAsync(
                StorageOptions.LiteDb,
                1,
                "--Storage:ConnectionString=Host=127.0.0.1;Port=1;Database=x;Username=x"
            )
        ).ShouldStartWith("The database can't be asked just now: ");
    }

    private const string PostgreSql = StorageOptions.PostgreSql;

    private async Task FillAsync()
    {
        await using var store = LiteDbStore.Open(
            File,
            "",
            SystemClock.Instance,
            NullLogger<LiteDbStore>.Instance
        );
        await store.CommitAsync(Found(AgencyId.Default, Start), Stop);
        await store.CommitAsync(Of(AgencyId.Default, Open("bella", Start)), Stop);
    }

    private async Task<JsonNode> AnswerAsync(string to, bool dryRun) =>
        JsonNode.Parse(
            await Run.LinesAsync(output => MoveAsync(to, output, json: true, dryRun: dryRun))
        )!;

    private async Task<string> FailedAsync(string to, int code, params string[] settings)
    {
        await using var errors = new StringWriter();
        (await MoveAsync(to, TextWriter.Null, errors: errors, settings: settings)).ShouldBe(code);
        return errors.ToString();
    }

    private Task<int> MoveAsync(
        string to,
        TextWriter output,
        TextWriter? errors = null,
        bool json = false,
        bool dryRun = false,
        params string[] settings
    ) =>
        MoveCommand.RunAsync(
            () =>
                CreditBotHost.BuildForCommands(
                    [
                        $"--Storage:Path={File}",
                        $"--Storage:ConnectionString={_database}",
                        .. settings,
                    ],
                    _ => { }
                ),
            to,
            json,
            dryRun,
            output,
            errors ?? TextWriter.Null,
            Stop
        );
}
