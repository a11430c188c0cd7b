using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>What kind of entry a line of the ledger tells of. The values are stored in kept books: new ones go to the end.</summary>
public enum LedgerKind
{
    Other,
    Opened,
    Reset,
    Expired,
    Granted,
    Used,
    Reversed,
    PlanChanged,
    Bridged,
    Undone,
    LinesMarked,
    Ended,
}

/// <summary>What one entry did to credits and money in the month in which it counts: from these lines the month can be worked out again (design.md §3.8).</summary>
/// <remarks>Amounts are signed: what was taken back is negative. No texts, which may have to be forgotten.</remarks>
/// <param name="Seq">The entry's number in the client's ledger.</param>
/// <param name="At">When it happened; usage that is taken back at its own time.</param>
/// <param name="Month">The one it belongs to; in the book of another month it is an adjustment, since that month was closed.</param>
public sealed record LedgerLine(
    ClientId Client,
    long Seq,
    Instant At,
    LedgerKind Kind,
    YearMonth Month
)
{
    public decimal Used { get; init; }

    /// <summary>The part of <see cref="Used"/> that no lot covered.</summary>
    public decimal Overage { get; init; }

    /// <summary>The list cost of one credit on the day of use.</summary>
    public decimal CostPerCredit { get; init; }

    public decimal Granted { get; init; }

    /// <summary>Came back from what another month had burned.</summary>
    public decimal Returned { get; init; }

    /// <summary>Burned from lots, less what came back in the month in which it was burned.</summary>
    public decimal Burned { get; init; }

    public decimal Expired { get; init; }

    public decimal Voided { get; init; }

    public decimal Fee { get; init; }

    public decimal OneTime { get; init; }

    public decimal OverageBilled { get; init; }

    /// <summary>Exact; a book rounds it once per client and month (design.md §3.10).</summary>
    public decimal Cost => Used * CostPerCredit;

    /// <summary>What it did to the balance.</summary>
    public decimal Effect => Granted + Returned - Burned - Expired - Voided;

    internal bool IsNothing =>
        Used == 0
        && Granted == 0
        && Returned == 0
        && Burned == 0
        && Expired == 0
        && Voided == 0
        && Fee == 0
        && OneTime == 0
        && OverageBilled == 0;

    internal static LedgerKind KindOf(ClientEntry entry) =>
        entry switch
        {
            ClientEntry.Opened => LedgerKind.Opened,
            ClientEntry.PeriodStarted => LedgerKind.Reset,
            ClientEntry.LotsExpired => LedgerKind.Expired,
            ClientEntry.Granted => LedgerKind.Granted,
            ClientEntry.Used => LedgerKind.Used,
            ClientEntry.Reversed => LedgerKind.Reversed,
            ClientEntry.PlanChanged => LedgerKind.PlanChanged,
            ClientEntry.Bridged => LedgerKind.Bridged,
            ClientEntry.Undone => LedgerKind.Undone,
            ClientEntry.LinesMarked => LedgerKind.LinesMarked,
            ClientEntry.Ended => LedgerKind.Ended,
            _ => LedgerKind.Other,
        };
}
