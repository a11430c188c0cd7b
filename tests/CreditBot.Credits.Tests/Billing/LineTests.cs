using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Billing;

/// <summary>Invoice lines worked by hand: Bella on Basic (50 for $99), 60 credits once for $118.80.</summary>
public class LineTests
{
    private static readonly YearMonth November = new(2026, 11);

    /// <summary>Seq 1 opened, 2 the period with its fee, 3 asked, 4 decided, 5 granted.</summary>
    private static ClientStory Bought() =>
        ClientStory
            .Open(At(2026, 11, 1, 9))
            .Request(
                12,
                new RequestTerms
                {
                    Kind = RequestKind.OneTime,
                    Credits = Cr(60),
                    Price = Usd(118.80m),
                },
                at: At(2026, 11, 5, 9)
            )
            .Decide(new DecideRequest.Approve(new(12)), At(2026, 11, 5, 10));

    private static BilledLine Line(ClientStory story, long seq, int part = 1) =>
        story.State.Lines.Single(line => line.Id == new LineId(seq, part));

    private static string[] Told(ClientStory story) =>
        [
            .. story.State.Lines.Select(line =>
                $"{line.Id} {line.Kind} {line.Net.Digits()} {line.State}"
                + (line.Of is { } of ? $" of {of}" : "")
            ),
        ];

    [Fact]
    public void A_fee_and_an_approved_request_are_a_draft_line_each_that_names_its_entry()
    {
        var story = Bought();

        Told(story).ShouldBe(["2.1 Fee 99.00 Draft", "5.1 OneTime 118.80 Draft"]);
        Line(story, 5).Month.ShouldBe(November);
        Line(story, 5).Request.ShouldBe(new RequestId(12));
        LineText.Of(story.State, Line(story, 2)).ShouldBe("Monthly fee Basic, 1–30 Nov 2026");
        LineText.Of(story.State, Line(story, 5)).ShouldBe("60 credits once");
        BillingControl.Of(story.State).ShouldBeEmpty();
    }

    [Fact]
    public void A_line_is_issued_then_paid_and_saying_it_again_writes_nothing()
    {
        var story = Bought()
            .Mark(LineState.Issued, At(2026, 11, 30, 9), new LineId(2, 1), new LineId(5, 1));
        Told(story).ShouldBe(["2.1 Fee 99.00 Issued", "5.1 OneTime 118.80 Issued"]);
        Line(story, 2).Mark.ShouldBe(new LineMark(At(2026, 11, 30, 9), ClientStory.Dana));

        var version = story.State.Version;
        story.Mark(LineState.Issued, null, new LineId(2, 1));
        story.State.Version.ShouldBe(version);

        story.Mark(LineState.Paid, null, new LineId(5, 1));
        Line(story, 5).State.ShouldBe(LineState.Paid);
    }

    [Theory]
    [InlineData(LineState.Draft, LineState.Paid, "Issue it before")]
    [InlineData(LineState.Issued, LineState.Draft, "never goes back")]
    [InlineData(LineState.Paid, LineState.Issued, "never goes back")]
    [InlineData(LineState.Paid, LineState.Void, "reverse")]
    [InlineData(LineState.Void, LineState.Issued, "final")]
    public void No_line_goes_back_or_skips_a_step(LineState from, LineState to, string why)
    {
        var story = Bought();
        LineState[] way = from switch
        {
            LineState.Draft => [],
            LineState.Paid => [LineState.Issued, LineState.Paid],
            _ => [from],
        };
        foreach (var state in way)
        {
            story.Mark(state, null, new LineId(5, 1));
        }

        var refusal = story
            .Mark(to, null, new LineId(5, 1))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Invalid>();

        (refusal.Field, Line(story, 5).State).ShouldBe(("state", from));
        refusal.Sentence.ShouldContain(why);
        refusal.Sentence.ShouldContain("bella-bakery.5.1");
    }

    [Fact]
    public void A_line_that_is_not_there_is_not_found_and_none_of_the_others_moves()
    {
        var story = Bought().Mark(LineState.Issued, null, new LineId(2, 1), new LineId(4, 1));

        story.ShouldBeRefused().ShouldBeOfType<Refusal.NotFound>();
        Line(story, 2).State.ShouldBe(LineState.Draft);
    }

    [Fact]
    public void The_tax_of_the_day_of_issue_stays_whatever_is_agreed_later()
    {
        var story = Bought().SetTerms(terms => terms with { TaxCode = "DE-19", TaxRate = 0.19m });
        LineTax.Of(Line(story, 5), story.State).ShouldBe(new LineTax("DE-19", 0.19m));
        story.Mark(LineState.Issued, null, new LineId(5, 1));
        story.SetTerms(terms => terms with { TaxCode = "DE-7", TaxRate = 0.07m });

        var issued = LineTax.Of(Line(story, 5), story.State);
        issued.ShouldBe(new LineTax("DE-19", 0.19m));
        // 118.80 × 0.19 = 22.572
        issued.On(Usd(118.80m)).ShouldBe(Usd(22.57m));
        LineTax.Of(Line(story, 2), story.State).Rate.ShouldBe(0.07m);
    }

    [Fact]
    public void An_undo_voids_the_line_with_one_of_the_opposite_amount()
    {
        var story = Bought().Decide(new DecideRequest.Undo(new(12)), At(2026, 11, 5, 10, 5));

        Told(story)
            .ShouldBe([
                "2.1 Fee 99.00 Draft",
                "5.1 OneTime 118.80 Void",
                "6.1 OneTime -118.80 Void of 5.1",
            ]);
        LineText.Of(story.State, Line(story, 6)).ShouldBe("Cancels 5.1: 60 credits once");
        BillingControl.Of(story.State).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_issued_is_not_undone(bool paid)
    {
        var story = Bought().Mark(LineState.Issued, null, new LineId(5, 1));
        if (paid)
        {
            story.Mark(LineState.Paid, null, new LineId(5, 1));
        }

        story
            .Decide(new DecideRequest.Undo(new(12)), At(2026, 11, 5, 10, 5))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>()
            .Sentence.ShouldContain("issued");
    }

    [Fact]
    public void An_undo_after_a_void_gives_nothing_back_a_second_time()
    {
        var story = Bought()
            .Mark(LineState.Void, null, new LineId(5, 1))
            .Decide(new DecideRequest.Undo(new(12)), At(2026, 11, 5, 10, 5));

        story.Last.ShouldBeOfType<ClientEntry.Undone>().Charges.ShouldBeEmpty();
        story.State.Lines.Sum("USD", line => line.Net).ShouldBe(Usd(99));
        BillingControl.Of(story.State).ShouldBeEmpty();
    }

    [Fact]
    public void A_void_by_hand_makes_a_line_of_the_opposite_amount_in_the_same_month()
    {
        var story = Bought()
            .Mark(LineState.Issued, At(2026, 11, 20), new LineId(5, 1))
            .Mark(LineState.Void, At(2026, 12, 2), new LineId(5, 1));

        story.Last.Charges.ShouldBe([new Charge(ChargeKind.OneTime, November, Usd(-118.80m))]);
        Told(story)
            .ShouldBe([
                "2.1 Fee 99.00 Draft",
                "5.1 OneTime 118.80 Void",
                "7.1 Fee 99.00 Draft",
                "8.1 OneTime -118.80 Void of 5.1",
            ]);
        story.State.Balance.ShouldBe(Cr(110));
        BillingControl.Of(story.State).ShouldBeEmpty();
    }

    [Fact]
    public void A_reversal_makes_a_credit_that_is_issued_and_paid_like_any_line()
    {
        // 20 of the 60 were used after the month's 50: 40 unused, 118.80 × 40 / 60 = 79.20.
        var story = Bought()
            .Mark(LineState.Issued, null, new LineId(5, 1))
            .Use(70, At(2026, 11, 10))
            .Reverse(5, At(2026, 11, 11));

        Told(story)[^1].ShouldBe("8.1 OneTime -79.20 Draft of 5.1");
        LineText.Of(story.State, Line(story, 8)).ShouldBe("Credit for 60 credits once");
        BillingControl.Of(story.State).ShouldBeEmpty();
        story
            .Mark(LineState.Issued, null, new LineId(8, 1))
            .Mark(LineState.Paid, null, new LineId(8, 1));
        Line(story, 8).State.ShouldBe(LineState.Paid);
    }

    [Fact]
    public void A_line_with_a_credit_is_voided_only_after_its_credit()
    {
        var story = Bought().Reverse(5, At(2026, 11, 6));
        story
            .Mark(LineState.Void, null, new LineId(5, 1))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Invalid>()
            .Sentence.ShouldContain("bella-bakery.6.1");

        story
            .Mark(LineState.Void, null, new LineId(6, 1))
            .Mark(LineState.Void, null, new LineId(5, 1));

        Told(story)
            .ShouldBe([
                "2.1 Fee 99.00 Draft",
                "5.1 OneTime 118.80 Void",
                "6.1 OneTime -118.80 Void of 5.1",
                "7.1 OneTime 118.80 Void of 6.1",
                "8.1 OneTime -118.80 Void of 5.1",
            ]);
        story.State.Lines.Sum("USD", line => line.Net).ShouldBe(Usd(99));
        BillingControl.Of(story.State).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_void_is_given_back_by_no_reversal_and_no_end()
    {
        Bought()
            .Mark(LineState.Void, null, new LineId(5, 1))
            .Reverse(5, At(2026, 11, 6))
            .Last.ShouldBeOfType<ClientEntry.Reversed>()
            .Charges.ShouldBeEmpty();
        Bought()
            .Mark(LineState.Void, null, new LineId(5, 1))
            .Set(Standing.Ended, At(2026, 11, 6), settlement: Settlement.Refund)
            .Last.ShouldBeOfType<ClientEntry.Ended>()
            .Charges.ShouldBeEmpty();
    }

    [Fact]
    public void An_end_with_refund_credits_each_paid_lot_on_its_line()
    {
        // A free lot between two paid ones: 10 for 19.80 and 60 for 118.80, all unused.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(10, 19.80m, At(2026, 11, 2))
            .Grant(5)
            .Grant(60, 118.80m)
            .Set(Standing.Ended, At(2026, 11, 6), settlement: Settlement.Refund);

        Told(story)[^2..]
            .ShouldBe(["6.1 OneTime -19.80 Draft of 3.1", "6.2 OneTime -118.80 Draft of 5.1"]);
        BillingControl.Of(story.State).ShouldBeEmpty();
    }

    [Fact]
    public void Overage_is_one_line_and_a_reversal_of_its_usage_credits_that_line_unless_it_is_void()
    {
        // 10 beyond 50 at 99 / 50: 19.80, billed by the reset of 1 December (entry 4).
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 20))
            .Until(At(2026, 12, 1));
        Told(story)[1..].ShouldBe(["4.1 Overage 19.80 Draft", "4.2 Fee 99.00 Draft"]);
        LineText.Of(story.State, Line(story, 4)).ShouldBe("Overage, 1–30 Nov 2026");

        var credited = story.Fork().Reverse(3, At(2026, 12, 2));
        Told(credited)[^1].ShouldBe("5.1 Overage -19.80 Draft of 4.1");
        BillingControl.Of(credited.State).ShouldBeEmpty();

        story.Mark(LineState.Void, null, new LineId(4, 1)).Reverse(3, At(2026, 12, 2));
        story.Last.Charges.ShouldBeEmpty();
        story.State.Lines.Sum("USD", line => line.Net).ShouldBe(Usd(198));
    }

    [Fact]
    public void Marks_of_an_ended_client_go_on()
    {
        var story = Bought()
            .Set(Standing.Ended, At(2026, 11, 6), settlement: Settlement.Expire)
            .Mark(LineState.Issued, At(2026, 12, 1), new LineId(2, 1), new LineId(5, 1))
            .Mark(LineState.Paid, null, new LineId(2, 1), new LineId(5, 1));

        story.State.Lines.ShouldAllBe(line => line.State == LineState.Paid);
    }

    [Theory]
    [InlineData("bella-bakery.12.1", true)]
    [InlineData("b.1.10", true)]
    [InlineData("bella-bakery.12", false)]
    [InlineData("bella-bakery", false)]
    [InlineData(".1.1", false)]
    [InlineData("Bella.1.1", false)]
    [InlineData("b.1.-1", false)]
    [InlineData("b.1. 1", false)]
    [InlineData("b.99999999999999999999.1", false)]
    public void An_id_is_read_as_it_is_written(string text, bool isOne)
    {
        InvoiceId.TryParse(text, out var id).ShouldBe(isOne);
        if (isOne)
        {
            id.ToString().ShouldBe(text);
        }
    }
}
