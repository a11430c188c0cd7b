using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Credits set aside for work about to run: promised, and still part of the balance (design.md §3.11).</summary>
/// <param name="Until">It stands until, not at, this instant; it lapses by time alone, without an entry.</param>
public sealed record Hold(HoldId Id, Credits Credits, Instant Until)
{
    public bool IsOpenAt(Instant at) => at < Until;
}

/// <summary>Which holds of a client are open.</summary>
internal static class OpenHolds
{
    /// <summary>The holds after one more entry: usage that names one settles it, and what has lapsed by then is gone.</summary>
    /// <exception cref="InvalidOperationException">A hold is released that isn't there.</exception>
    internal static ImmutableList<Hold> After(ImmutableList<Hold> holds, ClientEntry entry)
    {
        holds = entry switch
        {
            ClientEntry.Held held => holds.Add(new Hold(held.Id, held.Credits, held.Until)),
            ClientEntry.HoldReleased released => Released(holds, released),
            ClientEntry.Used { Usage.Hold: { } named } when !holds.IsEmpty => holds.RemoveAll(
                hold => string.Equals(hold.Id.ToString(), named, StringComparison.Ordinal)
            ),
            ClientEntry.Paused or ClientEntry.Ended => [],
            _ => holds,
        };
        return holds.IsEmpty ? holds : holds.RemoveAll(hold => !hold.IsOpenAt(entry.RecordedAt));
    }

    private static ImmutableList<Hold> Released(
        ImmutableList<Hold> holds,
        ClientEntry.HoldReleased released
    )
    {
        var left = holds.RemoveAll(hold => hold.Id == released.Id);
        return left.Count < holds.Count
            ? left
            : throw new InvalidOperationException(
                $"Entry {released.Seq} releases {released.Id}, which isn't open."
            );
    }
}
