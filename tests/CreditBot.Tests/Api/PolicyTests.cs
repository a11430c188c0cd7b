using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Api;

/// <summary>What policy does to requests over REST (design.md §5): who may approve, twice when it is much, and not at all when it is little.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task Above_a_managers_limit_is_not_allowed_and_says_who_may()
    {
        await using var bot = await StartAsync(
            "Policy:Limits:0:Manager=dana",
            "Policy:Limits:0:Credits=50"
        );
        var id = await AskAsync(bot, 60);

        var refused = await DecideAsync(bot, id, "403 not_allowed", "approve", "dana");
        ((string)refused["detail"]!).ShouldBe(
            $"{id} is above your limit of 50 credits. Sam Okafor can approve it."
        );
        ((string)(await DecideAsync(bot, id, "200", "approve", "sam"))["state"]!).ShouldBe(
            "approved"
        );
    }

    [Fact]
    public async Task What_needs_two_stays_open_after_the_first()
    {
        await using var bot = await StartAsync("Policy:SecondApprover:0:Price=100");
        var id = await AskAsync(bot, 60);

        var first = await DecideAsync(bot, id, "200", "approve", "dana");
        ((string)first["state"]!, first["decision"], first["entrySeq"]).ShouldBe(
            ("open", null, null)
        );
        (
            (string)first["firstApproval"]!["by"]!,
            (string)first["firstApproval"]!["channel"]!,
            (decimal)first["firstApproval"]!["credits"]!,
            (string)first["firstApproval"]!["price"]!["amount"]!
        ).ShouldBe(("dana", "api", 60m, "118.80"));
        var listed = await bot.Api.GetAsync("/requests?state=open");
        ((string)listed["requests"]![0]!["firstApproval"]!["by"]!).ShouldBe("dana");

        await DecideAsync(bot, id, "403 not_allowed", "approve", "dana");
        var second = await DecideAsync(bot, id, "200", "approve", "sam");
        ((string)second["state"]!, (string)second["decision"]!["by"]!).ShouldBe(
            ("approved", "sam")
        );
        ((string)second["firstApproval"]!["by"]!).ShouldBe("dana");
    }

    [Fact]
    public async Task A_plain_approval_does_not_second_a_change_that_the_caller_may_not_know()
    {
        await using var bot = await StartAsync("Policy:SecondApprover:0:Price=50");
        var id = await AskAsync(bot, 60);
        await DecideAsync(bot, id, "200", "approve_with_change", "dana", 40);

        await DecideAsync(bot, id, "409 facts_moved", "approve", "sam");
        (
            (string)(await DecideAsync(bot, id, "200", "approve_with_change", "sam", 40))["state"]!
        ).ShouldBe("approved_with_change");
    }

    [Fact]
    public async Task The_first_approver_takes_that_back_by_undo()
    {
        await using var bot = await StartAsync("Policy:SecondApprover:0:Price=50");
        var id = await AskAsync(bot, 60);
        await DecideAsync(bot, id, "200", "approve", "dana");
        await DecideAsync(bot, id, "409 not_undoable", "undo", "sam");
        (await DecideAsync(bot, id, "200", "undo", "dana"))["firstApproval"].ShouldBeNull();
        (await DecideAsync(bot, id, "200", "approve", "sam"))["decision"].ShouldBeNull();
    }

    [Fact]
    public async Task A_small_request_is_decided_by_policy_in_the_answer()
    {
        await using var bot = await StartAsync(
            "Policy:AutoApproval:CreditsPerPeriod=20",
            "Policy:AutoApproval:MinimumMargin=110"
        );
        var client = await Agency.AddClientAsync(bot.Api);

        // The month's fee of 99.00 and 19.80 for 10 credits, less 10 × 0.10: 117.80.
        var asked = await AskAsync(bot, client, 10, "201");
        (
            (string)asked["state"]!,
            (string)asked["decision"]!["by"]!,
            (string)asked["decision"]!["channel"]!
        ).ShouldBe(("approved", "policy", "system"));
        ((long)asked["entrySeq"]!).ShouldBeGreaterThan(0);
        (await Agency.BalanceAsync(bot.Api, client)).ShouldBe(60);

        ((string)(await AskAsync(bot, client, 11, "201"))["state"]!).ShouldBe("open");
    }

    [Fact]
    public async Task A_margin_that_would_be_too_small_asks_a_manager()
    {
        await using var bot = await StartAsync(
            "Policy:AutoApproval:CreditsPerPeriod=20",
            "Policy:AutoApproval:MinimumMargin=117.81"
        );
        var client = await Agency.AddClientAsync(bot.Api);
        ((string)(await AskAsync(bot, client, 10, "201"))["state"]!).ShouldBe("open");
    }

    [Fact]
    public async Task What_is_lent_is_owed_and_comes_off_what_is_approved()
    {
        await using var bot = await StartAsync("Policy:Bridge:Enabled=true");
        var client = await Agency.AddClientAsync(bot.Api);
        await bot.Api.UseAsync(Agency.Use(client, "all", 50));
        var id = (string)(await AskAsync(bot, client, 60, "201"))["id"]!;
        var lent = await bot.Api.GetAsync($"/clients/{client}/credits");
        ((decimal)lent["balance"]!, (decimal)lent["debt"]!, (bool)lent["blocked"]!).ShouldBe(
            (10, 10, false)
        );

        await DecideAsync(bot, id, "200", "approve", "dana");

        var approved = await bot.Api.GetAsync($"/clients/{client}/credits");
        ((decimal)approved["balance"]!, (decimal)approved["debt"]!).ShouldBe((60, 0));
        (await bot.Api.GetAsync($"/requests/{id}"))["audit"]!
            .AsArray()
            .Select(move => (string)move!["what"]!)
            .ShouldBe(["requested", "bridged", "approved"]);
        (
            await new CreditBot.Storage.Checks.StoreCheck(
                bot.Service<CreditBot.Storage.TableStore>()
            ).RunAsync(progress: null, TestContext.Current.CancellationToken)
        ).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Below_the_floor_the_price_is_invalid()
    {
        await using var bot = await StartAsync(
            "Policy:PriceFloors:0:Kind=one_time",
            "Policy:PriceFloors:0:PerCredit=0.95"
        );
        var id = await AskAsync(bot, 60);
        var refused = (
            await bot.Api.PostAsync(
                $"/requests/{id}/decision",
                new
                {
                    decision = "approve_with_change",
                    by = "dana",
                    price = new { amount = "56.99" },
                }
            )
        ).ShouldBe("422 invalid");
        ((string)refused["errors"]!["price"]![0]!).ShouldBe(
            "56.99 USD for 60 credits is below the price floor of 0.95 USD a credit: they cost at least 57.00 USD."
        );
    }

    [Fact]
    public async Task A_request_tells_who_did_what_when_and_from_where()
    {
        await using var bot = await StartAsync("Policy:SecondApprover:0:Price=50");
        var id = await AskAsync(bot, 60);
        await DecideAsync(bot, id, "200", "approve_with_change", "dana", 40);
        bot.Clock.Advance(NodaTime.Duration.FromMinutes(3));
        await DecideAsync(bot, id, "200", "approve_with_change", "sam", 40);
        await DecideAsync(bot, id, "200", "undo", "dana");

        var audit = (await bot.Api.GetAsync($"/requests/{id}"))["audit"]!.AsArray();
        audit
            .Select(move => $"{move!["what"]} {move["by"]} {move["channel"]} {move["at"]}")
            .ShouldBe([
                "requested dana api 2026-11-23T15:00:00Z",
                "first_approved dana api 2026-11-23T15:00:00Z",
                "approved_with_change sam api 2026-11-23T15:03:00Z",
                "undone dana api 2026-11-23T15:03:00Z",
            ]);
        ((decimal)audit[0]!["terms"]!["credits"]!).ShouldBe(60);
        ((decimal)audit[1]!["terms"]!["credits"]!).ShouldBe(40);
        ((string)audit[2]!["terms"]!["price"]!["amount"]!).ShouldBe("79.20");
    }

    [Fact]
    public async Task Whom_the_card_was_shown_is_told()
    {
        await using var bot = await StartAsync();
        var id = await AskAsync(bot, 60);
        await bot.Service<CreditBot.Outbox.OutboxDispatcher>()
            .RunOnceAsync(TestContext.Current.CancellationToken);

        var audit = (await bot.Api.GetAsync($"/requests/{id}"))["audit"]!.AsArray();
        audit
            .Select(move => $"{move!["what"]} {move["by"]} {move["channel"]}")
            .ShouldBe(["requested dana api", "shown dana web", "shown sam web"]);
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("system")]
    public async Task Nobody_is_called_like_what_decides_by_itself(string id)
    {
        await using var bot = await HostedCreditBot.StartAsync();
        await bot
            .Api.PostAsync(
                "/managers",
                new
                {
                    id,
                    name = "P",
                    email = "p@example.org",
                }
            )
            .ShouldBeAsync("422 invalid");
        var named = (
            await bot.Api.PostAsync("/managers", new { name = id, email = "p@example.org" })
        ).ShouldBe("201");
        ((string)named["id"]!).ShouldBe($"{id}-2");
    }

    private static async Task<HostedCreditBot> StartAsync(params string[] settings)
    {
        var bot = await HostedCreditBot.StartAsync(
            settings: [.. settings.Select(setting => $"--{setting}")]
        );
        await Agency.AddManagersAsync(bot.Api);
        return bot;
    }

    private static async Task<string> AskAsync(HostedCreditBot bot, decimal credits) =>
        (string)(await AskAsync(bot, await Agency.AddClientAsync(bot.Api), credits, "201"))["id"]!;

    private static async Task<ApiAnswer> AskAsync(
        HostedCreditBot bot,
        string client,
        decimal credits,
        string status
    ) =>
        (
            await bot.Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "one_time",
                    by = "dana",
                    credits,
                }
            )
        ).ShouldBe(status);

    private static async Task<ApiAnswer> DecideAsync(
        HostedCreditBot bot,
        string id,
        string status,
        string decision,
        string by,
        decimal? credits = null
    ) =>
        (
            await bot.Api.PostAsync(
                $"/requests/{id}/decision",
                new
                {
                    decision,
                    by,
                    credits,
                }
            )
        ).ShouldBe(status);
}
