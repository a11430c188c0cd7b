using System.Net;
using CreditBot.RealClients.Processes;
using CreditBot.RealClients.Teams;
using CreditBot.Tests.Storage.PostgreSql;

namespace CreditBot.RealClients.Product;

/// <summary>Two real processes on one database, the second with a clock that is 40 seconds ahead: together they are one bot (design.md §6).</summary>
[Collection(AllOfTheMachine.Name)]
public sealed class ManyNodesTests : IAsyncLifetime
{
    private const string Client = "bella-bakery";

    private readonly List<RunningCreditBot> _nodes = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RunningCreditBot First => _nodes[0];

    private RunningCreditBot Ahead => _nodes[1];

    public async ValueTask InitializeAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        (string, string?)[] shared =
        [
            ("Storage__Provider", "postgresql"),
            ("Storage__ConnectionString", database),
            ("Hosting__DrainSeconds", "1"),
        ];
        (string, string?)[] ahead =
        [
            ("LD_PRELOAD", "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            ("FAKETIME", "+40s"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            // Else waits with a limit end at once: it takes their limits for times of day.
            ("FAKETIME_FORCE_MONOTONIC_FIX", "0"),
        ];
        // Both make the tables and the agency, at once.
        _nodes.AddRange(
            await Task.WhenAll(
                RunningCreditBot.StartAsync(demo: false, shared),
                RunningCreditBot.StartAsync(demo: false, [.. shared, .. ahead])
            )
        );
        await First.SendAsync(
            "managers",
            new
            {
                id = "dana",
                name = "Dana Ruiz",
                email = "dana@agency.example",
            }
        );
        await First.SendAsync(
            "clients",
            new
            {
                id = Client,
                name = "Bella Bakery",
                package = "Basic",
                timeZone = "America/New_York",
                manager = "dana",
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_conversation_whose_turns_come_to_each_in_turn_goes_as_with_one()
    {
        await using var teams = await ConnectorPeer.StartAsync([First.Messages, Ahead.Messages]);
        var dana = teams.Person("29:dana", "Dana");
        var bella = teams.Person("29:bella", "Bella Baker");
        await dana.SayAsync($"link {await CodeAsync("managers/dana")}");
        await dana.HearAsync("Dana");
        await bella.SayAsync($"link {await CodeAsync($"clients/{Client}")}");
        await bella.HearAsync("Bella Bakery");

        await bella.SayAsync("I need more credits");
        await bella.SayAsync("just this once");
        await bella.SayAsync("60");
        await bella.SayAsync("for the new menu");
        await bella.SayAsync("no date");
        var options = await bella.HearAsync("60 credits, once, for the new menu");
        await bella.PressAsync(options, "60 credits once, now · $118.80");
        await bella.HearAsync("is with Dana Ruiz: 60 credits once for $118.80.");

        var card = await dana.HearAsync("Bella Bakery asks for 60 credits once, $118.80");
        await dana.PressAsync(card, "Approve");
        (await dana.HearAsync("Approved by Dana Ruiz")).Id.ShouldBe(card.Id);
        await bella.HearAsync("60 credits added");
        foreach (var node in _nodes)
        {
            var credits = await node.ReadAsync($"clients/{Client}/credits");
            credits["oneTime"]!["remaining"]!.GetValue<decimal>().ShouldBe(60m);
        }
    }

    [Fact]
    public async Task Both_go_by_the_clock_of_the_database()
    {
        await First.SendAsync($"clients/{Client}/grants", new { credits = 1, reason = "a" });
        await Ahead.SendAsync($"clients/{Client}/grants", new { credits = 1, reason = "b" });
        await First.SendAsync($"clients/{Client}/grants", new { credits = 1, reason = "c" });

        var entries = (await First.ReadAsync($"clients/{Client}/entries?after=0"))["entries"]!;
        var recorded = entries
            .AsArray()
            .TakeLast(3)
            .Select(entry => DateTimeOffset.Parse(entry!["recordedAt"]!.GetValue<string>(), null))
            .ToList();
        recorded.ShouldBe(recorded.Order());
        // The last is by the first node's clock, after the one of the node that is ahead: never pushed on by it.
        recorded[2].ShouldBeLessThan(DateTimeOffset.UtcNow + TimeSpan.FromSeconds(20));
        Ahead.Output.ShouldContain("seconds off the database's");
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_says_so_first_and_the_other_goes_on()
    {
        var stopping = First.StopAsync();
        var said = await Eventually.GetAsync(
            async () =>
            {
                using var answer = await First.Stranger.GetAsync(
                    new Uri("/readyz", UriKind.Relative),
                    Stop
                );
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable
                    ? await answer.Content.ReadAsStringAsync(Stop)
                    : null;
            },
            "the node to say that it stops"
        );
        said.ShouldBe("stopping");
        await stopping;

        await Ahead.SendAsync($"clients/{Client}/grants", new { credits = 1, reason = "a" });
        (await Ahead.ReadAsync($"clients/{Client}/credits"))["balance"]!
            .GetValue<decimal>()
            .ShouldBe(51m);
    }

    private async Task<string> CodeAsync(string who) =>
        (await Ahead.SendAsync($"{who}/invites"))["code"]!.GetValue<string>();
}
