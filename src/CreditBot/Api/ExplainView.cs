using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.TimeTravel;
using NodaTime;

namespace CreditBot.Api;

/// <summary>The entries and rules behind a balance.</summary>
/// <param name="Known">now: also by what was recorded later; then: by what had been recorded at that instant.</param>
/// <param name="Lots">In burn order; what they hold sums to the balance, and the moves of each to what it holds.</param>
/// <param name="Overage">Usage of the running period that no lot covered.</param>
internal sealed record ExplainView(
    ClientId ClientId,
    Instant At,
    Knowledge Known,
    Credits Balance,
    IReadOnlyList<ExplainedLotView> Lots,
    IReadOnlyList<MoveView> Overage,
    IReadOnlyList<DebtView> Debt
)
{
    public static ExplainView Of(Explanation explanation) =>
        new(
            explanation.State.Id,
            explanation.At,
            explanation.Known,
            explanation.State.Balance,
            [
                .. explanation.Lots.Select(one => new ExplainedLotView(
                    one.Lot.Id,
                    one.Lot.Kind,
                    one.Lot.Granted,
                    one.Lot.Remaining,
                    one.Lot.ExpiresAt,
                    [.. one.Moves.Select(MoveView.Of)]
                )),
            ],
            [.. explanation.Overage.Select(MoveView.Of)],
            [.. explanation.Owed.Select(debt => new DebtView(debt.Seq, debt.Credits))]
        );
}

internal sealed record ExplainedLotView(
    LotId Id,
    LotKind Kind,
    Credits Granted,
    Credits Remaining,
    Instant? ExpiresAt,
    IReadOnlyList<MoveView> Moves
);

/// <summary>What one entry did to a lot, and by which rule of design.md.</summary>
/// <param name="Credits">Signed.</param>
internal sealed record MoveView(
    long Seq,
    Instant At,
    Instant RecordedAt,
    string Kind,
    decimal Credits,
    PersonId By,
    RequestId? RequestId,
    string Rule,
    string Section
)
{
    public static MoveView Of(Move move) =>
        new(
            move.Entry.Seq,
            move.Entry.At,
            move.Entry.RecordedAt,
            EntryKinds.Of(move.Entry),
            move.Effect / 1000m,
            move.Entry.By,
            move.Entry.Request,
            move.Rule.Words,
            move.Rule.Section
        );
}

internal sealed record DebtView(long Seq, Credits Credits);

/// <summary>What a client's month stands on: cost = used × the price of its day, revenue = its lines (design.md §3.8–10).</summary>
/// <param name="Cost">Exact uses summed, rounded once.</param>
internal sealed record ExplainedMonthView(
    ClientId ClientId,
    YearMonth Month,
    Money Fee,
    Money OneTime,
    Money Overage,
    Money Adjustments,
    Money Revenue,
    Money Cost,
    Money Margin,
    Credits Used,
    IReadOnlyList<ExplainedLineView> Lines,
    IReadOnlyList<ExplainedUseView> Usage
)
{
    public static ExplainedMonthView Of(ClientId client, MonthExplanation month) =>
        new(
            client,
            month.Month,
            month.Totals.Fee,
            month.Totals.OneTime,
            month.Totals.Overage,
            month.Totals.Adjustments,
            month.Totals.Revenue,
            month.Totals.Cost,
            month.Totals.Margin,
            month.Totals.Used,
            [
                .. month.Lines.Select(line => new ExplainedLineView(
                    line.EntrySeq,
                    line.Kind,
                    line.Month,
                    line.Net,
                    line.Month != month.Month
                )),
            ],
            [
                .. month.Usage.Select(used => new ExplainedUseView(
                    used.Seq,
                    used.At,
                    used.Own,
                    used.Thousandths / 1000m,
                    used.PerCredit,
                    used.Cost,
                    used.Own != month.Month
                )),
            ]
        );
}

/// <param name="IsAdjustment">Its own month was closed when it was made.</param>
internal sealed record ExplainedLineView(
    long EntrySeq,
    ChargeKind Kind,
    YearMonth Month,
    Money Net,
    bool IsAdjustment
);

/// <param name="Credits">Negative when it was taken back.</param>
/// <param name="IsAdjustment">The month of its event time was closed when it was recorded.</param>
internal sealed record ExplainedUseView(
    long Seq,
    Instant At,
    YearMonth Month,
    decimal Credits,
    Money PerCredit,
    Money Cost,
    bool IsAdjustment
);
