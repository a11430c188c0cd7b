using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>One immutable fact in an agency's own stream (design.md §3.1).</summary>
public abstract record AgencyEntry
{
    private AgencyEntry() { }

    public required long Seq { get; init; }

    public required Instant At { get; init; }

    public required Instant RecordedAt { get; init; }

    public PersonId By { get; init; } = PersonId.System;

    /// <summary>What the agency sells, pays and decides by, from now on; the first entry, and one for each change.</summary>
    public sealed record TermsSet(AgencyTerms Terms) : AgencyEntry;

    /// <summary>Credits bought for the pool.</summary>
    /// <param name="Price">For all of them.</param>
    public sealed record Purchased(Credits Credits, Money Price) : AgencyEntry;

    /// <summary>A month book was frozen; <c>At</c> is the instant from which it counts as closed (<see cref="AgencyState.ClosesAt"/>), or the close by hand.</summary>
    public sealed record MonthClosed(YearMonth Month) : AgencyEntry;

    /// <summary>The heads of the client streams on a day: a stream that doesn't reach its seal has lost entries.</summary>
    public sealed record Sealed(ImmutableSortedDictionary<string, StreamSeal> Heads) : AgencyEntry;
}

/// <summary>Where a stream stood: its last entry and that entry's hash, in lower-case hex.</summary>
public sealed record StreamSeal(long Seq, string Hash);
