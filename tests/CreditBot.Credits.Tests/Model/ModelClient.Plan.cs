using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>A change to the plan as it was written: what is null stays as it then is, unless it adds.</summary>
/// <param name="Months">For how many periods, when it adds for a time only.</param>
internal sealed record ModelPlanChange(
    string? Package,
    long? Credits,
    decimal? Fee,
    bool Adds,
    int? Months = null
);

/// <summary>What is in the plan until so many periods have been started.</summary>
internal sealed record ModelUplift(long Credits, decimal Fee, int Until);

/// <summary>Plan changes and one-time grants (§3.5).</summary>
internal sealed partial class ModelClient
{
    private readonly List<ModelUplift> _uplifts = [];

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

        Apply(change, period.Number);
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
            Apply(change, Periods.Count);
            Pending = null;
        }
    }

    /// <summary>What was for a time only is over with the period that is about to start.</summary>
    private void EndUplifts()
    {
        foreach (var over in _uplifts.Where(uplift => uplift.Until <= Periods.Count).ToList())
        {
            MonthlyCredits -= over.Credits;
            MonthlyFee -= over.Fee;
            _uplifts.Remove(over);
        }
    }

    private void Apply(ModelPlanChange change, int period)
    {
        if (change.Months is { } months)
        {
            _uplifts.Add(new ModelUplift(change.Credits ?? 0, change.Fee ?? 0, period + months));
        }
        else if (!change.Adds)
        {
            // What a package or an allocation replaces doesn't come off again.
            var rest = change.Package is null && change.Fee is null ? _uplifts.ToList() : [];
            _uplifts.Clear();
            _uplifts.AddRange(rest.Select(uplift => uplift with { Credits = 0 }));
        }

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
