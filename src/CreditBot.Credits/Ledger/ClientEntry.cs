using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>One immutable fact in a client's stream (design.md §3.1). Their stored names stand in Storage/EntryCodec.</summary>
/// <remarks>What it gives to and takes from lots, and what it charges, is stated the same way by every kind.</remarks>
public abstract record ClientEntry
{
    private ClientEntry() { }

    /// <summary>Its number in the stream: 1, 2, 3 … without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant At { get; init; }

    /// <summary>When it was written; never before the previous entry's.</summary>
    public required Instant RecordedAt { get; init; }

    public PersonId By { get; init; } = PersonId.System;

    /// <summary>The request that it belongs to.</summary>
    public RequestId? Request { get; init; }

    /// <summary>The lots that it grants, as they were granted.</summary>
    public ImmutableList<Lot> Grants { get; init; } = [];

    public ImmutableList<LotTake> Takes { get; init; } = [];

    /// <summary>What comes back to lots that had given it.</summary>
    public ImmutableList<LotReturn> Returns { get; init; } = [];

    public ImmutableList<Charge> Charges { get; init; } = [];

    /// <summary>What people wrote and who they are, by name; stored beside the entry and erasable (design.md §3.1).</summary>
    public ImmutableDictionary<string, string> Texts { get; init; } =
        ImmutableDictionary<string, string>.Empty;

    /// <summary>The effect on the balance, in signed thousandths of a credit.</summary>
    public long Effect =>
        Grants.Sum(lot => lot.Granted.Thousandths)
        + Returns.Where(back => back.To == ReturnTo.Remaining).Sum(back => back.Credits.Thousandths)
        - Takes.Where(take => !take.FromExpiry).Sum(take => take.Credits.Thousandths);

    /// <summary>The client exists from now on.</summary>
    public sealed record Opened(ClientTerms Terms, Plan Plan, LocalDate StartsOn) : ClientEntry;

    /// <summary>Terms beside the plan changed; name and e-mail too, when they stand in its texts.</summary>
    public sealed record TermsChanged(ClientTerms Terms) : ClientEntry;

    /// <summary>A reset: the old period's monthly lots end, the new one's allocation is granted, fee and overage are charged.</summary>
    /// <param name="Resumes">For a reset that resumes a paused client: its date, from which resets are counted from then on (design.md §3.12).</param>
    public sealed record PeriodStarted(Period Period, LocalDate? Resumes = null) : ClientEntry;

    /// <summary>Lots reached their expiry.</summary>
    public sealed record LotsExpired : ClientEntry;

    /// <summary>One-time credits were given.</summary>
    public sealed record Granted : ClientEntry;

    /// <summary>Credits were used.</summary>
    public sealed record Used(Usage Usage, Overage? Overage) : ClientEntry;

    /// <summary>Credits were set aside for work about to run; the balance doesn't move (design.md §3.11).</summary>
    /// <param name="Action">What the work is, in the editor's words.</param>
    /// <param name="Until">It stands until, not at, this instant, unless usage settles it or it is released.</param>
    public sealed record Held(HoldId Id, Credits Credits, string? Action, Instant Until)
        : ClientEntry;

    /// <summary>A hold was given back unused.</summary>
    public sealed record HoldReleased(HoldId Id) : ClientEntry;

    /// <summary>An earlier entry was undone; <c>At</c> is that entry's, since it counts in its month (design.md §3.8, §3.13).</summary>
    /// <param name="Reverses">The entry that is undone.</param>
    /// <param name="Credits">The usage taken back, its overage included; zero when a grant is undone.</param>
    /// <param name="Overage">Of that usage.</param>
    public sealed record Reversed(long Reverses, Credits Credits, Overage? Overage) : ClientEntry;

    /// <summary>The plan changed now, or will at the next reset.</summary>
    public sealed record PlanChanged(PlanChange Change, Effective Effective) : ClientEntry;

    /// <summary>A temporary uplift is over: it comes off the plan before the next period starts.</summary>
    /// <param name="Booked">The entry that had changed the plan.</param>
    public sealed record UpliftEnded(long Booked, Credits PerMonth, Money PricePerMonth)
        : ClientEntry;

    /// <summary>A change of state is to come, or none any more.</summary>
    public sealed record StandingPlanned(StandingPlan? Plan) : ClientEntry;

    /// <summary>The client is paused (design.md §3.12).</summary>
    /// <param name="From">The day, client's calendar.</param>
    public sealed record Paused(LocalDate From) : ClientEntry;

    /// <summary>The client is over: what was left is void, overage and what is given back are charged (design.md §3.12).</summary>
    /// <param name="From">The day, client's calendar; the one before was the last.</param>
    /// <param name="Month">In which all of it counts.</param>
    public sealed record Ended(LocalDate From, YearMonth Month, Settlement Settlement)
        : ClientEntry;

    /// <summary>The people of an ended client were unlinked from it and told with a last statement.</summary>
    public sealed record PeopleLeft : ClientEntry;

    /// <summary>Invoice lines were issued, paid or made void; a void cancels each by a charge of its own, in their order.</summary>
    public sealed record LinesMarked(ImmutableList<LineId> Lines, LineState State) : ClientEntry;

    /// <summary>A request was made.</summary>
    /// <param name="Channel">Null in entries of before it was kept.</param>
    public sealed record Requested(
        RequestTerms Terms,
        LocalDate? Due,
        Instant LapsesAt,
        RequestTerms? Advised,
        string? Channel = null
    ) : ClientEntry;

    /// <summary>Credits were lent while a request waits: as many are owed, and the next grant repays them (design.md §5).</summary>
    public sealed record Bridged : ClientEntry;

    /// <summary>A manager asked the client something; the question is in the texts.</summary>
    public sealed record Asked(string Channel) : ClientEntry;

    /// <summary>The client answered; the answer is in the texts.</summary>
    public sealed record Answered(string Channel) : ClientEntry;

    /// <summary>A manager offered something else, which the client has to accept.</summary>
    public sealed record Countered(RequestTerms Offer, string Channel) : ClientEntry;

    /// <summary>A manager approved what needs a second one; nothing is booked yet (design.md §5).</summary>
    public sealed record FirstApproved(RequestTerms Terms, string Channel) : ClientEntry;

    /// <summary>Who had approved first took that back.</summary>
    public sealed record FirstApprovalWithdrawn(string Channel) : ClientEntry;

    /// <summary>The client turned the offer down; the request stands as it was.</summary>
    public sealed record CounterDeclined(string Channel) : ClientEntry;

    /// <summary>A request was approved (as asked or with a change) or declined; what it books follows as an entry of its own.</summary>
    /// <param name="AcceptedBy">Who of the client accepted the offer that this decision books; <c>By</c> is the manager who made it.</param>
    public sealed record Decided(
        RequestState Outcome,
        RequestTerms? Terms,
        string Channel,
        PersonId? AcceptedBy = null
    ) : ClientEntry;

    /// <summary>An approval was taken back while nothing of it was used; the request is open again.</summary>
    /// <param name="Undid">The entry that had booked it.</param>
    /// <param name="ClearsPending">The change that waited for the next reset is gone.</param>
    /// <param name="Restores">How the plan stood before, which holds again; null when the booking had changed no plan.</param>
    public sealed record Undone(
        long Undid,
        bool ClearsPending,
        string Channel,
        PlanBefore? Restores = null
    ) : ClientEntry;

    /// <summary>The client took the request back.</summary>
    public sealed record Withdrawn(string Channel) : ClientEntry;

    /// <summary>Nobody answered in time.</summary>
    public sealed record Lapsed : ClientEntry;
}

/// <summary>The names under which an entry keeps people's texts.</summary>
public static class TextNames
{
    public const string Name = "name";
    public const string Email = "email";
    public const string Reason = "reason";
    public const string Question = "question";
    public const string Answer = "answer";
}
