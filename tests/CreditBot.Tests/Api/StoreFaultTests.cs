using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Storage;
using CreditBot.Storage.LiteDb;
using CreditBot.Tests.Hosting;
using CreditBot.Tests.Storage.LiteDb;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>A store that can't be written or read, seen from outside: no false acknowledgement, 503 with Retry-After, healed without a restart.</summary>
public sealed class StoreFaultTests : IAsyncLifetime
{
    private readonly FaultyFiles _files = new();
    private HostedCreditBot? _bot;
    private string _client = "";
    private string _other = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HostedCreditBot Bot => _bot!;

    public async ValueTask InitializeAsync()
    {
        HostedCreditBot? bot = null;
        bot = await HostedCreditBot.StartAsync(services: services =>
            services.AddSingleton<TableStore>(provider =>
                LiteDbStore.Open(
                    provider
                        .GetRequiredService<Microsoft.Extensions.Options.IOptions<StorageOptions>>()
                        .Value.Path,
                    "http://localhost:3978",
                    provider.GetRequiredService<IClock>(),
                    NullLogger<LiteDbStore>.Instance,
                    _files.Open
                )
            )
        );
        _bot = bot;
        await Agency.AddManagersAsync(Bot.Api);
        _client = await Agency.AddClientAsync(Bot.Api);
        _other = await Agency.AddClientAsync(Bot.Api);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData("full")]
    [InlineData("read-only")]
    public async Task What_can_not_be_written_is_not_acknowledged_and_heals_by_itself(string how)
    {
        _files.JournalFails = how == "full";
        _files.IsReadOnly = how == "read-only";
        for (var i = 0; i < 3; i++)
        {
            var refused = (await Bot.Api.UseAsync(Agency.Use(_client, "1", 2))).ShouldBe(
                "503 store_unavailable"
            );
            refused.RetryAfter.ShouldBe("5");
            (
                await Bot.Api.PostAsync(
                    $"/clients/{_client}/grants",
                    new { credits = 5, reason = "sorry" },
                    "grant"
                )
            )
                .ShouldBe("503 store_unavailable")
                .RetryAfter.ShouldBe("5");
        }

        (await Agency.BalanceAsync(Bot.Api, _client)).ShouldBe(50m, "what can be read goes on");
        (_files.JournalFails, _files.IsReadOnly) = (false, false);
        await SentAgainAsync("accepted", 48m);
        (
            await Bot.Api.PostAsync(
                $"/clients/{_client}/grants",
                new { credits = 5, reason = "sorry" },
                "grant"
            )
        ).ShouldBe("201");
        await CleanAfterRestartAsync(53m);
    }

    [Fact]
    public async Task What_the_journal_has_is_acknowledged_and_what_comes_after_waits_for_the_pages()
    {
        _files.PagesFail = true;
        await SentAgainAsync("accepted", 48m);
        (await Bot.Api.UseAsync(Agency.Use(_client, "2", 1))).ShouldBe("503 store_unavailable");
        (await Agency.BalanceAsync(Bot.Api, _client)).ShouldBe(48m);
        _files.PagesFail = false;
        await SentAgainAsync("duplicate", 48m);
        await CleanAfterRestartAsync(48m);
    }

    [Fact]
    public async Task A_disk_that_can_not_be_read_is_503_and_heals_by_itself()
    {
        _files.ReadsFail = true;
        var away = (await Bot.Api.GetAsync($"/clients/{_client}/entries")).ShouldBe(
            "503 store_unavailable"
        );
        away.RetryAfter.ShouldBe("5");
        _files.ReadsFail = false;
        (await Bot.Api.GetAsync($"/clients/{_client}/entries")).ShouldBe("200");
        await SentAgainAsync("accepted", 48m);
    }

    [Fact]
    public async Task A_second_process_on_the_file_is_told_who_has_it()
    {
        var held = await Should.ThrowAsync<StoreHeldException>(() =>
            HostedCreditBot.StartAsync(settings: [$"--Storage:Path={Bot.Store}"])
        );
        held.Message.ShouldContain($"process {Environment.ProcessId}");
        (await Agency.BalanceAsync(Bot.Api, _client)).ShouldBe(50m);
    }

    [Fact]
    public async Task A_damaged_ledger_is_503_the_others_go_on_and_rebuild_puts_it_right()
    {
        (await Bot.Api.UseAsync(Agency.Use(_client, "0", 1))).ShouldBe("200");
        await DamageAsync(Tables.Clients, Keys.Of(AgencyId.Default, ClientId.Parse(_client)));

        foreach (var path in new[] { "", "/credits", "/entries" })
        {
            (await Bot.Api.GetAsync($"/clients/{_client}{path}"))
                .ShouldBe("503 ledger_damaged")
                .RetryAfter.ShouldNotBeNull();
        }

        (await Bot.Api.UseAsync(Agency.Use(_client, "1", 2))).ShouldBe("503 ledger_damaged");
        await OthersGoOnAsync();
        var found = (await Bot.Api.PostAsync("/admin/verify")).ShouldBe("200");
        ((bool)found["ok"]!).ShouldBeFalse();
        found["faults"]!.AsArray().ShouldContain(fault => (string?)fault!["client"] == _client);

        await Bot.StoppedAsync(build =>
            Run.LinesAsync(output =>
                RebuildCommand.RunAsync(
                    build,
                    json: false,
                    dryRun: false,
                    output,
                    TextWriter.Null,
                    Stop
                )
            )
        );
        (await Agency.BalanceAsync(Bot.Api, _client)).ShouldBe(49m);
        await SentAgainAsync("accepted", 47m);
        (await Agency.BalanceAsync(Bot.Api, _other)).ShouldBe(109m);
    }

    [Fact]
    public async Task Damaged_entries_are_503_where_they_are_read_and_rebuild_names_them()
    {
        (await Bot.Api.UseAsync(Agency.Use(_client, "0", 1))).ShouldBe("200");
        await DamageAsync(Tables.Entries, Keys.Entry(AgencyId.Default, _client, 2));

        (await Bot.Api.GetAsync($"/clients/{_client}/entries")).ShouldBe("503 ledger_damaged");
        (await Bot.Api.GetAsync("/reports/2026-11")).ShouldBe("503 ledger_damaged");
        await OthersGoOnAsync();

        await using var output = new StringWriter();
        var code = await Bot.StoppedAsync(build =>
            RebuildCommand.RunAsync(build, json: false, dryRun: true, output, TextWriter.Null, Stop)
        );
        code.ShouldBe(1);
        output.ToString().ShouldContain($"Refused: {_client}: Entry 2 of {_client}");
    }

    /// <summary>Usage, also beside the damaged one's in a batch, a request with its decision, and lists.</summary>
    private async Task OthersGoOnAsync()
    {
        (
            await Bot.Api.UseAsync(
                new[] { Agency.Use(_client, "b1", 1), Agency.Use(_other, "b2", 1) }
            )
        ).Status.ShouldBeOneOf(200, 503);
        (await Agency.BalanceAsync(Bot.Api, _other)).ShouldBe(49m);
        var request = (
            await Bot.Api.PostAsync(
                $"/clients/{_other}/requests",
                new
                {
                    kind = "one_time",
                    by = "dana",
                    credits = 60,
                }
            )
        ).ShouldBe("201");
        (
            await Bot.Api.PostAsync(
                $"/requests/{request["id"]}/decision",
                new { decision = "approve", by = "sam" }
            )
        ).ShouldBe("200");
        (await Bot.Api.GetAsync("/requests")).ShouldBe("200")["requests"]!
            .AsArray()
            .Count.ShouldBe(1);
        (await Bot.Api.GetAsync("/pool")).ShouldBe("200");
        (await Bot.Api.GetAsync("/clients")).ShouldBe("200")["clients"]!
            .AsArray()
            .ShouldContain(client => (string?)client!["id"] == _other);
    }

    private async Task SentAgainAsync(string status, decimal balance)
    {
        var answer = (await Bot.Api.UseAsync(Agency.Use(_client, "1", 2))).ShouldBe("200");
        ((string)answer["results"]![0]!["status"]!).ShouldBe(status);
        (await Agency.BalanceAsync(Bot.Api, _client)).ShouldBe(balance);
    }

    private async Task CleanAfterRestartAsync(decimal balance)
    {
        await Bot.RestartAsync();
        (await Agency.BalanceAsync(Bot.Api, _client)).ShouldBe(balance);
        var check = (await Bot.Api.PostAsync("/admin/verify")).ShouldBe("200");
        ((bool)check["ok"]!).ShouldBeTrue();
    }

    /// <summary>One digit of a row is another one.</summary>
    private async Task DamageAsync(string table, string key)
    {
        var store = Bot.Service<TableStore>();
        var value = (await store.ReadAsync(tables => tables.Get(table, key), Stop))!;
        var at = Array.FindLastIndex(value, b => b is >= (byte)'0' and < (byte)'9');
        value[at]++;
        await store.RewriteAsync([(table, key, value)], Stop);
    }
}
