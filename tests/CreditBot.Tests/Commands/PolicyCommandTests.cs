using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Settings;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Commands;

/// <summary><c>creditbot policy show | set | test</c>: on the stopped product, and beside the running one (design.md §5).</summary>
public sealed class PolicyCommandTests
{
    private const string Whole = """
        {
          "Policy": {
            "LapseAfterDays": 5,
            "UndoMinutes": 15,
            "RemindAfterHours": 2.5,
            "EscalateAfterHours": 6,
            "UrgentEscalateMinutes": 20,
            "FactsMovedPercent": 25,
            "Limits": [
              { "Kind": "one_time", "Credits": 100, "Manager": "dana" },
              { "Price": 250.50, "Role": "on_call" }
            ],
            "SecondApprover": [ { "Credits": 200, "Price": 500 } ],
            "AutoApproval": { "CreditsPerPeriod": 20, "MinimumMargin": 110 },
            "PriceFloors": [ { "Kind": "one_time", "PerCredit": 0.95 } ],
            "Bridge": { "Enabled": true, "Credits": 12 }
          }
        }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("policy --help")]
    [InlineData("policy show --help")]
    [InlineData("policy set --help")]
    [InlineData("policy test --help")]
    public async Task Each_has_help(string line) =>
        (await CommandTable.RunAsync(line.Split(' '))).ShouldBe(0);

    [Theory]
    [InlineData("policy")]
    [InlineData("policy set")]
    [InlineData("policy test")]
    [InlineData("policy test --month november")]
    [InlineData("policy set --policy /no/such/file.json")]
    public async Task Wrong_usage_is_2(string line) =>
        (await CommandTable.RunAsync(line.Split(' '))).ShouldBe(2);

    [Fact]
    public async Task What_is_set_is_shown_as_it_was_written_here_and_in_the_running_server()
    {
        await using var bot = await StartAsync();
        var file = bot.Folder.Of("policy.json");
        await File.WriteAllTextAsync(file, Whole, Stop);

        var tried = await SetAsync(bot, file, json: false, dryRun: true);
        tried.ShouldContain("(dry run: the policy is as it was)");
        (await ShowAsync(bot, json: false)).ShouldContain("Nothing is approved without a manager.");

        await SetAsync(bot, file, json: true, dryRun: false);
        JsonNode
            .DeepEquals(JsonNode.Parse(await ShowAsync(bot, json: true)), JsonNode.Parse(Whole))
            .ShouldBeTrue(await ShowAsync(bot, json: true));
        (await ShowAsync(bot, json: false)).ShouldBe(
            """
            Approvals are limited:
              dana: one-time credits up to 100 credits
              on call: whatever is asked for up to 250.50 USD
            A second approver is needed for whatever is asked for above 200 credits or 500.00 USD.
            One-time requests are approved without a manager up to 20 credits a client and period, while the client's margin of the month stays at 110.00 USD or more.
            Nothing is sold below 0.95 USD a credit: one-time credits.
            A client with nothing left is lent up to 12 credits when it asks, once a period; they come off what is approved or the next grant.
            Reminder after 2.5 working hours, the next manager after 6, when urgent after 20 minutes; a request lapses after 5 days, an approval can be undone for 15 minutes.

            """
        );

        await bot.StopAsync();
        (await ShowAsync(bot, json: false)).ShouldContain("dana: one-time credits");
        await File.WriteAllTextAsync(file, "{}", Stop);
        await SetAsync(bot, file, json: false, dryRun: false);
        (await ShowAsync(bot, json: false)).ShouldContain("Every manager approves any request");
    }

    [Theory]
    [InlineData("{", "The policy is no JSON")]
    [InlineData("""{"Limits":[{"Manager":"dana"}]}""", "Limits:0:Credits and Price are missing")]
    [InlineData("""{"Policy":{"Limit":[]}}""", "Policy:Limit is no setting")]
    [InlineData(
        """{"Limits":[{"Manager":"dnaa","Credits":5}]}""",
        "Limits names the manager 'dnaa', and there is none; there are dana, sam"
    )]
    public async Task A_policy_with_mistakes_changes_nothing_and_names_them(
        string policy,
        string mistake
    )
    {
        await using var bot = await StartAsync();
        var file = bot.Folder.Of("policy.json");
        await File.WriteAllTextAsync(file, policy, Stop);
        foreach (var isRunning in (bool[])[true, false])
        {
            await using var errors = new StringWriter();
            await using var output = new StringWriter();
            (
                await PolicyCommand.SetAsync(
                    () => bot.BuildForCommands(),
                    AgencyId.Default,
                    file,
                    json: false,
                    dryRun: false,
                    output,
                    errors,
                    Stop
                )
            ).ShouldBe(1);
            errors.ToString().ShouldContain(mistake);
            if (isRunning)
            {
                await bot.StopAsync();
            }
        }
    }

    [Fact]
    public async Task A_month_is_judged_by_another_policy_and_nothing_changes()
    {
        await using var bot = await StartAsync();
        var client = await Agency.AddClientAsync(bot.Api);
        await AskAsync(bot, client, 10, "approve");
        await AskAsync(bot, client, 60, "approve");
        await AskAsync(bot, client, 5, "decline");
        var file = bot.Folder.Of("policy.json");
        await File.WriteAllTextAsync(
            file,
            Whole.Replace("200", "50", StringComparison.Ordinal),
            Stop
        );
        var before = await bot.Api.GetAsync($"/clients/{client}/entries");

        foreach (var isRunning in (bool[])[true, false])
        {
            var json = JsonNode.Parse(await TestAsync(bot, "2026-11", file, json: true))!;
            (
                (string)json["month"]!,
                (int)json["requests"]!,
                (string)json["marginEffect"]!["amount"]!,
                (string)json["marginWaiting"]!["amount"]!
            )
            // R-3: 5 × 1.98 − 0.50 = 9.40; R-2: 118.80 − 6.00.
            .ShouldBe(("2026-11", 3, "9.40", "112.80"));
            json["different"]!
                .AsArray()
                .Select(line => $"{line!["request"]} {line["would"]}")
                .ShouldBe(["R-1 by_policy", "R-2 by_second", "R-3 by_policy"]);
            (await TestAsync(bot, "2026-11", file, json: false)).ShouldBe(
                $"""
                2026-11: 3 requests, 3 would have been decided differently.
                  R-1 The {client}, 10 credits once for 19.80 USD: approved by Dana Ruiz; would have been approved at once by policy.
                  R-2 The {client}, 60 credits once for 118.80 USD: approved by Dana Ruiz; Sam Okafor would have had to approve it, too.
                  R-3 The {client}, 5 credits once for 9.90 USD: declined by Dana Ruiz; would have been approved at once by policy, margin +9.40 USD.
                Margin effect: +9.40 USD.
                Waiting for somebody else's decision: 112.80 USD of margin.

                """
            );
            (await TestAsync(bot, "2026-11", null, json: false)).ShouldContain(
                "3 requests, all would have been decided the same"
            );
            (await TestAsync(bot, "2026-10", file, json: false)).ShouldContain(
                "nobody asked for anything"
            );
            if (isRunning)
            {
                var after = await bot.Api.GetAsync($"/clients/{client}/entries");
                after.ToString().ShouldBe(before.ToString());
                await bot.StopAsync();
            }
        }
    }

    [Fact]
    public void A_policy_is_written_as_it_is_read()
    {
        var catalog = CreditBot.Tests.Storage.EntrySamples.AgencyTerms.Catalog;
        var (policy, mistakes) = PolicyFile.Read(Whole, catalog);
        mistakes.ShouldBeEmpty();
        JsonNode
            .DeepEquals(JsonNode.Parse(PolicyFile.Write(policy!)), JsonNode.Parse(Whole))
            .ShouldBeTrue();
    }

    private static async Task<HostedCreditBot> StartAsync()
    {
        var bot = await HostedCreditBot.StartAsync(url: FreeUrl());
        await Agency.AddManagersAsync(bot.Api);
        return bot;
    }

    private static async Task AskAsync(
        HostedCreditBot bot,
        string client,
        decimal credits,
        string decision
    )
    {
        var asked = await bot.Api.PostAsync(
            $"/clients/{client}/requests",
            new
            {
                kind = "one_time",
                by = "dana",
                credits,
            }
        );
        await bot
            .Api.PostAsync(
                $"/requests/{asked["id"]}/decision",
                new
                {
                    decision,
                    by = "dana",
                    reason = "no",
                }
            )
            .ShouldBeAsync("200");
    }

    private static Task<string> ShowAsync(HostedCreditBot bot, bool json) =>
        Run.LinesAsync(output =>
            PolicyCommand.ShowAsync(
                () => bot.BuildForCommands(),
                AgencyId.Default,
                json,
                output,
                Console.Error,
                Stop
            )
        );

    private static Task<string> SetAsync(
        HostedCreditBot bot,
        string file,
        bool json,
        bool dryRun
    ) =>
        Run.LinesAsync(output =>
            PolicyCommand.SetAsync(
                () => bot.BuildForCommands(),
                AgencyId.Default,
                file,
                json,
                dryRun,
                output,
                Console.Error,
                Stop
            )
        );

    private static Task<string> TestAsync(
        HostedCreditBot bot,
        string month,
        string? file,
        bool json
    ) =>
        Run.LinesAsync(output =>
            PolicyCommand.TestAsync(
                () => bot.BuildForCommands(),
                AgencyId.Default,
                month,
                file,
                json,
                output,
                Console.Error,
                Stop
            )
        );

    private static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
