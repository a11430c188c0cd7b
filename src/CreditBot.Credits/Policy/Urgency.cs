using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Policy;

/// <summary>Why a request can't wait for working hours (design.md §5).</summary>
public enum UrgentFor
{
    /// <summary>The client has nothing left.</summary>
    NothingLeft,

    /// <summary>It is needed before the next working day ends.</summary>
    NeededSoon,
}

/// <summary>Tells urgent requests from others.</summary>
public static class Urgency
{
    /// <param name="now">From when it waits, or when somebody looks at it.</param>
    public static UrgentFor? Of(
        CreditRequest request,
        ClientState state,
        WorkingTime working,
        Instant now
    ) =>
        // What was lent is no reason to wait.
        state.Balance <= (request.Bridge?.Credits ?? Credits.Zero)
            ? UrgentFor.NothingLeft
        : request.Due <= NextWorkingDay(working, now) ? UrgentFor.NeededSoon
        : null;

    private static LocalDate NextWorkingDay(WorkingTime working, Instant now)
    {
        var today = now.InZone(working.Zone).Date;
        return Enumerable
            .Range(1, 366)
            .Select(today.PlusDays)
            .FirstOrDefault(working.IsWorkingDay, today);
    }
}
