using CreditBot.Amounts;
using CreditBot.Requests;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>Requests and decisions over REST (contract.md; design.md §5).</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync();
        await Agency.AddManagersAsync(Api);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task One_request_of_a_kind_is_open_at_a_time()
    {
        var client = await Agency.AddClientAsync(Api);
        var first = await AskAsync(client, "one_time", 10);
        var second = (
            await Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "one_time",
                    by = "dana",
                    credits = 5,
                }
            )
        ).ShouldBe("409 open_request");
        ((string)second["request"]!).ShouldBe(first);
        await AskAsync(client, "ongoing", 10);
        await DecideAsync(
            first,
            "200",
            new
            {
                decision = "decline",
                by = "dana",
                reason = "no",
            }
        );
        await AskAsync(client, "one_time", 5);
    }

    [Fact]
    public async Task An_approval_books_at_the_price_that_was_offered()
    {
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client, "one_time", 60);
        var approved = await DecideAsync(id, "200", new { decision = "approve", by = "dana" });
        (
            (string)approved["state"]!,
            (string)approved["price"]!["amount"]!,
            (string)approved["decision"]!["what"]!
        ).ShouldBe(("approved", "118.80", "approved"));
        (await Agency.BalanceAsync(Api, client)).ShouldBe(110);
        var report = await Api.GetAsync("/reports/2026-11");
        ((string)report["totals"]!["oneTime"]!["amount"]!).ShouldBe("118.80");
    }

    [Theory]
    [InlineData(40, null, "approved_with_change", 90)]
    [InlineData(7, null, "approved_with_change", 57)]
    [InlineData(40, "50", "approved_with_change", 90)]
    [InlineData(40, "79.20", "approved_with_change", 90)]
    [InlineData(40, "79.21", "countered", 50)]
    [InlineData(60, "130", "countered", 50)]
    [InlineData(80, null, "countered", 50)]
    public async Task A_change_is_booked_or_offered(
        int credits,
        string? price,
        string state,
        int balance
    )
    {
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client, "one_time", 60);
        object? money = price is null ? null : new { amount = price };
        var changed = await DecideAsync(
            id,
            "200",
            new
            {
                decision = "approve_with_change",
                by = "dana",
                credits,
                price = money,
            }
        );
        ((string)changed["state"]!).ShouldBe(state);
        if (state == "countered")
        {
            ((decimal)changed["counter"]!["credits"]!).ShouldBe(credits);
        }

        (await Agency.BalanceAsync(Api, client)).ShouldBe(balance);
    }

    [Fact]
    public async Task A_price_is_rescaled_with_the_credits_and_rounded_once()
    {
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client, "one_time", 60);
        await DecideAsync(
            id,
            "200",
            new
            {
                decision = "approve_with_change",
                by = "dana",
                credits = 7.001,
            }
        );
        // 118.80 × 7.001 ÷ 60 = 13.86198
        var report = await Api.GetAsync("/reports/2026-11");
        ((string)report["totals"]!["oneTime"]!["amount"]!).ShouldBe("13.86");
    }

    [Fact]
    public async Task A_change_of_kind_is_an_offer_and_what_does_not_fit_it_is_refused()
    {
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client, "one_time", 60);
        await DecideAsync(
            id,
            "422 invalid",
            new
            {
                decision = "approve_with_change",
                by = "dana",
                kind = "upgrade",
                package = "Professional",
                credits = 40,
            }
        );
        await DecideAsync(
            id,
            "422 invalid",
            new
            {
                decision = "approve_with_change",
                by = "dana",
                kind = "one_time",
                package = "Professional",
            }
        );
        var offered = await DecideAsync(
            id,
            "200",
            new
            {
                decision = "approve_with_change",
                by = "dana",
                kind = "ongoing",
                effective = "now",
            }
        );
        ((string)offered["state"]!, (string)offered["counter"]!["kind"]!).ShouldBe(
            ("countered", "ongoing")
        );
    }

    [Fact]
    public async Task A_decline_needs_a_reason_and_a_question_its_words()
    {
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client, "one_time", 60);
        await DecideAsync(id, "422 invalid", new { decision = "decline", by = "dana" });
        await DecideAsync(
            id,
            "422 invalid",
            new
            {
                decision = "ask",
                by = "dana",
                reason = " ",
            }
        );
        var asked = await DecideAsync(
            id,
            "200",
            new
            {
                decision = "ask",
                by = "dana",
                reason = "For which pages?",
            }
        );
        ((string)asked["state"]!, (string)asked["question"]!).ShouldBe(
            ("asked", "For which pages?")
        );
        var declined = await DecideAsync(
            id,
            "200",
            new
            {
                decision = "decline",
                by = "dana",
                reason = "not now",
            }
        );
        ((string)declined["state"]!, (string)declined["decision"]!["reason"]!).ShouldBe(
            ("declined", "not now")
        );
    }

    [Fact]
    public async Task A_closed_request_tells_who_decided()
    {
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client, "one_time", 60);
        await DecideAsync(id, "200", new { decision = "approve", by = "dana" });
        foreach (var decision in (string[])["approve", "decline", "ask", "approve_with_change"])
        {
            var late = await DecideAsync(
                id,
                "409 already_decided",
                new
                {
                    decision,
                    by = "sam",
                    reason = "x",
                    credits = 5,
                }
            );
            (
                (string)late["decision"]!["what"]!,
                (string)late["decision"]!["by"]!,
                (string)late["decision"]!["at"]!
            ).ShouldBe(("approved", "dana", "2026-11-23T15:00:00Z"));
        }
    }

    [Fact]
    public async Task An_approval_can_be_undone_for_ten_minutes_while_nothing_of_it_is_used()
    {
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client, "one_time", 60);
        await DecideAsync(id, "409 not_undoable", new { decision = "undo", by = "dana" });
        await DecideAsync(id, "200", new { decision = "approve", by = "dana" });
        var undone = await DecideAsync(id, "200", new { decision = "undo", by = "dana" });
        ((string)undone["state"]!, undone["decision"], undone["entrySeq"]).ShouldBe(
            ("open", null, null)
        );
        (await Agency.BalanceAsync(Api, client)).ShouldBe(50);
        await DecideAsync(id, "200", new { decision = "approve", by = "sam" });
        Bot.Clock.Advance(Duration.FromMinutes(10));
        await DecideAsync(id, "409 not_undoable", new { decision = "undo", by = "sam" });
        var entries = await Api.GetAsync($"/clients/{client}/entries");
        var undo = entries["entries"]!
            .AsArray()
            .Single(entry => (string)entry!["kind"]! == "undone")!;
        ((decimal)undo["credits"]!, (long)undo["reverses"]!).ShouldBe((-60m, 5L));
    }

    [Fact]
    public async Task What_nobody_answered_lapses_also_before_the_job_has_run()
    {
        var client = await Agency.AddClientAsync(Api);
        var id = await AskAsync(client, "one_time", 60);
        Bot.Clock.Advance(Duration.FromDays(7));
        await DecideAsync(id, "409 lapsed", new { decision = "approve", by = "dana" });
        await Bot.Service<CreditBot.Jobs.DueJob>().RunAsync(TestContext.Current.CancellationToken);
        ((string)(await Api.GetAsync($"/requests/{id}"))["state"]!).ShouldBe("lapsed");
        await DecideAsync(id, "409 lapsed", new { decision = "approve", by = "dana" });
        await AskAsync(client, "one_time", 60);
    }

    [Fact]
    public async Task Nor_does_who_decides_in_the_place_of_somebody_linked()
    {
        var client = await Agency.AddClientAsync(Api);
        var invite = (
            await Api.PostAsync(
                $"/clients/{client}/invites",
                new { email = "sam@brightside.example" }
            )
        ).ShouldBe("201");
        await Bot.LinkAsync((string)invite["code"]!);
        var id = await AskAsync(client, "one_time", 60);
        var stop = TestContext.Current.CancellationToken;
        var sam = new Actor(AgencyId.Default, new PersonId("sam"), "web");
        var standIns = Bot.Service<StandIns>();
        (
            await standIns.LeaveAsync(
                sam,
                "Dana",
                null,
                Bot.Clock.GetCurrentInstant().InUtc().Date.PlusDays(9),
                stop
            )
        ).ShouldBeOfType<StandInResult.Stands>();

        await DecideAsync(id, "403 own_request", new { decision = "approve", by = "dana" });
        await standIns.ReturnAsync(sam, stop);
        await DecideAsync(id, "200", new { decision = "approve", by = "dana" });
    }

    [Fact]
    public async Task What_costs_more_than_the_limit_is_for_the_clients_approver_to_send()
    {
        var client = await Agency.AddClientAsync(Api);
        foreach (var email in new[] { "bo@bella.example", "mia@bella.example" })
        {
            var invite = (
                await Api.PostAsync($"/clients/{client}/invites", new { email })
            ).ShouldBe("201");
            await Bot.LinkAsync((string)invite["code"]!, chat: email);
        }

        var stop = TestContext.Current.CancellationToken;
        var mia = (
            await Bot.Service<CreditBot.Identity.People>()
                .ByEmailAsync(AgencyId.Default, "mia@bella.example", stop)
        )!;
        await Bot.Service<CreditDesk>()
            .ChangeTermsAsync(
                new Actor(AgencyId.Default, new PersonId("dana"), "web"),
                ClientId.Parse(client),
                state => new CreditBot.Ledger.ChangeTerms(
                    state.Terms with
                    {
                        Approver = new PersonId(mia.Id),
                        ApproverAbove = new Money(100, "USD"),
                    }
                ),
                null,
                stop
            );

        // 60 credits are $118.80, 50 are $99.00.
        var refused = await Api.PostAsync(
            $"/clients/{client}/requests",
            new
            {
                kind = "one_time",
                credits = 60,
                by = "bo@bella.example",
            }
        );
        refused.ShouldBe("403 not_allowed");
        await AskAsync(client, "one_time", 60, by: "mia@bella.example");
        await AskAsync(client, "ongoing", 50, by: "bo@bella.example");
    }

    [Fact]
    public async Task Nobody_linked_to_a_client_decides_its_requests()
    {
        var client = await Agency.AddClientAsync(Api);
        var invite = (
            await Api.PostAsync(
                $"/clients/{client}/invites",
                new { email = "sam@brightside.example" }
            )
        ).ShouldBe("201");
        await Bot.LinkAsync((string)invite["code"]!);
        var id = await AskAsync(client, "one_time", 60, by: "sam@brightside.example");
        await DecideAsync(id, "403 own_request", new { decision = "approve", by = "sam" });
        await DecideAsync(
            id,
            "403 own_request",
            new { decision = "approve", by = "sam@brightside.example" }
        );
        await DecideAsync(id, "200", new { decision = "approve", by = "dana" });
        await DecideAsync(id, "403 own_request", new { decision = "undo", by = "sam" });
    }

    [Fact]
    public async Task Who_asks_belongs_to_the_client_or_is_a_manager_and_who_decides_is_a_manager()
    {
        var client = await Agency.AddClientAsync(Api);
        var other = await Agency.AddClientAsync(Api);
        var invite = await Api.PostAsync(
            $"/clients/{client}/invites",
            new { name = "Bella", email = "bella@example.org" }
        );
        await Bot.LinkAsync((string)invite["code"]!);
        await Api.PostAsync(
                $"/clients/{other}/requests",
                new
                {
                    kind = "one_time",
                    by = "bella@example.org",
                    credits = 1,
                }
            )
            .ShouldBeAsync("422 invalid");
        await Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "one_time",
                    by = "nobody",
                    credits = 1,
                }
            )
            .ShouldBeAsync("422 invalid");
        await Api.PostAsync($"/clients/{client}/requests", new { kind = "one_time", credits = 1 })
            .ShouldBeAsync("422 invalid");
        var id = await AskAsync(client, "one_time", 60, by: "bella");
        await DecideAsync(id, "403 not_allowed", new { decision = "approve", by = "bella" });
        await DecideAsync(id, "422 invalid", new { decision = "approve", by = "nobody" });
        await DecideAsync(id, "422 invalid", new { decision = "approve" });
        await DecideAsync(id, "422 invalid", new { decision = "maybe", by = "dana" });
    }

    [Fact]
    public async Task Requests_are_listed_by_state_and_client_page_by_page()
    {
        var first = await Agency.AddClientAsync(Api);
        var second = await Agency.AddClientAsync(Api);
        var declined = await AskAsync(first, "one_time", 1);
        await DecideAsync(
            declined,
            "200",
            new
            {
                decision = "decline",
                by = "dana",
                reason = "no",
            }
        );
        var open = await AskAsync(first, "ongoing", 2);
        var upgrade = (string)
            (
                await Api.PostAsync(
                    $"/clients/{second}/requests",
                    new
                    {
                        kind = "upgrade",
                        by = "dana",
                        package = "Enterprise",
                    }
                )
            ).ShouldBe("201")["id"]!;
        (await IdsAsync("/requests")).ShouldBe([declined, open, upgrade]);
        (await IdsAsync("/requests?state=open")).ShouldBe([open, upgrade]);
        (await IdsAsync($"/requests?client={first}")).ShouldBe([declined, open]);
        (await IdsAsync($"/requests?client={first}&state=declined")).ShouldBe([declined]);
        (await IdsAsync("/requests?client=nobody")).ShouldBeEmpty();
        var page = await Api.GetAsync("/requests?limit=2");
        ((string)page["next"]!).ShouldBe(open);
        (await IdsAsync($"/requests?limit=2&after={open}")).ShouldBe([upgrade]);
    }

    [Fact]
    public async Task More_for_some_months_ends_by_itself()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        var asked = (
            await Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "ongoing",
                    by = "dana",
                    credits = 60,
                    months = 2,
                }
            )
        ).ShouldBe("201");
        ((int)asked["months"]!).ShouldBe(2);
        await DecideAsync((string)asked["id"]!, "200", new { decision = "approve", by = "dana" });

        foreach (var (month, credits) in new[] { (12, 110m), (13, 110m), (14, 50m) })
        {
            var on = new LocalDate(2026, 11, 1).PlusMonths(month - 11);
            Bot.Clock.Reset(Instant.FromUtc(on.Year, on.Month, 1, 9, 0));
            ((decimal)(await Api.GetAsync($"/clients/{client}"))["monthlyCredits"]!).ShouldBe(
                credits
            );
        }

        (
            await Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "ongoing",
                    by = "dana",
                    credits = 60,
                    months = 13,
                }
            )
        ).ShouldBe("422 invalid");
    }

    [Fact]
    public async Task An_ongoing_request_and_an_upgrade_change_the_plan_from_the_next_reset()
    {
        var client = await Agency.AddClientAsync(Api, startsOn: "2026-11-01");
        await DecideAsync(
            await AskAsync(client, "ongoing", 60),
            "200",
            new { decision = "approve", by = "dana" }
        );
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 5, 0));
        var changed = await Api.GetAsync($"/clients/{client}");
        (
            (decimal)changed["monthlyCredits"]!,
            (string)changed["monthlyFee"]!["amount"]!,
            (string)changed["package"]!
        ).ShouldBe((110m, "217.80", "Basic"));
        var upgrade = (string)
            (
                await Api.PostAsync(
                    $"/clients/{client}/requests",
                    new
                    {
                        kind = "upgrade",
                        by = "dana",
                        package = "Professional",
                    }
                )
            )["id"]!;
        await DecideAsync(upgrade, "200", new { decision = "approve", by = "dana" });
        Bot.Clock.Reset(Instant.FromUtc(2027, 1, 1, 5, 0));
        changed = await Api.GetAsync($"/clients/{client}");
        (
            (decimal)changed["monthlyCredits"]!,
            (string)changed["monthlyFee"]!["amount"]!,
            (string)changed["package"]!
        ).ShouldBe((150m, "199.00", "Professional"));
    }

    private async Task<string> AskAsync(
        string client,
        string kind,
        decimal credits,
        string by = "dana"
    ) =>
        (string)
            (
                await Api.PostAsync(
                    $"/clients/{client}/requests",
                    new
                    {
                        kind,
                        by,
                        credits,
                    }
                )
            ).ShouldBe("201")["id"]!;

    private async Task<ApiAnswer> DecideAsync(string id, string outcome, object body) =>
        (await Api.PostAsync($"/requests/{id}/decision", body)).ShouldBe(outcome);

    private async Task<IReadOnlyList<string>> IdsAsync(string path) =>
        [
            .. (await Api.GetAsync(path)).ShouldBe("200")["requests"]!
                .AsArray()
                .Select(request => (string)request!["id"]!),
        ];
}
