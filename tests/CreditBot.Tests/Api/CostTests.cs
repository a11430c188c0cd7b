using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>What credits cost the agency, from a date on (design.md §3.9).</summary>
public sealed class CostTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync() =>
        _bot = await HostedCreditBot.StartAsync(
            settings:
            [
                "--Agency:CostPerCredit:0:From=2026-11-15",
                "--Agency:CostPerCredit:0:PerCredit=0.16",
                "--Agency:CostPerCredit:1:From=2026-01-01",
                "--Agency:CostPerCredit:1:PerCredit=0.10",
            ]
        );

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task<ApiAnswer> SetAsync(string from, string amount, string? key = null) =>
        Api.PutAsync("/agency/cost-per-credit", new { from, price = new { amount } }, key);

    private async Task<string> CostAsync(string month) =>
        (string)(await Api.GetAsync($"/reports/{month}"))["totals"]!["cost"]!["amount"]!;

    private static string Prices(ApiAnswer answer) =>
        string.Join(
            ", ",
            answer["costPerCredit"]!
                .AsArray()
                .Select(price => $"{price!["from"]} {price["price"]!["amount"]}")
        );

    [Fact]
    public async Task Usage_costs_what_credits_cost_on_its_day()
    {
        // 30 on 10 November at 0.10 are 3.00, 50 on the 20th at 0.16 are 8.00.
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        await Api.UseAsync(Agency.Use(client, "u-1", 30, "2026-11-10T15:00:00Z"));
        await Api.UseAsync(Agency.Use(client, "u-2", 50, "2026-11-20T15:00:00Z"));
        (await CostAsync("2026-11")).ShouldBe("11.00");

        // From the 18th they cost 0.20: 3.00 + 10.00.
        await SetAsync("2026-11-18", "0.20").ShouldBeAsync("200");
        (await CostAsync("2026-11")).ShouldBe("13.00");
        // Midnight of the 18th in New York: what was used just before still costs 0.16.
        await Api.UseAsync(Agency.Use(client, "u-3", 10, "2026-11-18T04:59:59Z"));
        (await CostAsync("2026-11")).ShouldBe("14.60");
        await Api.UseAsync(Agency.Use(client, "u-4", 10, "2026-11-18T05:00:00Z"));
        (await CostAsync("2026-11")).ShouldBe("16.60");
    }

    [Fact]
    public async Task A_price_is_entered_once_by_whoever_and_replaces_one_from_the_same_day()
    {
        Prices(await Api.GetAsync("/agency/cost-per-credit"))
            .ShouldBe("2026-01-01 0.10, 2026-11-15 0.16");
        var set = await SetAsync("2027-01-01", "0.1234", "cost-1").ShouldBeAsync("200");
        Prices(set).ShouldBe("2026-01-01 0.10, 2026-11-15 0.16, 2027-01-01 0.1234");
        (await SetAsync("2027-01-01", "0.1234", "cost-1").ShouldBeAsync("200")).Text.ShouldBe(
            set.Text
        );
        await SetAsync("2026-11-15", "0.11").ShouldBeAsync("200");
        await Bot.RestartAsync();
        Prices(await Api.GetAsync("/agency/cost-per-credit"))
            .ShouldBe("2026-01-01 0.10, 2026-11-15 0.11, 2027-01-01 0.1234");
    }

    [Fact]
    public async Task A_closed_month_keeps_its_prices()
    {
        await SetAsync("2026-10-31", "0.05").ShouldBeAsync("409 book_closed");
        await Agency.AddClientAsync(Api);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 15, 0));
        await SetAsync("2026-11-30", "0.05").ShouldBeAsync("200");
        await Api.PostAsync("/reports/2026-11/close").ShouldBeAsync("200");
        await SetAsync("2026-11-30", "0.06").ShouldBeAsync("409 book_closed");
        await SetAsync("2026-12-01", "0.06").ShouldBeAsync("200");
        // The grace of December ends with 3 January, whether the job has run or not.
        Bot.Clock.Reset(Instant.FromUtc(2027, 1, 4, 5, 0));
        await SetAsync("2026-12-31", "0.07").ShouldBeAsync("409 book_closed");
    }

    [Theory]
    [InlineData("""{"price":{"amount":"0.10"}}""")]
    [InlineData("""{"from":"2026-12-01"}""")]
    [InlineData("""{"from":"tomorrow","price":{"amount":"0.10"}}""")]
    [InlineData("""{"from":"2126-12-01","price":{"amount":"0.10"}}""")]
    [InlineData("""{"from":"2026-12-01","price":{"amount":"-0.10"}}""")]
    [InlineData("""{"from":"2026-12-01","price":{"amount":"0.10","currency":"EUR"}}""")]
    public async Task What_is_no_dated_price_is_said_by_its_field(string body) =>
        await Api.PutAsync("/agency/cost-per-credit", body).ShouldBeAsync("422 invalid");
}
