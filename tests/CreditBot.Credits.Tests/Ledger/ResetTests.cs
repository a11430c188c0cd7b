using CreditBot.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

public class ResetTests
{
    [Fact]
    public void Resets_are_clamped_to_the_months_end_and_do_not_drift()
    {
        var story = ClientStory
            .Open(At(2026, 1, 31, 9), startsOn: Day(2026, 1, 31))
            .Until(At(2026, 6, 1));

        story
            .State.Periods.Select(period => period.StartsOn)
            .ShouldBe([
                Day(2026, 1, 31),
                Day(2026, 2, 28),
                Day(2026, 3, 31),
                Day(2026, 4, 30),
                Day(2026, 5, 31),
            ]);
    }

    [Fact]
    public void What_is_unused_expires_and_the_full_month_is_granted()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(20, At(2026, 11, 10))
            .Until(At(2026, 12, 1));

        var reset = story.Last.ShouldBeOfType<ClientEntry.PeriodStarted>();
        reset.At.ShouldBe(At(2026, 12, 1));
        reset.Takes.ShouldHaveSingleItem().Why.ShouldBe(TakeReason.Expired);
        reset.Takes[0].Credits.ShouldBe(Cr(30));
        reset.Grants.ShouldHaveSingleItem().Granted.ShouldBe(Cr(50));
        reset.Effect.ShouldBe(20_000);
        story.State.Balance.ShouldBe(Cr(50));
        story.State.Periods[0].Expired.ShouldBe(Cr(30));
    }

    [Fact]
    public void One_time_credits_outlive_a_reset()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 27))
            .Until(At(2026, 12, 1));

        story.State.Balance.ShouldBe(Cr(110));
    }

    [Fact]
    public void Missed_resets_are_caught_up_in_order_each_as_at_the_instant_it_was_due()
    {
        var story = ClientStory.Open(At(2026, 8, 15, 9)).Until(At(2026, 11, 20));

        story
            .Entries.OfType<ClientEntry.PeriodStarted>()
            .Select(reset => (reset.At, reset.RecordedAt))
            .ShouldBe([
                (At(2026, 8, 15), At(2026, 8, 15, 9)),
                (At(2026, 9, 15), At(2026, 11, 20)),
                (At(2026, 10, 15), At(2026, 11, 20)),
                (At(2026, 11, 15), At(2026, 11, 20)),
            ]);
        story.State.Balance.ShouldBe(Cr(50));
        // Four months' fees, each in its own month.
        story
            .Entries.SelectMany(entry => entry.Charges)
            .Select(charge => charge.Month.Month)
            .ShouldBe([8, 9, 10, 11]);
    }

    [Fact]
    public void A_reset_comes_at_the_start_of_the_day_in_the_clients_zone()
    {
        var auckland = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];
        var story = ClientStory.Open(
            At(2026, 11, 2, 9),
            startsOn: Day(2026, 11, 1),
            zone: auckland
        );

        story.State.Current!.End.ShouldBe(
            new LocalDateTime(2026, 12, 1, 0, 0).InZoneStrictly(auckland).ToInstant()
        );
    }

    [Fact]
    public void A_new_zone_holds_after_the_running_period()
    {
        var auckland = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];
        var story = ClientStory.Open(At(2026, 11, 1, 9));
        var end = story.State.Current!.End;

        story.SetTerms(terms => terms with { Zone = auckland }, At(2026, 11, 20));
        story.State.Current!.End.ShouldBe(end);

        story.Until(end);
        story.State.Current!.Start.ShouldBe(end);
        story.State.Current.End.ShouldBe(
            new LocalDateTime(2027, 1, 1, 0, 0).InZoneStrictly(auckland).ToInstant()
        );
    }

    [Fact]
    public void Expiries_come_before_a_reset_at_the_same_instant()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(5, at: At(2026, 11, 20), expiresAt: At(2026, 12, 1))
            .Until(At(2026, 12, 1));

        story
            .Entries[^2]
            .ShouldBeOfType<ClientEntry.LotsExpired>()
            .Takes[0]
            .Credits.ShouldBe(Cr(5));
        story.Last.ShouldBeOfType<ClientEntry.PeriodStarted>();
    }

    [Fact]
    public void Some_of_the_rest_rolls_over_as_a_lot_of_its_own()
    {
        // 50 − 20 are left; 25 roll over for 10 days, 5 expire.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), rollover: new RolloverTerms(Cr(25), 10))
            .Use(20, At(2026, 11, 10))
            .Until(At(2026, 12, 1));

        var reset = story.Last.ShouldBeOfType<ClientEntry.PeriodStarted>();
        reset
            .Takes.Select(take => (take.Why, take.Credits.Value))
            .ShouldBe([(TakeReason.Voided, 25m), (TakeReason.Expired, 5m)]);
        var rolled = reset.Grants.Single(lot => lot.Kind == LotKind.Rollover);
        rolled.Granted.ShouldBe(Cr(25));
        rolled.OpenSince.ShouldBe(At(2026, 11, 1));
        rolled.ExpiresAt.ShouldBe(At(2026, 12, 11));
        story.State.Balance.ShouldBe(Cr(75));

        story.Until(At(2026, 12, 11));
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void Nothing_more_rolls_over_than_is_left()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), rollover: new RolloverTerms(Cr(25), 10))
            .Use(40, At(2026, 11, 10))
            .Until(At(2026, 12, 1));

        story.Last.Grants.Single(lot => lot.Kind == LotKind.Rollover).Granted.ShouldBe(Cr(10));
        story.Last.Takes.ShouldAllBe(take => take.Why == TakeReason.Voided);
    }

    [Fact]
    public void Periods_before_the_clients_creation_bear_no_fee()
    {
        var story = ClientStory.Open(At(2026, 11, 12, 9), startsOn: Day(2026, 8, 20));

        story.State.Periods.Select(period => period.IsHistory).ShouldBe([true, true, false]);
        var fee = story.Entries.SelectMany(entry => entry.Charges).ShouldHaveSingleItem();
        fee.ShouldBe(new Charge(ChargeKind.Fee, new YearMonth(2026, 10), Usd(99)));
        story.Use(10, At(2026, 9, 1), recordedAt: At(2026, 11, 12, 10));
        story.State.PoolUsed.ShouldBe(Cr(0));
        story.Use(10, At(2026, 11, 13));
        story.State.PoolUsed.ShouldBe(Cr(10));
    }

    [Fact]
    public void A_client_that_starts_later_has_nothing_until_then()
    {
        var story = ClientStory.Open(At(2026, 11, 12, 9), startsOn: Day(2026, 12, 5));

        story.State.Current.ShouldBeNull();
        story.State.Balance.ShouldBe(Cr(0));
        story.Use(1, At(2026, 11, 13)).ShouldBeRefused().ShouldBeOfType<Refusal.BeforeStart>();
        story.Until(At(2026, 12, 5)).State.Balance.ShouldBe(Cr(50));
    }
}
