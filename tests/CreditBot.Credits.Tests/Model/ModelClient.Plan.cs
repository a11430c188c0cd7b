using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>A change to the plan as it was written: what is null stays as it then is, unless it adds.</summary>
internal sealed record ModelPlanChange(string? Package, long? Credits, decimal? Fee, bool Adds);

/// <summary>Plan changes and one-time grants (§3.5).</summary>
internal sealed partial class ModelClient
{
    /// <summary>Whether the plan could be changed; while paused it waits for the resumption.</summary>
    public bool Change(ModelPlanChange change, bool atOnce, Instant now)
    {
        Until(now);
        if (State == ModelState.Ended)
        {
            return false;
        }

        atOnce = atOnce && State == ModelState.Active;
        Pending = atOnce && Running is not null ? null : change;
        if (Running is not { } period || !atOnce)
        {
            return true;
        }

        Apply(change);
        if (MonthlyCredits > period.Net)
        {
            Add(MonthlyLot(period, MonthlyCredits - period.Net, now));
            period.Net = MonthlyCredits;
        }
        else
        {
            TakeBack(period);
        }

        var month = ModelDays.MonthOf(period.StartsOn);
        Charge(ChargeKind.Fee, month, Math.Max(0, MonthlyFee - period.HighestFee), now);
        period.HighestFee = Math.Max(period.HighestFee, MonthlyFee);
        return true;
    }

    /// <summary>Voids min(G − A, unused monthly), the last in burn order first (§3.3, §3.5).</summary>
    private void TakeBack(ModelPeriod period)
    {
        var order = BurnOrder(Lots.Where(lot => lot.Period == period));
        order.Reverse();
        foreach (var lot in order)
        {
            var part = Math.Min(period.Net - MonthlyCredits, lot.Rest);
            lot.Voided += part;
            period.Net -= part;
        }
    }

    private void ApplyPending()
    {
        if (Pending is { } change)
        {
            Apply(change);
            Pending = null;
        }
    }

    private void Apply(ModelPlanChange change)
    {
        Package = change.Package ?? Package;
        if (change.Adds)
        {
            MonthlyCredits += change.Credits ?? 0;
            MonthlyFee += change.Fee ?? 0;
        }
        else
        {
            MonthlyCredits = change.Credits ?? MonthlyCredits;
            MonthlyFee = change.Fee ?? MonthlyFee;
        }
    }

    /// <summary>Gives one-time credits; null when refused, since they would have expired already.</summary>
    public ModelLot? Grant(
        long credits,
        decimal price,
        Instant? expiresAt,
        int? priority,
        Instant now
    )
    {
        Until(now);
        if (expiresAt <= now || State == ModelState.Ended)
        {
            return null;
        }

        var lot = new ModelLot
        {
            Kind = LotKind.OneTime,
            Granted = credits,
            GrantedAt = now,
            OpenSince = now,
            ExpiresAt = expiresAt,
            Priority = priority ?? 5,
            Price = price,
        };
        Add(lot);
        Charge(ChargeKind.OneTime, Agency.MonthOf(now), price, now);
        return lot;
    }
}
