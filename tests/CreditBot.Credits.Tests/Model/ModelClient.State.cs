using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Whether a client runs.</summary>
internal enum ModelState
{
    Active,
    Paused,
    Ended,
}

/// <summary>A change of state that is to come, from the start of a day.</summary>
internal sealed record ModelStateChange(ModelState To, LocalDate Day, Instant At, bool Refunds);

/// <summary>Active, paused or ended (§3.12).</summary>
internal sealed partial class ModelClient
{
    public ModelState State { get; private set; }

    private ModelStateChange? Planned { get; set; }

    private Instant? EndedAt { get; set; }

    /// <summary>Changes the state at once, or from the start of a later day; whether that could be.</summary>
    public bool Set(ModelState to, LocalDate? from, bool refunds, Instant now)
    {
        Until(now);
        var today = ModelDays.On(now, Zone);
        if (State == ModelState.Ended || from < today || (to == State && from > today))
        {
            return false;
        }

        // What is asked for last is the one change that waits, if any.
        Planned = null;
        if (to == State)
        {
            return true;
        }

        var day = from ?? today;
        if (to == ModelState.Active && Running is null && _startsOn > day)
        {
            // It was to start later anyway.
            day = _startsOn;
        }

        var change = new ModelStateChange(
            to,
            day,
            day == today ? now : ModelDays.Start(day, Zone),
            refunds
        );
        if (day == today)
        {
            Make(change);
        }
        else
        {
            Planned = change;
        }

        return true;
    }

    private void Make(ModelStateChange change)
    {
        Planned = null;
        State = change.To;
        if (State == ModelState.Active)
        {
            Resume(change);
        }
        else
        {
            _holds.Clear();
        }

        if (State == ModelState.Ended)
        {
            End(change);
        }
    }

    /// <summary>A reset with that day as its new anchor; it ends the period before, whose rest can't be used any more.</summary>
    private void Resume(ModelStateChange change)
    {
        if (Running is { } cut)
        {
            cut.End = change.At;
            cut.EndsOn = change.Day;
        }

        _startsOn = change.Day;
        _resets = 0;
        Reset(change.At);
    }

    /// <summary>Everything left is void; the overage line and what is given back count in the month of the end.</summary>
    private void End(ModelStateChange change)
    {
        EndedAt = change.At;
        Pending = null;
        var month = Agency.MonthOf(change.At);
        if (Running is { } last)
        {
            last.End = change.At;
            last.EndsOn = change.Day;
            last.OverageMonth = month;
            BillOverage(last, change.At);
        }

        foreach (var lot in Lots.Where(lot => lot.ExpiresAt is null || change.At < lot.ExpiresAt))
        {
            var back = change.Refunds ? lot.Price * lot.Rest / lot.Granted : 0m;
            Charge(ChargeKind.OneTime, month, -back, change.At);
            lot.Voided += lot.Rest;
            lot.IsVoid = true;
        }
    }
}
