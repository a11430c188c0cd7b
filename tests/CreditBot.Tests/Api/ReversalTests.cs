using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>Taking usage and grants back (contract.md, POST /clients/{id}/reversals).</summary>
public sealed class ReversalTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync() =>
        _bot = await HostedCreditBot.StartAsync(now: Instant.FromUtc(2026, 11, 2, 15, 0));

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task<ApiAnswer> ReverseAsync(string client, object? seq, string? key = null) =>
        Api.PostAsync($"/clients/{client}/reversals", new { seq, reason = "by mistake" }, key);

    [Fact]
    public async Task Usage_is_taken_back_once_and_its_key_stays_taken()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        var used = await Api.UseAsync(Agency.Use(client, "u", 46, "2026-11-02T12:00:00Z"));
        var seq = (long)used["results"]![0]!["seq"]!;

        var answer = await ReverseAsync(client, seq, key: "k").ShouldBeAsync("201");
        (
            (long)answer["reverses"]!,
            (decimal)answer["credits"]!,
            (decimal)answer["balance"]!
        ).ShouldBe((seq, 46m, 50m));
        (await ReverseAsync(client, seq, key: "k").ShouldBeAsync("201")).Text.ShouldBe(answer.Text);

        var second = await ReverseAsync(client, seq).ShouldBeAsync("422 invalid");
        ((string)second["errors"]!["seq"]![0]!).ShouldContain("already");
        var again = await Api.UseAsync(Agency.Use(client, "u", 46, "2026-11-02T12:00:00Z"));
        ((string)again["results"]![0]!["status"]!).ShouldBe("duplicate");
        (await Agency.BalanceAsync(Api, client)).ShouldBe(50);
        ((decimal)(await Api.GetAsync("/pool"))["used"]!).ShouldBe(0);

        var entry = (await Api.GetAsync($"/clients/{client}/entries?after={seq}"))["entries"]![0]!;
        ((string)entry["kind"]!, (long)entry["reverses"]!, (decimal)entry["credits"]!).ShouldBe(
            ("reversed", seq, 46m)
        );
        ((decimal)entry["lots"]![0]!["credits"]!).ShouldBe(46);
    }

    [Fact]
    public async Task Credits_that_expire_again_say_so()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        var used = await Api.UseAsync(Agency.Use(client, "u", 20, "2026-11-02T12:00:00Z"));
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 5, 12, 0));
        await ReverseAsync(client, (long)used["results"]![0]!["seq"]!).ShouldBeAsync("201");

        (await Agency.BalanceAsync(Api, client)).ShouldBe(50);
        var entries = (await Api.GetAsync($"/clients/{client}/entries"))["entries"]!.AsArray();
        var lot = entries[^1]!["lots"]![0]!;
        ((decimal)entries[^1]!["credits"]!, (string)lot["to"]!).ShouldBe((0m, "expired"));
    }

    [Fact]
    public async Task A_grant_gives_up_its_rest()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        var grant = await Api.PostAsync(
            $"/clients/{client}/grants",
            new
            {
                credits = 60,
                reason = "welcome",
                price = new { amount = "118.80", currency = "USD" },
                priority = 0,
            }
        );
        await Api.UseAsync(Agency.Use(client, "u", 20, "2026-11-02T15:00:00Z"));
        var answer = await ReverseAsync(client, (long)grant["seq"]!).ShouldBeAsync("201");
        ((decimal)answer["credits"]!, (decimal)answer["balance"]!).ShouldBe((-40m, 50m));
        var book = await Api.GetAsync("/reports/2026-11");
        ((string)book["totals"]!["oneTime"]!["amount"]!).ShouldBe("39.60");
    }

    [Fact]
    public async Task Debt_repaid_by_a_reset_that_is_only_due_goes_back_to_it()
    {
        var client = await Agency.AddClientAsync(Api, overage: "carry", startsOn: "2026-11-01");
        var used = await Api.UseAsync(Agency.Use(client, "u", 60, "2026-11-02T12:00:00Z"));
        // Nobody has written December's reset yet, which repays the 10.
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 12, 0));
        (await Agency.BalanceAsync(Api, client)).ShouldBe(40);
        await ReverseAsync(client, (long)used["results"]![0]!["seq"]!).ShouldBeAsync("201");
        (await Agency.BalanceAsync(Api, client)).ShouldBe(50);
    }

    [Fact]
    public async Task Usage_whose_debt_nobody_had_repaid_is_taken_back_once()
    {
        var client = await Agency.AddClientAsync(Api, overage: "carry", startsOn: "2026-11-01");
        var used = await Api.UseAsync(Agency.Use(client, "u", 60, "2026-11-02T12:00:00Z"));
        var seq = (long)used["results"]![0]!["seq"]!;
        await ReverseAsync(client, seq).ShouldBeAsync("201");
        await ReverseAsync(client, seq).ShouldBeAsync("422 invalid");
    }

    [Fact]
    public async Task What_cant_be_reversed_is_refused_with_a_sentence()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        foreach (var seq in (object?[])[1, 2, 99, 0, -1, 1.5, "3", null])
        {
            var refused = await ReverseAsync(client, seq).ShouldBeAsync("422 invalid");
            refused["errors"]!["seq"].ShouldNotBeNull();
        }

        await Api.PostAsync($"/clients/{client}/reversals", new { seq = 3 })
            .ShouldBeAsync("422 invalid");
        await ReverseAsync("nobody", 3).ShouldBeAsync("404 not_found");
    }

    [Fact]
    public async Task A_store_with_reversals_verifies_clean()
    {
        var client = await Agency.AddClientAsync(Api, overage: "invoice", startsOn: "2026-11-01");
        var used = await Api.UseAsync(Agency.Use(client, "u", 60, "2026-11-02T12:00:00Z"));
        await ReverseAsync(client, (long)used["results"]![0]!["seq"]!).ShouldBeAsync("201");
        var report = await Api.PostAsync("/admin/verify").ShouldBeAsync("200");
        ((bool)report["ok"]!).ShouldBeTrue(report.Text);
    }
}
