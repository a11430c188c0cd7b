using CreditBot.Amounts;
using CreditBot.Ledger;
using CsCheck;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

public class BurnOrderTests
{
    private static readonly Instant Start = At(2026, 11, 1);
    private static readonly Instant June = At(2027, 6, 1);
    private static readonly Instant July = At(2027, 7, 1);

    private static Lot Lot(
        long seq,
        decimal credits,
        Instant? expires = null,
        int priority = 5,
        decimal? price = null,
        Instant? grantedAt = null,
        LotKind kind = LotKind.OneTime
    ) =>
        new()
        {
            Id = new LotId(seq, 1),
            Kind = kind,
            Granted = Cr(credits),
            GrantedAt = grantedAt ?? Start,
            OpenSince = grantedAt ?? Start,
            ExpiresAt = expires,
            Priority = priority,
            Price = price is { } paid ? Usd(paid) : null,
        };

    private static string Order(params Lot[] lots) =>
        string.Join(" ", BurnOrder.Sort(lots).Select(lot => lot.Id.Seq));

    [Fact]
    public void Priority_comes_first() =>
        Order(Lot(1, 10, June), Lot(2, 10, July, priority: 0)).ShouldBe("2 1");

    [Fact]
    public void The_soonest_expiry_burns_first_and_what_never_expires_last() =>
        Order(Lot(1, 10), Lot(2, 10, July), Lot(3, 10, June)).ShouldBe("3 2 1");

    [Fact]
    public void Free_credits_burn_before_paid_ones() =>
        Order(Lot(1, 10, June, price: 9), Lot(2, 10, June)).ShouldBe("2 1");

    [Fact]
    public void A_price_of_zero_is_free() =>
        Order(Lot(1, 10, June, price: 9), Lot(2, 10, June, price: 0)).ShouldBe("2 1");

    // Rolled over from January for 28 days, so that both end on 1 March: what is used of February's could still have rolled over.
    [Fact]
    public void A_roll_over_lot_is_as_old_as_the_month_it_came_from() =>
        ClientStory
            .Open(
                At(2026, 1, 1),
                startsOn: Day(2026, 1, 1),
                rollover: new RolloverTerms(Cr(20), Days: 28)
            )
            .Use(15, At(2026, 2, 2))
            .Last.Takes.ShouldBe([new LotTake(new LotId(3, 2), Cr(15), TakeReason.Burned)]);

    [Fact]
    public void A_monthly_lot_counts_as_free_whatever_it_says() =>
        Order(Lot(1, 10, June, price: 9), Lot(2, 10, June, price: 9, kind: LotKind.Monthly))
            .ShouldBe("2 1");

    [Fact]
    public void The_older_lot_burns_first_and_the_id_settles_ties() =>
        Order(
                Lot(2, 10, June),
                Lot(1, 10, June),
                Lot(3, 10, June, grantedAt: Start - Duration.FromHours(1))
            )
            .ShouldBe("3 1 2");

    [Fact]
    public void Usage_that_touches_three_lots_takes_from_each_in_order()
    {
        var (takes, left) = BurnOrder.Split(
            [Lot(1, 10), Lot(2, 20, July), Lot(3, 30, June)],
            Cr(55),
            Start,
            mayDrawOnLaterLots: true
        );

        takes
            .Select(take => (take.Lot.Seq, take.Credits.Value))
            .ShouldBe([(3, 30m), (2, 20m), (1, 5m)]);
        left.ShouldBe(Cr(0));
    }

    [Fact]
    public void A_reduction_takes_back_the_last_to_burn_first() =>
        BurnOrder
            .TakeBack([Lot(1, 10, June), Lot(2, 10, July), Lot(3, 10)], Cr(15))
            .Select(take => (take.Lot.Seq, take.Credits.Value, take.Why))
            .ShouldBe([(3, 10m, TakeReason.Voided), (2, 5m, TakeReason.Voided)]);

    [Fact]
    public void A_lot_is_usable_until_its_expiry_and_not_at_it()
    {
        Lot(1, 10, June).IsOpenAt(June - Duration.Epsilon).ShouldBeTrue();
        Lot(1, 10, June).IsOpenAt(June).ShouldBeFalse();
    }

    [Fact]
    public void What_is_taken_and_what_is_left_make_the_amount() =>
        Gen.Select(Gen.Int[1, 100_000], Gen.Int[1, 30_000].Array[0, 6], Gen.Int[0, 9].Array[6])
            .Sample(
                (wanted, lots, priorities) =>
                {
                    var (takes, left) = BurnOrder.Split(
                        [
                            .. lots.Select(
                                (amount, i) => Lot(i + 1, amount / 1000m, June, priorities[i])
                            ),
                        ],
                        new Credits(wanted),
                        Start,
                        mayDrawOnLaterLots: false
                    );
                    (takes.Sum(take => take.Credits) + left).ShouldBe(new Credits(wanted));
                    left.IsZero.ShouldBe(lots.Sum() >= wanted);
                    takes.ShouldAllBe(take => !take.Credits.IsZero);
                }
            );
}
