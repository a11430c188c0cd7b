using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>What becomes due by itself: expiries and resets, in time order, expiries first at one instant (§3.2, §3.4).</summary>
internal sealed partial class ModelClient
{
    public void Until(Instant now)
    {
        while (true)
        {
            var reset = NextReset();
            var expiry = NextExpiry();
            if (
                expiry is { } first
                && first <= now
                && (reset is null || first <= reset)
                && (Planned is null || first <= Planned.At)
            )
            {
                foreach (var lot in Lots.Where(lot => lot.ExpiresAt == first && !EndsAtReset(lot)))
                {
                    lot.Expired += lot.Rest;
                }
            }
            else if (
                Planned is { } change
                && change.At <= now
                && (reset is null || change.At <= reset)
            )
            {
                Make(change);
            }
            else if (reset is { } due && due <= now)
            {
                Reset(due);
            }
            else
            {
                return;
            }
        }
    }

    private Instant? NextReset() =>
        State == ModelState.Active ? Running?.End ?? ModelDays.Start(_startsOn, Zone) : null;

    private Instant? NextExpiry()
    {
        Instant? next = null;
        foreach (var lot in Lots.Where(lot => lot.Rest > 0 && !EndsAtReset(lot)))
        {
            next = lot.ExpiresAt is { } at && (next is null || at < next) ? at : next;
        }

        return next;
    }

    /// <summary>The running period's monthly lots end by the reset, a resumption at their very end included, since it may roll some of them over.</summary>
    private bool EndsAtReset(ModelLot lot) =>
        lot.Kind == LotKind.Monthly
        && lot.Period == Running
        && (
            State == ModelState.Active
            || (Planned is { To: ModelState.Active } resumes && resumes.At == lot.ExpiresAt)
        );

    private void Reset(Instant at)
    {
        var date = ModelDays.MonthsLater(_startsOn, _resets);
        var ended = Running;
        // Periods before the one that holds the client's creation are history; what is due then was never due before the creation.
        var recordedAt = Instant.Max(at, _createdAt);
        EndUplifts();
        ApplyPending();
        if (ended is not null)
        {
            BillOverage(ended, recordedAt);
            RollOver(ended, at, date);
            foreach (var lot in Lots.Where(lot => lot.Period == ended))
            {
                lot.Expired += lot.Rest;
                lot.ExpiresAt = lot.ExpiresAt > at ? at : lot.ExpiresAt;
            }
        }

        _resets++;
        var endsOn = ModelDays.MonthsLater(_startsOn, _resets);
        var period = new ModelPeriod
        {
            Number = Periods.Count,
            StartsOn = date,
            EndsOn = endsOn,
            Start = at,
            End = ModelDays.Start(endsOn, Zone),
            IsHistory = ModelDays.Start(endsOn, Zone) <= _createdAt,
            Net = MonthlyCredits,
            HighestFee = MonthlyFee,
        };
        Periods.Add(period);
        Add(MonthlyLot(period, MonthlyCredits, at));
        if (!period.IsHistory)
        {
            Charge(ChargeKind.Fee, ModelDays.MonthOf(date), MonthlyFee, recordedAt);
        }
    }

    private static ModelLot MonthlyLot(ModelPeriod period, long credits, Instant at) =>
        new()
        {
            Kind = LotKind.Monthly,
            Granted = credits,
            GrantedAt = at,
            OpenSince = at,
            ExpiresAt = period.End,
            Period = period,
        };

    /// <summary>One line for the whole period, in the month of its last day (§3.8, §3.10).</summary>
    private void BillOverage(ModelPeriod ended, Instant recordedAt)
    {
        var owed = 0m;
        foreach (var use in Uses.Where(use => use.Period == ended && use.ReversedAt is null))
        {
            owed += use.Price * (use.Overage / 1000m) ?? 0m;
        }

        Charge(ChargeKind.Overage, LastMonthOf(ended), owed, recordedAt);
        ended.IsOver = true;
    }

    private static YearMonth LastMonthOf(ModelPeriod period) =>
        period.OverageMonth ?? ModelDays.MonthOf(period.EndsOn.PlusDays(-1));

    /// <summary>min(max, remaining) is voided, in burn order, and granted as one lot open since the period began (§3.4).</summary>
    private void RollOver(ModelPeriod ended, Instant at, LocalDate date)
    {
        if (Rollover is not { } terms)
        {
            return;
        }

        var left = terms.Max;
        var moved = 0L;
        foreach (var lot in BurnOrder(Lots.Where(lot => lot.Period == ended)))
        {
            var part = Math.Min(left, lot.Rest);
            lot.Voided += part;
            left -= part;
            moved += part;
        }

        Add(
            new ModelLot
            {
                Kind = LotKind.Rollover,
                Granted = moved,
                GrantedAt = at,
                OpenSince = ended.Start,
                ExpiresAt = ModelDays.Start(date.PlusDays(terms.Days), Zone),
            },
            repays: false
        );
    }
}
