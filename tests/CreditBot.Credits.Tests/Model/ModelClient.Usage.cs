using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Usage, on time and late (§3.6, §3.7).</summary>
internal sealed partial class ModelClient
{
    /// <summary>Books usage; null when it is refused: from the future, or before the client's first day.</summary>
    public ModelUse? Use(string id, long credits, Instant at, Instant now)
    {
        Until(now);
        if (at > now + Duration.FromMinutes(5))
        {
            return null;
        }

        // It has happened, so a time ahead of the clock is the sender's clock's fault.
        at = at > now ? now : at;
        if (EndedAt <= at || Periods.FindLast(one => one.Start <= at) is not { } period)
        {
            return null;
        }

        var use = new ModelUse
        {
            Id = id,
            At = at,
            RecordedAt = now,
            Credits = credits,
            Period = period,
        };
        var left = credits;

        // First from lots open at its own time, also from what they have lost to expiry since.
        foreach (var lot in BurnOrder(Lots.Where(lot => IsOpen(lot, at))))
        {
            left -= Give(use, lot, Math.Min(left, lot.Rest), expired: false);
            left -= Give(use, lot, Math.Min(left, lot.Expired), expired: true);
        }

        // Then, in the running period only, from what lots granted later still hold.
        if (period == Running)
        {
            foreach (var lot in BurnOrder(Lots.Where(lot => lot.OpenSince > at)))
            {
                left -= Give(use, lot, Math.Min(left, lot.Rest), expired: false);
            }
        }

        Exceed(use, left, now);
        Uses.Add(use);
        return use;
    }

    private static bool IsOpen(ModelLot lot, Instant at) =>
        lot.OpenSince <= at && (lot.ExpiresAt is null || at < lot.ExpiresAt);

    private static long Give(ModelUse use, ModelLot lot, long part, bool expired)
    {
        if (part > 0)
        {
            lot.Burned += part;
            lot.Expired -= expired ? part : 0;
            use.Gifts.Add(new ModelGift(lot, part));
        }

        return part;
    }

    /// <summary>What exceeds the lots, in the mode in force now, at the price in force now (§3.6).</summary>
    private void Exceed(ModelUse use, long overage, Instant now)
    {
        use.Overage = overage;
        use.Mode = Mode;
        if (overage == 0 || use.Period.IsHistory)
        {
            return;
        }

        if (Mode == OverageMode.Carry)
        {
            use.Debt = overage;
        }
        else if (Mode == OverageMode.Invoice)
        {
            use.Price = OveragePrice ?? Agency.ExtraPriceFor(Package);
            if (use.Period.IsOver)
            {
                Charge(
                    ChargeKind.Overage,
                    LastMonthOf(use.Period),
                    use.Price.Value * (overage / 1000m),
                    now
                );
            }
        }
    }
}
