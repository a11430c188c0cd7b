using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Credits owed from usage in mode <c>carry</c>, by the entry that made it.</summary>
public sealed record Debt(long Seq, Credits Credits);

/// <summary>A client as its entries tell: a cache that may change cost, never meaning (design.md §3.1).</summary>
public sealed record ClientState
{
    public required ClientId Id { get; init; }

    public string Name { get; init; } = "";

    public string? Email { get; init; }

    /// <summary>The number of the last entry folded in.</summary>
    public required long Version { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When the last entry was written.</summary>
    public required Instant RecordedAt { get; init; }

    public required ClientTerms Terms { get; init; }

    public required Plan Plan { get; init; }

    /// <summary>The one change that waits for the next reset.</summary>
    public PlanChange? PendingChange { get; init; }

    /// <summary>What the plan holds for some periods only.</summary>
    public Uplifts Uplifts { get; init; } = Uplifts.None;

    /// <summary>The last entry that changed the plan or what is pending: only that one can be undone.</summary>
    public long PlanChangedBy { get; init; }

    /// <summary>The date from which resets are counted.</summary>
    public required LocalDate Anchor { get; init; }

    /// <summary>The number of the period that starts at the anchor; a resumption sets both.</summary>
    public int AnchorNumber { get; init; }

    public Standing Standing { get; init; }

    /// <summary>The day since which it is so, client's calendar; null for a client that always was active.</summary>
    public LocalDate? StandingFrom { get; init; }

    /// <summary>The change of state that is to come.</summary>
    public StandingPlan? Planned { get; init; }

    /// <summary>Null unless ended.</summary>
    public Ending? Ending { get; init; }

    /// <summary>The people of an ended client have been unlinked and told.</summary>
    public bool HavePeopleLeft { get; init; }

    /// <summary>All periods so far, oldest first; empty until the first one starts.</summary>
    public ImmutableList<Period> Periods { get; init; } = [];

    /// <summary>Every lot ever granted, in order of their ids: late usage may draw on what an old one lost to expiry.</summary>
    public ImmutableList<Lot> Lots { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableList<Debt> Debts { get; init; } = [];

    /// <summary>Holds that nobody has settled, oldest first; some may have lapsed since the last entry (<see cref="HoldsAt"/>).</summary>
    public ImmutableList<Hold> Holds { get; init; } = [];

    public ImmutableSortedDictionary<long, CreditRequest> Requests { get; init; } =
        ImmutableSortedDictionary<long, CreditRequest>.Empty;

    /// <summary>Every charge ever made, in order of their ids, and how far it has come.</summary>
    public ImmutableList<BilledLine> Lines { get; init; } = [];

    /// <summary>All usage that draws on the agency's pool.</summary>
    public Credits PoolUsed { get; init; }

    /// <summary>Since when the balance stands at zero, if it does.</summary>
    public Instant? DrySince { get; init; }

    /// <summary>The entries that have been taken back: by a reversal, or by undoing the approval that booked them.</summary>
    public ImmutableSortedSet<long> Reversed { get; init; } = [];

    public long NextSeq => Version + 1;

    /// <summary>The plan as the next reset makes it: without the uplifts that end before it, and with the change that waits.</summary>
    public Plan NextPlan => PendingChange?.ApplyTo(PlanAtReset) ?? PlanAtReset;

    /// <summary>The plan that the next reset finds: without the uplifts that end before it, and before any change that waits.</summary>
    public Plan PlanAtReset =>
        Uplifts
            .Running.Where(uplift => uplift.EndsBefore <= Reset.NextNumber(this))
            .Aggregate(Plan, (so, uplift) => so.Less(uplift.PerMonth, uplift.PricePerMonth));

    /// <summary>The running period, or the last one of an ended client; null before the first one. A pause prolongs it until it is resumed.</summary>
    public Period? Current => Periods.IsEmpty ? null : Periods[^1];

    /// <summary>The sum of what open lots hold; never negative (design.md §3.6).</summary>
    public Credits Balance => Lots.Sum(lot => lot.Remaining);

    /// <summary>In mode <c>block</c> with nothing left (design.md §3.6).</summary>
    public bool IsBlocked => Terms.Overage == OverageMode.Block && Balance.IsZero;

    public Credits DebtTotal => Debts.Sum(debt => debt.Credits);

    /// <summary>The holds that stand at an instant after the last entry.</summary>
    public ImmutableList<Hold> HoldsAt(Instant now) =>
        Holds.IsEmpty ? Holds : Holds.RemoveAll(hold => !hold.IsOpenAt(now));

    /// <summary>What may still be promised: the balance less open holds, never negative (design.md §3.11).</summary>
    public Credits AvailableAt(Instant now) =>
        Balance.LessAtMost(HoldsAt(now).Sum(hold => hold.Credits));

    /// <summary>The period that an instant up to now falls into: they follow each other without a gap, and the last one runs on.</summary>
    public Period? PeriodAt(Instant at) => Periods.FindLast(period => period.Start <= at);

    /// <summary>The period in which an entry counted when it was written: a period that opened later at the same instant is not it.</summary>
    internal int PeriodOf(long seq, Instant at) =>
        Periods.FindLastIndex(period => period.Start <= at && period.Seq < seq);

    public CreditRequest? Find(RequestId id) => Requests.GetValueOrDefault(id.Number);

    /// <summary>Whether a period bears no fee, cost or book line: it ended before the client was created (design.md §3.5).</summary>
    public bool IsHistory(Instant at) => PeriodAt(at) is { IsHistory: true };

    /// <summary>When something is next due without anybody asking: an expiry, a reset, a change of state, a lapse, or what follows an end.</summary>
    public Instant? NextDue
    {
        get
        {
            if (Ending is { } ending)
            {
                return HavePeopleLeft && !Requests.Values.Any(request => request.State.IsPending())
                    ? null
                    : ending.At;
            }

            var due = DueEntries.NextAfter(this);
            var lapse = Requests
                .Values.Where(request => request.State.IsPending())
                .Min(request => (Instant?)request.LapsesAt);
            return lapse is { } first && (due is null || first < due) ? first : due;
        }
    }
}
