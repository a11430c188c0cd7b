using System.Text.Json.Nodes;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>What was true at an instant, as known now and as known then, and what made it (contract.md, credits; issue's time travel and explain).</summary>
public sealed class TimeTravelTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;
    private string _client = "";

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    /// <summary>50 from 1 November; 10 used on the 2nd; on the 20th 7 more turn out to be used on the 4th; 20 bought on the 21st.</summary>
    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync(now: Instant.FromUtc(2026, 11, 2, 15, 0));
        _client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        await Api.UseAsync(Agency.Use(_client, "u1", 10, "2026-11-02T15:00:00Z"));
        Bot.Clock.Reset(Instant.FromUtc(2026, 11, 20, 15, 0));
        await Api.UseAsync(Agency.Use(_client, "u2", 7, "2026-11-04T15:00:00Z"));
        Bot.Clock.Reset(Instant.FromUtc(2026, 11, 21, 15, 0));
        await Api.PostAsync(
            $"/clients/{_client}/grants",
            new
            {
                credits = 20,
                reason = "relaunch",
                price = 39.60m,
            }
        );
        Bot.Clock.Reset(Instant.FromUtc(2026, 11, 23, 15, 0));
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData("at=2026-11-05T00:00:00Z", 33)]
    [InlineData("at=2026-11-05T00:00:00Z&known=now", 33)]
    [InlineData("at=2026-11-05T00:00:00Z&known=then", 40)]
    [InlineData("at=2026-11-05T01:00:00%2B01:00&known=then", 40)]
    [InlineData("at=2026-11-05T01:00:00+01:00&known=then", 40)]
    [InlineData("at=2026-11-20T15:00:00Z&known=then", 33)]
    [InlineData("at=2026-11-21T15:00:00Z&known=then", 53)]
    [InlineData("at=2026-11-02T14:59:59Z", 50)]
    [InlineData("at=2026-11-23T15:00:00Z", 53)]
    public async Task A_balance_of_the_past_is_told_as_known_now_or_then(
        string query,
        decimal balance
    )
    {
        var credits = (await Api.GetAsync($"/clients/{_client}/credits?{query}")).ShouldBe("200");
        ((decimal)credits["balance"]!, (decimal)credits["monthly"]!["allocation"]!).ShouldBe(
            (balance, 50m)
        );
        credits["lots"]!.AsArray().Sum(lot => (decimal)lot!["remaining"]!).ShouldBe(balance);
    }

    [Theory]
    [InlineData("at=yesterday", "422 invalid")]
    [InlineData("at=2026-11-05", "422 invalid")]
    [InlineData("at=2026-11-24T00:00:00Z", "422 invalid")]
    [InlineData("at=", "422 invalid")]
    [InlineData("at=2026-11-05T00:00:00Z&known=later", "422 invalid")]
    [InlineData("at=2026-11-02T14:00:00Z&known=then", "404 not_found")]
    [InlineData("at=2026-10-31T00:00:00Z", "404 not_found")]
    public async Task What_cannot_be_told_is_said(string query, string outcome)
    {
        foreach (var what in (string[])["credits", "explain"])
        {
            (await Api.GetAsync($"/clients/{_client}/{what}?{query}")).ShouldBe(outcome);
        }
    }

    [Fact]
    public async Task A_past_month_has_its_own_lots_and_its_own_reset()
    {
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 10, 15, 0));
        var credits = (
            await Api.GetAsync($"/clients/{_client}/credits?at=2026-11-30T12:00:00Z")
        ).ShouldBe("200");
        ((decimal)credits["balance"]!, (string)credits["resetsAt"]!).ShouldBe(
            (53m, "2026-12-01T05:00:00Z")
        );
        ((decimal)(await Api.GetAsync($"/clients/{_client}/credits"))["balance"]!).ShouldBe(70m);
    }

    [Fact]
    public async Task Each_lot_is_explained_by_entries_that_sum_to_it()
    {
        var answer = (await Api.GetAsync($"/clients/{_client}/explain")).ShouldBe("200");
        ((decimal)answer["balance"]!, (string)answer["known"]!).ShouldBe((53m, "now"));
        var lots = answer["lots"]!.AsArray();
        lots.Count.ShouldBe(2);
        foreach (var lot in lots)
        {
            Moves(lot!)
                .Sum(move => (decimal)move["credits"]!)
                .ShouldBe((decimal)lot!["remaining"]!);
        }

        Moves(lots[0]!)
            .Select(move =>
                ((string)move["kind"]!, (decimal)move["credits"]!, (string)move["section"]!)
            )
            .ShouldBe([("reset", 50m, "3.4"), ("used", -10m, "3.3"), ("used", -7m, "3.7")]);
        ((string)Moves(lots[0]!)[2]["rule"]!).ShouldStartWith("Late usage");
    }

    [Fact]
    public async Task A_month_is_explained_by_its_lines_and_the_price_of_each_use()
    {
        var month = (await Api.GetAsync($"/clients/{_client}/explain?month=2026-11")).ShouldBe(
            "200"
        );
        // 17 × $0.10; $99 and $39.60.
        ((string)month["cost"]!["amount"]!, (string)month["revenue"]!["amount"]!).ShouldBe(
            ("1.70", "138.60")
        );
        month["usage"]!.AsArray().Select(used => (decimal)used!["credits"]!).ShouldBe([10m, 7m]);
        month["lines"]!
            .AsArray()
            .Select(line => ((string)line!["kind"]!, (string)line["net"]!["amount"]!))
            .ShouldBe([("fee", "99.00"), ("one_time", "39.60")]);
        var report = (await Api.GetAsync("/reports/2026-11"))["clients"]![0]!;
        ((string)report["cost"]!["amount"]!).ShouldBe("1.70");
        (await Api.GetAsync($"/clients/{_client}/explain?month=november")).ShouldBe("422 invalid");
        (await Api.GetAsync("/clients/nobody/explain?month=2026-11")).ShouldBe("404 not_found");
        (await Api.GetAsync("/clients/nobody/explain")).ShouldBe("404 not_found");
    }

    private static List<JsonNode> Moves(JsonNode lot) =>
        [.. lot["moves"]!.AsArray().Select(m => m!)];
}
