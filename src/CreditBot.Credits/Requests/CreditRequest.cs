using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>A client's ask, from open to closed; a fold of the entries that name it (design.md §5).</summary>
public sealed record CreditRequest
{
    public required RequestId Id { get; init; }

    public required RequestTerms Terms { get; init; }

    public required PersonId By { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant LapsesAt { get; init; }

    /// <summary>The date by which the client needs it.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>What it is for, in the client's words; null when not said or erased.</summary>
    public string? Reason { get; init; }

    /// <summary>What the bot advised when the client chose something else.</summary>
    public RequestTerms? Advised { get; init; }

    public required RequestState State { get; init; }

    public Decision? Decision { get; init; }

    /// <summary>The approval that needs a second one, or did; null when one was enough.</summary>
    public FirstApproval? FirstApproval { get; init; }

    /// <summary>What was lent while it waits.</summary>
    public RequestBridge? Bridge { get; init; }

    /// <summary>The entries that tell of it: who did what, when and from where.</summary>
    public RequestEntries Entries { get; init; } = RequestEntries.None;

    /// <summary>The entry that booked it.</summary>
    public long? EntrySeq { get; init; }

    /// <summary>What it changed on the plan, while it is approved; null for one-time credits.</summary>
    public PlanBooking? Booking { get; init; }

    /// <summary>The manager's last question, and the client's answer to it.</summary>
    public string? Question { get; init; }

    public string? Answer { get; init; }

    /// <summary>The offer that is with the client.</summary>
    public RequestTerms? Counter { get; init; }

    /// <summary>Who asked or offered last.</summary>
    public PersonId? LastHandledBy { get; init; }
}

/// <summary>Credits lent while a request waits; they come off what is approved, or off the next grant (design.md §5).</summary>
public sealed record RequestBridge(Instant At, Credits Credits);

/// <summary>The numbers of the entries that tell of a request, oldest first; what it booked is not among them.</summary>
public sealed record RequestEntries(ImmutableList<long> Seqs)
{
    public static readonly RequestEntries None = new([]);

    internal RequestEntries With(long seq) => new(Seqs.Add(seq));

    /// <summary>By value, so that requests still compare by value.</summary>
    public bool Equals(RequestEntries? other) =>
        other is not null && Seqs.SequenceEqual(other.Seqs);

    public override int GetHashCode() => Seqs.Count;
}
