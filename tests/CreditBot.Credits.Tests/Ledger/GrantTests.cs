using CreditBot.Ledger;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

public class GrantTests
{
    [Fact]
    public void A_paid_grant_makes_its_invoice_line_in_the_agencys_month()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.804m, At(2026, 11, 30, 23, 59));

        story
            .Last.Charges.ShouldHaveSingleItem()
            .ShouldBe(new Charge(ChargeKind.OneTime, new(2026, 11), Usd(118.80m)));
        story.State.Current!.OneTimeBought.ShouldBe(Cr(60));
    }

    [Fact]
    public void A_free_grant_makes_none()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Grant(20).Grant(5, price: 0);

        story.Entries.TakeLast(2).ShouldAllBe(entry => entry.Charges.IsEmpty);
        story.State.Balance.ShouldBe(Cr(75));
        story.State.Current!.OneTimeBought.ShouldBe(Cr(0));
    }

    [Fact]
    public void Credits_with_an_expiry_are_gone_at_it()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(20, expiresAt: At(2026, 11, 20))
            .Use(5, At(2026, 11, 19))
            .Until(At(2026, 11, 20));

        var expired = story.Last.ShouldBeOfType<ClientEntry.LotsExpired>();
        expired.At.ShouldBe(At(2026, 11, 20));
        expired.Effect.ShouldBe(-15_000);
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void An_expiry_in_the_past_is_refused() =>
        ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(20, at: At(2026, 11, 5), expiresAt: At(2026, 11, 5))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Invalid>()
            .Field.ShouldBe("expiresAt");

    [Fact]
    public void A_priority_moves_a_lot_in_the_burn_order()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(20, 30m, At(2026, 11, 2), priority: 0)
            .Use(5, At(2026, 11, 3));

        story.Last.Takes.ShouldHaveSingleItem().Lot.Seq.ShouldBe(3);
    }

    [Fact]
    public void When_nothing_is_left_and_for_how_long_is_kept()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50, At(2026, 11, 10))
            .Grant(10, at: At(2026, 11, 13))
            .Use(10, At(2026, 11, 20));

        story.State.DrySince.ShouldBe(At(2026, 11, 20));
        story.State.Current!.DryAt.ShouldBe(At(2026, 11, 10));
        story.State.Current.DryFor.TotalDays.ShouldBe(3);
        story.Until(At(2026, 12, 1));
        story.State.DrySince.ShouldBeNull();
        // 3 days, and 11 from the 20th to the reset.
        story.State.Periods[0].DryFor.TotalDays.ShouldBe(14);
        story.State.Current!.DryAt.ShouldBeNull();
    }
}
