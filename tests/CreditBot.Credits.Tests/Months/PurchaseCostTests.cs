using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;
using static CreditBot.Tests.Months.MonthStory;

namespace CreditBot.Tests.Months;

/// <summary>What credits really cost: purchases first in, first out, worked by hand (design.md §3.9).</summary>
public class PurchaseCostTests
{
    private static readonly YearMonth November = new(2026, 11);
    private static readonly YearMonth December = new(2026, 12);

    /// <summary>100 for $5.00 (0.05 each), then 100 for $20.00 (0.20 each). The price list says 0.10.</summary>
    private static AgencyState Bought() =>
        AgencyOf().Buys(100, 5, At(2026, 11, 1)).Buys(100, 20, At(2026, 11, 3));

    private static ClientStory Client(string id) =>
        ClientStory.Open(At(2026, 11, 1, 9), Professional, id: id, name: id);

    private static string[] Costs(MonthBook book) =>
        [
            .. book.Clients.Select(client =>
                $"{client.Name} {client.Totals.Cost.Digits()} {client.Totals.PurchaseCost?.Digits()}"
            ),
        ];

    private static string[] Draws(MonthBook book) =>
        [
            .. book.Pool!.Purchases.Select(purchase =>
                FormattableString.Invariant(
                    $"{purchase.Credits} for {purchase.Price.Digits()}: {purchase.DrawnBefore}+{purchase.Drawn}, {purchase.Left} left"
                )
            ),
        ];

    [Fact]
    public void The_oldest_purchase_is_used_up_first()
    {
        var a = Client("a").Use(60, At(2026, 11, 5));
        var b = Client("b").Use(80, At(2026, 11, 6));
        var book = Book(November, At(2026, 11, 30), Bought(), clients: [b, a]);

        // a: 60 × 0.05. b: the 40 left × 0.05 + 40 × 0.20.
        Costs(book).ShouldBe(["a 6.00 3.00", "b 8.00 10.00"]);
        (book.Totals.PurchaseCost, book.Totals.Unpurchased).ShouldBe((Usd(13), Cr(0)));
        // Two months' fees of 199.
        book.Totals.PurchaseMargin.ShouldBe(Usd(385));
        Draws(book).ShouldBe(["100 for 5.00: 0+100, 0 left", "100 for 20.00: 0+40, 60 left"]);
    }

    [Fact]
    public void On_the_day_on_which_one_purchase_gives_way_to_the_next_the_time_decides()
    {
        var a = Client("a").Use(60, At(2026, 11, 5, 12)).Use(10, At(2026, 11, 5, 14));
        var b = Client("b").Use(80, At(2026, 11, 5, 13));

        // 60 × 0.05 + 10 × 0.20, and 40 × 0.05 + 40 × 0.20.
        Costs(Book(November, At(2026, 11, 30), Bought(), clients: [a, b]))
            .ShouldBe(["a 7.00 5.00", "b 8.00 10.00"]);
    }

    [Fact]
    public void At_one_moment_the_client_whose_id_comes_first_goes_first()
    {
        var a = Client("a").Use(100, At(2026, 11, 5));
        var b = Client("b").Use(100, At(2026, 11, 5));

        Costs(Book(November, At(2026, 11, 30), Bought(), clients: [b, a]))
            .ShouldBe(["a 10.00 5.00", "b 10.00 20.00"]);
    }

    [Fact]
    public void A_month_goes_on_where_the_month_before_ended()
    {
        var a = Client("a").Use(60, At(2026, 11, 5)).Use(70, At(2026, 12, 2));
        var agency = Bought();
        var december = Book(December, At(2026, 12, 20), agency, clients: a);

        // 40 × 0.05 + 30 × 0.20.
        Costs(december).ShouldBe(["a 7.00 8.00"]);
        december.Pool!.UsedBefore.ShouldBe(Cr(60));
        Draws(december).ShouldBe(["100 for 5.00: 60+40, 0 left", "100 for 20.00: 0+30, 70 left"]);
        // November says the same, whatever came after it.
        Costs(Book(November, At(2026, 12, 20), agency, clients: a)).ShouldBe(["a 6.00 3.00"]);
    }

    [Fact]
    public void What_no_purchase_covers_costs_what_the_list_says_and_is_said()
    {
        var a = Client("a").Use(80, At(2026, 11, 5));
        var book = Book(
            November,
            At(2026, 11, 30),
            AgencyOf().Buys(50, 2, At(2026, 11, 1)),
            clients: a
        );

        // 50 × 0.04 + 30 × 0.10.
        Costs(book).ShouldBe(["a 8.00 5.00"]);
        book.Totals.Unpurchased.ShouldBe(Cr(30));
        book.Pool!.Beyond.ShouldBe(30);
    }

    [Fact]
    public void What_is_bought_after_the_months_end_is_not_the_months_and_covers_first_what_was_used_before()
    {
        var a = Client("a").Use(80, At(2026, 11, 5)).Use(40, At(2026, 12, 5));
        var agency = AgencyOf().Buys(50, 2, At(2026, 11, 1)).Buys(60, 12, At(2026, 12, 1));

        Costs(Book(November, At(2026, 12, 3), agency, clients: a)).ShouldBe(["a 8.00 5.00"]);
        // 30 of the 60 are November's, which stays at the list cost; December has the other 30 at 0.20 and 10 at 0.10.
        var december = Book(December, At(2026, 12, 20), agency, clients: a);
        Costs(december).ShouldBe(["a 4.00 7.00"]);
        december.Totals.Unpurchased.ShouldBe(Cr(10));
    }

    [Fact]
    public void Before_the_first_purchase_there_is_no_such_cost()
    {
        var a = Client("a").Use(80, At(2026, 11, 5));
        var book = Book(
            November,
            At(2026, 12, 3),
            AgencyOf().Buys(50, 2, At(2026, 12, 1)),
            clients: a
        );

        (
            book.Pool,
            book.Totals.PurchaseCost,
            book.Totals.PurchaseMargin,
            book.Totals.Unpurchased
        ).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void Late_usage_of_a_closed_month_draws_in_the_month_in_which_it_counts()
    {
        // 40 of 30 November come after the grace; December draws them first, as an adjustment, then its own 70.
        var a = Client("a")
            .Use(60, At(2026, 11, 5))
            .Use(40, At(2026, 11, 30), recordedAt: At(2026, 12, 5))
            .Use(70, At(2026, 12, 6));
        var december = Book(December, At(2026, 12, 20), Bought(), clients: a);

        var totals = december.Clients[0].Totals;
        (totals.Cost, totals.Adjustments).ShouldBe((Usd(7), Usd(-4)));
        // 40 × 0.05 for November, 70 × 0.20 for December.
        (totals.PurchaseCost, totals.PurchaseAdjustments).ShouldBe((Usd(14), Usd(-2)));
    }

    [Fact]
    public void Usage_taken_back_in_its_own_month_draws_nothing()
    {
        var a = Client("a").Use(90, At(2026, 11, 5));
        var seq = a.Last.Seq;
        a.Reverse(seq, At(2026, 11, 7));
        var b = Client("b").Use(60, At(2026, 11, 6));
        var book = Book(November, At(2026, 11, 30), Bought(), clients: [a, b]);

        Costs(book).ShouldBe(["a 0.00 0.00", "b 6.00 3.00"]);
        Draws(book)[0].ShouldBe("100 for 5.00: 0+60, 40 left");
    }

    [Fact]
    public void Usage_of_a_closed_month_taken_back_returns_to_the_purchase_drawn_last()
    {
        // November used 120: 100 × 0.05 and 20 × 0.20. The 30 taken back in December are 20 × 0.20 and 10 × 0.05.
        var a = Client("a").Use(30, At(2026, 11, 5)).Use(90, At(2026, 11, 6));
        a.Reverse(a.Last.Seq - 1, At(2026, 12, 6)).Use(15, At(2026, 12, 7));
        var december = Book(December, At(2026, 12, 20), Bought(), clients: a);

        var totals = december.Clients[0].Totals;
        (totals.Cost, totals.Adjustments).ShouldBe((Usd(1.50m), Usd(3)));
        // December's own 15: 10 × 0.05 and 5 × 0.20.
        (totals.PurchaseCost, totals.PurchaseAdjustments).ShouldBe((Usd(1.50m), Usd(4.50m)));
        // The first purchase got 10 back and gave 10: it is used up as before and isn't listed.
        Draws(december).ShouldBe(["100 for 20.00: 20+-15, 95 left"]);
    }

    [Fact]
    public void A_clients_history_leaves_the_pool_alone()
    {
        var a = ClientStory
            .Open(At(2026, 11, 12, 9), Professional, startsOn: Day(2026, 8, 20), id: "a", name: "a")
            .Use(80, At(2026, 9, 1), recordedAt: At(2026, 11, 12, 10))
            .Use(110, At(2026, 11, 13));

        var book = Book(November, At(2026, 11, 30), Bought(), clients: a);
        // 100 × 0.05 + 10 × 0.20.
        Costs(book).ShouldBe(["a 11.00 7.00"]);
        book.Pool!.UsedBefore.ShouldBe(Cr(0));
    }

    [Fact]
    public void The_uses_of_a_day_on_which_a_purchase_ends_have_to_be_there()
    {
        var agency = Bought();
        var a = Client("a").Use(120, At(2026, 11, 5));
        var part = ClientMonths.Of(
            Source(a, November, agency),
            agency,
            November,
            new Dictionary<CreditBot.Amounts.PersonId, string>(),
            null,
            At(2026, 11, 30)
        )!;

        PurchaseCosts.DaysToSplit(agency, November, [part]).ShouldBe([Day(2026, 11, 5)]);
        Should.Throw<ArgumentException>(() =>
            MonthBooks.Build(agency, November, [part], [], At(2026, 11, 30))
        );
    }
}
