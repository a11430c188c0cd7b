namespace CreditBot.Ledger;

/// <summary>How much of a period's credits is used up, of which the client is told once each (design.md §5).</summary>
public enum UseLevel
{
    /// <summary>Four fifths of what there was.</summary>
    Low,

    /// <summary>All of it.</summary>
    Out,
}

/// <summary>Finds when usage reaches a level.</summary>
public static class UseLevels
{
    /// <summary>Used to left at four fifths: 80 % used, 20 % left.</summary>
    private const int UsedToLeft = 4;

    /// <summary>What the running period has reached: its usage that credits covered, against that and what is left of all lots.</summary>
    public static UseLevel? Of(ClientState state)
    {
        if (state.Current is not { Used.IsZero: false } period)
        {
            return null;
        }

        var covered = period.Used - period.Overage;
        return state.Balance.IsZero ? UseLevel.Out
            : covered.Value >= UsedToLeft * state.Balance.Value ? UseLevel.Low
            : null;
    }

    /// <summary>What usage has reached for the first time in the period; null when nothing.</summary>
    public static UseLevel? Crossed(ClientState before, ClientState after) =>
        after.Current is { Reached: { } reached, Number: var number }
        && (
            before.Current?.Number != number
            || before.Current.Reached is not { } known
            || known < reached
        )
            ? reached
            : null;

    /// <summary>Only usage reaches a level: who buys nothing and uses nothing hears nothing.</summary>
    internal static ClientState After(ClientState after, ClientEntry entry) =>
        entry is ClientEntry.Used
        && after.Current is { } current
        && Of(after) is { } level
        && !(current.Reached >= level)
            ? after with
            {
                Periods = after.Periods.SetItem(
                    after.Periods.Count - 1,
                    current with
                    {
                        Reached = level,
                    }
                ),
            }
            : after;
}
