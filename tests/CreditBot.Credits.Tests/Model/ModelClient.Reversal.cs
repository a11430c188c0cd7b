using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Reversals of usage and of grants (§3.13).</summary>
internal sealed partial class ModelClient
{
    /// <summary>Whether it could be reversed: once only.</summary>
    public bool Reverse(ModelUse use, Instant now)
    {
        Until(now);
        if (use.ReversedAt is not null)
        {
            return false;
        }

        use.ReversedAt = now;
        use.Debt = 0;
        foreach (var (lot, credits) in use.Gifts.Concat(use.Repaid))
        {
            lot.Burned -= credits;
            if (lot.IsVoid)
            {
                lot.Voided += credits;
            }
            else if (lot.ExpiresAt <= now)
            {
                lot.Expired += credits;
            }
        }

        if (use.Price is { } price && use.Period.IsOver)
        {
            var line = price * (use.Overage / 1000m);
            Charge(ChargeKind.Overage, LastMonthOf(use.Period), -line, now);
        }

        return true;
    }

    /// <summary>Whether it could be reversed: once only; the unused rest goes, with its share of the price.</summary>
    public bool Reverse(ModelLot lot, Instant now)
    {
        Until(now);
        if (lot.IsReversed)
        {
            return false;
        }

        lot.IsReversed = lot.IsVoid = true;
        var rest = lot.Rest;
        lot.Voided += rest;
        var back = lot.Price * rest / lot.Granted;
        Charge(ChargeKind.OneTime, Agency.MonthOf(lot.GrantedAt), -back, now);
        return true;
    }
}
