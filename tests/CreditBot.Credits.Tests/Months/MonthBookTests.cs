using CreditBot.Ledger;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;
using static CreditBot.Tests.Months.MonthStory;

namespace CreditBot.Tests.Months;

public class MonthBookTests
{
    private static readonly YearMonth October = new(2026, 10);
    private static readonly YearMonth November = new(2026, 11);
    private static readonly YearMonth December = new(2026, 12);

    [Fact]
    public void Eighty_credits_on_Professional_cost_8_and_leave_191()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9), Professional)
            .Use(30, At(2026, 11, 5))
            .Use(50, At(2026, 11, 20));

        var book = Book(November, At(2026, 12, 1, 7), clients: client);

        var line = book.Clients.ShouldHaveSingleItem();
        line.Totals.Used.ShouldBe(Cr(80));
        line.Totals.Fee.ShouldBe(Usd(199));
        line.Totals.Cost.ToString().ShouldBe("8.00 USD");
        line.Totals.Margin.ToString().ShouldBe("191.00 USD");
        book.Totals.ShouldBe(line.Totals);
        book.IsClosed.ShouldBeFalse();
        line.Manager.ShouldBe("Dana Reed");
        line.Package.ShouldBe("Professional");
        line.Allocation.ShouldBe(Cr(150));
        // 150 granted on the 1st, 80 burned; the reset of 1 December is December's.
        (line.Opening, line.Granted, line.Burned, line.Expired, line.Closing).ShouldBe(
            (Cr(0), Cr(150), Cr(80), Cr(0), Cr(70))
        );
    }

    [Fact]
    public void A_reset_on_the_first_belongs_to_the_new_month()
    {
        var client = ClientStory.Open(At(2026, 11, 1, 9)).Use(20, At(2026, 11, 5));

        var book = Book(December, At(2026, 12, 10), clients: client);

        var line = book.Clients.ShouldHaveSingleItem();
        (line.Opening, line.Granted, line.Burned, line.Expired, line.Closing).ShouldBe(
            (Cr(30), Cr(50), Cr(0), Cr(30), Cr(50))
        );
        line.Totals.Fee.ShouldBe(Usd(99));
        line.Totals.Cost.ShouldBe(Usd(0));
    }

    [Fact]
    public void One_time_credits_are_revenue_of_their_month_and_outstanding_until_used()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 27, 9))
            .Use(70, At(2026, 11, 28));

        var line = Book(November, At(2026, 12, 1, 7), clients: client).Clients[0];

        line.Totals.OneTime.ShouldBe(Usd(118.80m));
        line.Totals.Revenue.ShouldBe(Usd(217.80m));
        line.OneTimeBought.ShouldBe(Cr(60));
        // 50 from the month, 20 of the 60 bought.
        line.PaidUnused.ShouldBe(Cr(40));
        line.PaidUnusedValue.ShouldBe(Usd(79.20m));
        line.Closing.ShouldBe(Cr(40));
    }

    [Fact]
    public void Overage_is_one_line_in_the_month_of_the_periods_last_day()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 20))
            .Until(At(2026, 12, 1, 7));

        var book = Book(November, At(2026, 12, 1, 7), clients: client);

        // 10 beyond 50 at 99 / 50.
        book.Totals.Overage.ShouldBe(Usd(19.80m));
        book.Clients[0].Overage.ShouldBe(Cr(10));
        book.Totals.Cost.ShouldBe(Usd(6));
        book.Totals.Margin.ShouldBe(Usd(112.80m));
        Book(December, At(2026, 12, 1, 7), clients: client).Totals.Overage.ShouldBe(Usd(0));
    }

    [Fact]
    public void Usage_that_comes_within_the_grace_belongs_to_its_own_month()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(10, At(2026, 11, 30, 22), recordedAt: At(2026, 12, 3, 9));

        Book(November, At(2026, 12, 4), clients: client).Totals.Used.ShouldBe(Cr(10));
        Book(December, At(2026, 12, 4), clients: client).Totals.Used.ShouldBe(Cr(0));
    }

    [Fact]
    public void Usage_that_comes_after_the_close_is_an_adjustment_at_the_cost_of_its_own_date()
    {
        var catalog = Sells with
        {
            CostPerCredit =
            [
                new(new LocalDate(2020, 1, 1), Usd(0.10m)),
                new(new LocalDate(2026, 12, 1), Usd(0.20m)),
            ],
        };
        var agency = AgencyOf(catalog);
        var client = ClientStory
            .Open(At(2026, 11, 1, 9), catalog: catalog)
            .Use(10, At(2026, 11, 30, 22), recordedAt: At(2026, 12, 4, 0, 1))
            .Use(5, At(2026, 12, 10));

        var november = Book(November, At(2026, 12, 20), agency, clients: client);
        var december = Book(December, At(2026, 12, 20), agency, clients: client);

        november.IsClosed.ShouldBeTrue();
        november.Totals.Used.ShouldBe(Cr(0));
        november.Totals.Margin.ShouldBe(Usd(99));
        december.Totals.Used.ShouldBe(Cr(5));
        december.Totals.Cost.ShouldBe(Usd(1));
        december.Totals.Adjustments.ShouldBe(Usd(-1));
        december.Totals.Margin.ShouldBe(Usd(97));
    }

    [Fact]
    public void A_month_closed_by_hand_is_closed_from_then()
    {
        var agency = AgencyOf(closedByHand: (October, At(2026, 11, 2, 12)));
        var client = ClientStory
            .Open(At(2026, 10, 1, 9))
            .Use(10, At(2026, 10, 30), recordedAt: At(2026, 11, 2, 11))
            .Use(20, At(2026, 10, 30), recordedAt: At(2026, 11, 2, 12));

        Book(October, At(2026, 11, 3), agency, clients: client).Totals.Used.ShouldBe(Cr(10));
        var november = Book(November, At(2026, 11, 3), agency, clients: client);
        november.Totals.Used.ShouldBe(Cr(0));
        november.Totals.Adjustments.ShouldBe(Usd(-2));
    }

    [Fact]
    public void An_undone_purchase_voids_its_line_in_the_month_of_the_decision()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Request(
                1,
                CreditBot.Advice.Pricing.OneTime(
                    ClientStory.Open(At(2026, 11, 1, 9)).State,
                    Sells,
                    Cr(60)
                ),
                at: At(2026, 11, 30, 23, 50)
            )
            .Decide(new CreditBot.Requests.DecideRequest.Approve(new(1)), At(2026, 11, 30, 23, 55))
            .Decide(new CreditBot.Requests.DecideRequest.Undo(new(1)), At(2026, 12, 1, 0, 2));

        var november = Book(November, At(2026, 12, 2), clients: client);

        november.Totals.OneTime.ShouldBe(Usd(0));
        november.Lines.Select(line => line.Net.Amount).ShouldBe([99m, 118.80m, -118.80m]);
        november.Clients[0].OneTimeBought.ShouldBe(Cr(0));
        Book(December, At(2026, 12, 2), clients: client).Totals.OneTime.ShouldBe(Usd(0));
    }

    [Fact]
    public void A_clients_history_bears_no_fee_cost_or_usage()
    {
        var client = ClientStory
            .Open(At(2026, 11, 12, 9), startsOn: Day(2026, 8, 20))
            .Use(30, At(2026, 9, 1), recordedAt: At(2026, 11, 12, 10))
            .Use(8, At(2026, 11, 13));

        Book(new YearMonth(2026, 9), At(2026, 11, 19), clients: client).Clients.ShouldBeEmpty();
        // The period that holds the creation began on 20 October, in a month closed since the 4th: a closed book gains no client.
        Book(new YearMonth(2026, 10), At(2026, 11, 19), clients: client).Clients.ShouldBeEmpty();
        var november = Book(November, At(2026, 11, 19), clients: client);
        november.Totals.Fee.ShouldBe(Usd(0));
        november.Totals.Adjustments.ShouldBe(Usd(99));
        november.Totals.Used.ShouldBe(Cr(8));
        november.Totals.Cost.ShouldBe(Usd(0.80m));
        var line = november.Clients.ShouldHaveSingleItem();
        (line.Opening, line.Granted, line.Burned, line.Expired, line.Closing).ShouldBe(
            (Cr(50), Cr(50), Cr(8), Cr(50), Cr(42))
        );
    }

    [Fact]
    public void A_reset_written_late_counts_as_written_when_it_was_due()
    {
        // Nobody wrote anything from 20 October to 20 December.
        var client = ClientStory.Open(At(2026, 10, 15, 9)).Use(10, At(2026, 10, 20));
        var slept = client.Until(At(2026, 12, 20));

        var november = Book(November, At(2026, 12, 20), clients: slept);

        november.Totals.Fee.ShouldBe(Usd(99));
        november.Clients[0].Granted.ShouldBe(Cr(50));
        Book(December, At(2026, 12, 20), clients: slept).Totals.Adjustments.ShouldBe(Usd(0));
    }

    [Fact]
    public void A_fee_counts_in_the_month_of_the_clients_calendar()
    {
        // 1 December begins in Auckland while it is still 30 November in New York.
        var auckland = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];
        var client = ClientStory.Open(
            At(2026, 11, 10, 9),
            startsOn: Day(2026, 11, 1),
            zone: auckland
        );
        client.Until(At(2026, 12, 1, 7));

        var november = Book(November, At(2026, 12, 1, 7), clients: client);
        var december = Book(December, At(2026, 12, 1, 7), clients: client);

        november.Totals.Fee.ShouldBe(Usd(99));
        december.Totals.Fee.ShouldBe(Usd(99));
        // The credits themselves arrive on 30 November, New York.
        november.Clients[0].Granted.ShouldBe(Cr(100));
        december.Clients[0].Opening.ShouldBe(november.Clients[0].Closing);
    }

    [Fact]
    public void The_day_on_which_nothing_was_left_is_told()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50, At(2026, 11, 17, 15))
            .Grant(10, 19.80m, At(2026, 11, 19, 9));

        Book(November, At(2026, 12, 1, 7), clients: client)
            .Clients[0]
            .RanOutOn.ShouldBe(Day(2026, 11, 17));
        Book(November, At(2026, 11, 16), clients: ClientStory.Open(At(2026, 11, 1, 9)))
            .Clients[0]
            .RanOutOn.ShouldBeNull();
    }

    [Fact]
    public void Repaid_debt_is_burned_and_costs_nothing_again()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Carry)
            .Use(60, At(2026, 11, 20))
            .Until(At(2026, 12, 2));

        var december = Book(December, At(2026, 12, 2), clients: client);

        december.Clients[0].Burned.ShouldBe(Cr(10));
        december.Clients[0].Closing.ShouldBe(Cr(40));
        december.Totals.Used.ShouldBe(Cr(0));
        december.Totals.Cost.ShouldBe(Usd(0));
        Book(November, At(2026, 12, 2), clients: client).Totals.Cost.ShouldBe(Usd(6));
    }

    [Fact]
    public void Cost_is_rounded_once_per_client_and_month()
    {
        // 3 × 0.05 credits at $0.10 are 1.5 cents: 2 when rounded once, 3 when rounded each.
        var client = ClientStory.Open(At(2026, 11, 1, 9));
        foreach (var day in new[] { 3, 4, 5 })
        {
            client.Use(0.05m, At(2026, 11, day));
        }

        Book(November, At(2026, 12, 1, 7), clients: client).Totals.Cost.ShouldBe(Usd(0.02m));
    }

    [Fact]
    public void Requests_appear_in_the_month_they_were_made_or_decided_in()
    {
        var client = ClientStory.Open(At(2026, 11, 1, 9));
        client.Request(
            12,
            CreditBot.Advice.Pricing.OneTime(client.State, Sells, Cr(60)),
            reason: "relaunch",
            at: At(2026, 11, 30, 9)
        );
        client.Decide(new CreditBot.Requests.DecideRequest.Approve(new(12)), At(2026, 12, 1, 9));

        foreach (var month in new[] { November, December })
        {
            var line = Book(month, At(2026, 12, 2), clients: client)
                .Requests.ShouldHaveSingleItem();
            line.Id.ToString().ShouldBe("R-12");
            line.DecidedBy.ShouldBe("Dana Reed");
            line.DecidedAt.ShouldBe(At(2026, 12, 1, 9));
            line.Charged.ShouldBe(Usd(118.80m));
            line.Reason.ShouldBe("relaunch");
        }

        Book(October, At(2026, 12, 2), clients: client).Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Late_usage_from_a_lot_granted_in_the_next_month_leaves_no_month_below_zero()
    {
        // All 50 are gone by the 20th. 10 given on 1 December cover usage of 29 November, same period, that comes on the 2nd.
        var client = ClientStory
            .Open(At(2026, 11, 15, 9))
            .Use(50, At(2026, 11, 20))
            .Grant(10, at: At(2026, 12, 1, 9))
            .Use(10, At(2026, 11, 29), recordedAt: At(2026, 12, 2));

        var november = Book(November, At(2026, 12, 3), clients: client).Clients[0];
        var december = Book(December, At(2026, 12, 3), clients: client).Clients[0];

        // The usage and its cost are November's, the credits leave in December, when they are there.
        november.Totals.Used.ShouldBe(Cr(60));
        (november.Burned, november.Closing).ShouldBe((Cr(50), Cr(0)));
        (december.Opening, december.Granted, december.Burned, december.Closing).ShouldBe(
            (Cr(0), Cr(10), Cr(10), Cr(0))
        );
        december.Totals.Used.ShouldBe(Cr(0));
    }

    [Fact]
    public void A_reset_that_was_due_before_the_close_is_no_adjustment_however_late_it_is_written()
    {
        // Due on 15 November and 15 December, both written on the 20th, when November has long been closed.
        var client = ClientStory
            .Open(At(2026, 10, 15, 9))
            .Use(10, At(2026, 10, 20))
            .Until(At(2026, 12, 20));

        var december = Book(December, At(2026, 12, 20), clients: client);

        december.Totals.Fee.ShouldBe(Usd(99));
        december.Lines.ShouldHaveSingleItem().Month.ShouldBe(December);
        december.Clients[0].Granted.ShouldBe(Cr(50));
    }

    [Fact]
    public void A_client_that_was_paused_before_its_start_is_in_no_book_until_it_begins()
    {
        var client = ClientStory
            .Open(At(2026, 10, 2, 9), startsOn: new LocalDate(2026, 10, 10))
            .Set(Standing.Paused, At(2026, 10, 5));
        Book(October, At(2026, 11, 4), clients: client).Clients.ShouldBeEmpty();

        client.Set(Standing.Active, At(2026, 12, 10));
        Book(October, At(2026, 12, 11), clients: client).Clients.ShouldBeEmpty();
        Book(December, At(2026, 12, 11), clients: client)
            .Clients.ShouldHaveSingleItem()
            .Totals.Fee.ShouldBe(Usd(99));
    }

    [Fact]
    public void Entries_that_are_missing_are_asked_for()
    {
        var client = ClientStory.Open(At(2026, 11, 1, 9)).Use(10, At(2026, 11, 5));
        var source = new CreditBot.Months.ClientSource(client.State, client.Entries.RemoveAt(2));

        Should
            .Throw<ArgumentException>(() =>
                CreditBot.Months.ClientMonths.Of(
                    source,
                    AgencyOf(),
                    November,
                    new Dictionary<CreditBot.Amounts.PersonId, string>(),
                    before: null,
                    At(2026, 11, 6)
                )
            )
            .Message.ShouldContain("needs its entries 1 to 3");
    }
}
