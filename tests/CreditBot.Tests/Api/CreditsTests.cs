using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>Where a client stands, as time and plans move on (contract.md, credits, allocation, package).</summary>
public sealed class CreditsTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync() =>
        _bot = await HostedCreditBot.StartAsync(now: Instant.FromUtc(2026, 11, 2, 15, 0));

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_reset_comes_by_the_clock_without_anybody_writing()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        await Api.UseAsync(Agency.Use(client, "u", 46, "2026-11-02T12:00:00Z"));
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 4, 59));
        (await Agency.BalanceAsync(Api, client)).ShouldBe(4);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 5, 0));
        var credits = await Api.GetAsync($"/clients/{client}/credits");
        (
            (decimal)credits["balance"]!,
            (decimal)credits["monthly"]!["used"]!,
            (string)credits["resetsAt"]!
        ).ShouldBe((50m, 0m, "2027-01-01T05:00:00Z"));
        var before = (await Api.GetAsync($"/clients/{client}/entries"))["entries"]!.AsArray().Count;
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Bot.Service<CreditBot.Jobs.DueJob>()
                        .RunAsync(TestContext.Current.CancellationToken)
                )
        );
        (await Api.GetAsync($"/clients/{client}/entries"))["entries"]!
            .AsArray()
            .Count.ShouldBe(before + 1, "one reset, however often and at once the job runs");
    }

    [Fact]
    public async Task Missed_resets_are_caught_up_in_order()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-10-31");
        Bot.Clock.Reset(Instant.FromUtc(2027, 3, 15, 12, 0));
        await Bot.Service<CreditBot.Jobs.DueJob>().RunAsync(TestContext.Current.CancellationToken);
        var resets = (await Api.GetAsync($"/clients/{client}/entries"))["entries"]!
            .AsArray()
            .Where(entry => (string)entry!["kind"]! == "reset")
            .Select(entry => (string)entry!["at"]!);
        resets.ShouldBe([
            "2026-10-31T04:00:00Z",
            "2026-11-30T05:00:00Z",
            "2026-12-31T05:00:00Z",
            "2027-01-31T05:00:00Z",
            "2027-02-28T05:00:00Z",
        ]);
    }

    [Fact]
    public async Task A_plan_changes_now_or_at_the_next_reset()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        await Api.UseAsync(Agency.Use(client, "u", 20, "2026-11-02T12:00:00Z"));
        await Api.PutAsync(
                $"/clients/{client}/allocation",
                new { monthlyCredits = 80, effective = "now" }
            )
            .ShouldBeAsync("200");
        (await Agency.BalanceAsync(Api, client)).ShouldBe(60);
        await Api.PutAsync(
                $"/clients/{client}/allocation",
                new { monthlyCredits = 10, effective = "now" }
            )
            .ShouldBeAsync("200");
        (await Agency.BalanceAsync(Api, client)).ShouldBe(0);
        await Api.PutAsync(
                $"/clients/{client}/package",
                new { package = "Enterprise", effective = "next_reset" }
            )
            .ShouldBeAsync("200");
        await Api.PutAsync(
                $"/clients/{client}/package",
                new { package = "professional", effective = "next_reset" }
            )
            .ShouldBeAsync("200");
        (await Agency.BalanceAsync(Api, client)).ShouldBe(0);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 5, 0));
        (await Agency.BalanceAsync(Api, client)).ShouldBe(150);
        await Api.PutAsync(
                $"/clients/{client}/package",
                new { package = "Basic", effective = "tomorrow" }
            )
            .ShouldBeAsync("422 invalid");
        await Api.PutAsync($"/clients/{client}/allocation", new { monthlyCredits = 10 })
            .ShouldBeAsync("422 invalid");
        var none = await Api.PutAsync(
                $"/clients/{client}/allocation",
                new { monthlyCredits = 0, effective = "now" }
            )
            .ShouldBeAsync("200");
        ((decimal)none["monthlyCredits"]!).ShouldBe(0);
        (await Api.GetAsync($"/clients/{client}/credits"))["percentUsed"].ShouldBeNull();
    }

    [Fact]
    public async Task One_time_credits_are_granted_used_up_and_expire()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        await Api.PostAsync(
                $"/clients/{client}/grants",
                new
                {
                    credits = 20,
                    reason = "welcome",
                    expiresAt = "2026-12-15T00:00:00Z",
                    price = new { amount = "39.60", currency = "USD" },
                    priority = 0,
                }
            )
            .ShouldBeAsync("201");
        await Api.UseAsync(Agency.Use(client, "u", 20, "2026-11-02T15:00:00Z"));
        var credits = await Api.GetAsync($"/clients/{client}/credits");
        (
            (decimal)credits["oneTime"]!["granted"]!,
            (decimal)credits["oneTime"]!["remaining"]!,
            (decimal)credits["monthly"]!["used"]!
        ).ShouldBe((20m, 0m, 0m));
        await Api.PostAsync(
                $"/clients/{client}/grants",
                new
                {
                    credits = 5,
                    reason = "more",
                    expiresAt = "2026-12-15T00:00:00Z",
                }
            )
            .ShouldBeAsync("201");
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 14, 23, 59));
        (await Agency.BalanceAsync(Api, client)).ShouldBe(55);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 15, 0, 0));
        credits = await Api.GetAsync($"/clients/{client}/credits");
        ((decimal)credits["balance"]!, (decimal)credits["oneTime"]!["granted"]!).ShouldBe(
            (50m, 0m)
        );
        await Api.PostAsync(
                $"/clients/{client}/grants",
                new
                {
                    credits = 5,
                    reason = "x",
                    priority = 10,
                }
            )
            .ShouldBeAsync("422 invalid");
    }

    [Fact]
    public async Task A_client_that_starts_later_has_nothing_yet()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-10");
        var credits = await Api.GetAsync($"/clients/{client}/credits");
        (
            (decimal)credits["balance"]!,
            credits["periodStart"],
            (string)credits["resetsAt"]!
        ).ShouldBe((0m, null, "2026-11-10T05:00:00Z"));
        Bot.Clock.Reset(Instant.FromUtc(2026, 11, 10, 5, 0));
        (await Agency.BalanceAsync(Api, client)).ShouldBe(50);
    }

    [Fact]
    public async Task The_pool_may_go_below_zero()
    {
        var client = await Agency.AddClientAsync(Api);
        await Api.PostAsync("/purchases", new { credits = 10.5, price = new { amount = "1" } })
            .ShouldBeAsync("201");
        await Api.UseAsync(Agency.Use(client, "u", 12, "2026-11-02T15:00:00Z"));
        var pool = await Api.GetAsync("/pool");
        ((decimal)pool["purchased"]!, (decimal)pool["used"]!, (decimal)pool["remaining"]!).ShouldBe(
            (10.5m, 12m, -1.5m)
        );
        await Api.PostAsync("/purchases", new { credits = 10 }).ShouldBeAsync("422 invalid");
    }

    [Fact]
    public async Task Entries_come_page_by_page_in_order()
    {
        var client = await Agency.AddClientAsync(Api);
        for (var n = 0; n < 5; n++)
        {
            await Api.UseAsync(Agency.Use(client, $"u-{n}", 1, "2026-11-02T15:00:00Z"));
        }

        var seqs = new List<long>();
        for (long? after = 0; after is not null; )
        {
            var page = await Api.GetAsync($"/clients/{client}/entries?after={after}&limit=3");
            seqs.AddRange(page["entries"]!.AsArray().Select(entry => (long)entry!["seq"]!));
            after = (long?)page["next"];
        }

        seqs.ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        await Api.GetAsync($"/clients/{client}/entries?limit=1001").ShouldBeAsync("422 invalid");
        await Api.GetAsync($"/clients/{client}/entries?after=-1").ShouldBeAsync("422 invalid");
    }
}
