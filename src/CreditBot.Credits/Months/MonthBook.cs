using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Months;

/// <summary>The figures of one calendar month of an agency: all that a report reads (design.md §3.8, §6).</summary>
public sealed record MonthBook
{
    public required string AgencyName { get; init; }

    /// <summary>A month in the agency's zone.</summary>
    public required YearMonth Month { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required string Currency { get; init; }

    /// <summary>Frozen: nothing in it changes any more.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>Up to when it knows.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The list cost of one credit at the month's end.</summary>
    public required Money CostPerCredit { get; init; }

    public required MonthTotals Totals { get; init; }

    /// <summary>The month before's, for comparison; null when there is none.</summary>
    public MonthTotals? Before { get; init; }

    /// <summary>Months before this one, oldest first, eleven at most: the line behind the month.</summary>
    public required IReadOnlyList<MonthPoint> Earlier { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyList<ClientBook> Clients { get; init; }

    public required IReadOnlyList<RequestLine> Requests { get; init; }

    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    public required IReadOnlyList<DailyUsage> Daily { get; init; }

    /// <summary>What the monthly review says, worst first (design.md §4).</summary>
    public required IReadOnlyList<ReviewLine> Review { get; init; }

    /// <summary>How the month drew on what the agency had bought; null before its first purchase.</summary>
    public PoolMonth? Pool { get; init; }

    /// <summary>The last entry of each ledger that these figures know, the agency's own first: whoever has the report can tell a ledger that was changed since (design.md §3.1). Empty in books kept before there were seals.</summary>
    public IReadOnlyList<LedgerSeal> Seals { get; init; } = [];

    /// <summary>The entries that count in the month, from which its figures can be worked out again; by client. Null in books kept before there were such lines.</summary>
    public LedgerLines? Ledger { get; init; }
}

/// <summary>Where a ledger stood.</summary>
/// <param name="Client">Null for the agency's own stream.</param>
/// <param name="Seq">The number of its last entry.</param>
/// <param name="Hash">That entry's hash, lower-case hex SHA-256.</param>
public sealed record LedgerSeal(ClientId? Client, string Name, long Seq, string Hash);

/// <summary>Sums of rounded lines; margin = revenue − cost + adjustments (design.md §3.8–10).</summary>
/// <param name="Adjustments">Revenue − cost of what belongs to months already closed.</param>
/// <param name="Cost">By the price list.</param>
public sealed record MonthTotals(
    Money Fee,
    Money OneTime,
    Money Overage,
    Money Adjustments,
    Money Cost,
    Credits Used
)
{
    public Money Revenue => Fee + OneTime + Overage;

    public Money Margin => Revenue - Cost + Adjustments;

    /// <summary>What the usage really cost by the pool's purchases, first in, first out (design.md §3.9); null before the first purchase.</summary>
    public Money? PurchaseCost { get; init; }

    /// <summary>The adjustments with what the usage of closed months really cost.</summary>
    public Money? PurchaseAdjustments { get; init; }

    /// <summary>Credits used that no purchase covers; their purchase cost is the list cost.</summary>
    public Credits? Unpurchased { get; init; }

    /// <summary>Revenue − purchase cost + adjustments.</summary>
    public Money? PurchaseMargin =>
        PurchaseCost is { } cost ? Revenue - cost + (PurchaseAdjustments ?? Adjustments) : null;
}

/// <summary>One month of the line behind the report.</summary>
/// <param name="Allocated">Credits a month of all clients together; null in books kept before it was.</param>
public sealed record MonthPoint(YearMonth Month, MonthTotals Totals, Credits? Allocated = null);

/// <summary>One client's month.</summary>
public sealed record ClientBook
{
    public required ClientId Id { get; init; }

    public required string Name { get; init; }

    public required string Package { get; init; }

    /// <summary>The manager who looks after the client, by name; null when nobody does.</summary>
    public string? Manager { get; init; }

    /// <summary>The same manager's id: what a recipient's scope names (contract.md, Reports:Recipients).</summary>
    public PersonId? ManagerId { get; init; }

    /// <summary>Credits a month, at the month's end.</summary>
    public required Credits Allocation { get; init; }

    public required MonthTotals Totals { get; init; }

    /// <summary>The month before's; null for a new client.</summary>
    public MonthTotals? Before { get; init; }

    /// <summary>The balance when the month began and when it ended (or as of now).</summary>
    public required Credits Opening { get; init; }

    public required Credits Closing { get; init; }

    /// <summary>All credits granted in the month, roll-over lots too.</summary>
    public required Credits Granted { get; init; }

    /// <summary>Came back by reversals from what another month had burned, or by an undo.</summary>
    public Credits Returned { get; init; }

    /// <summary>Burned from lots, less what came back in the same month; repayments of debt too, drawings on expired credits not.</summary>
    public required Credits Burned { get; init; }

    /// <summary>Breakage: expired unused.</summary>
    public required Credits Expired { get; init; }

    /// <summary>Taken back by reductions, roll-overs and reversals.</summary>
    public required Credits Voided { get; init; }

    /// <summary>Usage that no lot covered.</summary>
    public required Credits Overage { get; init; }

    public required Credits OneTimeBought { get; init; }

    /// <summary>Paid credits not yet used, and what the client paid for them.</summary>
    public required Credits PaidUnused { get; init; }

    public required Money PaidUnusedValue { get; init; }

    /// <summary>The first day in the month on which nothing was left.</summary>
    public LocalDate? RanOutOn { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>What the monthly review marks (design.md §4).</summary>
public enum Finding
{
    NeverUsed,
    AlwaysOut,
    Spike,
}

/// <summary>One finding of the review, with the figures it stands on.</summary>
/// <param name="Figures">In words: "0 of 50 in October and November".</param>
/// <param name="Proposal">What to do about it.</param>
/// <param name="MarginEffect">A month's margin after acting, less before; null when acting doesn't move it.</param>
public sealed record ReviewLine(
    ClientId Client,
    string Name,
    Finding Finding,
    string Figures,
    string Proposal,
    Money? MarginEffect
);

/// <summary>One request that was made or decided in the month.</summary>
public sealed record RequestLine(
    RequestId Id,
    ClientId Client,
    string ClientName,
    RequestTerms Asked,
    RequestState State,
    Instant CreatedAt,
    Instant? DecidedAt,
    string? DecidedBy,
    string? Reason,
    Money? Charged
)
{
    /// <summary>The invoice line that charges it, of all it was charged for at once.</summary>
    public Charge? Line { get; init; }
}

/// <summary>An invoice line with the entry that made it, as it stood when the book was made.</summary>
/// <param name="Month">The one it belongs to; in the book of another month it counts as an adjustment.</param>
/// <param name="Text">What it is for, in words; null in books kept before lines had them.</param>
/// <param name="Of">The line that it lowers or cancels.</param>
public sealed record InvoiceLine(
    ClientId Client,
    string ClientName,
    YearMonth Month,
    ChargeKind Kind,
    Money Net,
    string? TaxCode,
    decimal? TaxRate,
    long EntrySeq,
    int Part,
    LineState State = LineState.Draft,
    string? Text = null,
    RequestId? Request = null,
    LineId? Of = null
)
{
    public InvoiceId Id => new(Client, new LineId(EntrySeq, Part));

    /// <summary>Net × rate, rounded to the currency's minor unit.</summary>
    public Money Tax => new LineTax(TaxCode, TaxRate).On(Net);

    public Money Gross => Net + Tax;

    /// <summary>The month in which it counts: its own, or the earliest that was open when it was made (design.md §3.8).</summary>
    public YearMonth Counts { get; init; } = Month;

    internal static InvoiceLine From(ClientState state, BilledLine line, YearMonth counts)
    {
        var tax = LineTax.Of(line, state);
        return new InvoiceLine(
            state.Id,
            state.Name,
            line.Month,
            line.Kind,
            line.Net,
            tax.Code,
            tax.Rate,
            line.Id.Seq,
            line.Id.Part,
            line.State,
            LineText.Of(state, line),
            line.Request,
            line.Of
        )
        {
            Counts = counts,
        };
    }
}

/// <summary>What one client used on one day of the agency's calendar.</summary>
public sealed record DailyUsage(LocalDate Day, ClientId Client, string ClientName, Credits Used);
