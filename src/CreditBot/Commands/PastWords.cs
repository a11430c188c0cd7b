using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Api;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.TimeTravel;
using NodaTime;

namespace CreditBot.Commands;

/// <summary>Says a balance, and what made it, in lines of text.</summary>
internal static class PastWords
{
    public static string Time(Instant at, DateTimeZone zone) =>
        at.InZone(zone).ToString("uuuu-MM-dd HH:mm:ss z", CultureInfo.InvariantCulture);

    /// <summary>"bella-bakery had 4 credits …", and the lots that hold them.</summary>
    public static string Balance(Explanation explanation) =>
        Lines([
            Headline(explanation),
            .. explanation.Lots.Select(one =>
                $"  {one.Lot.Id}: {one.Lot.Remaining} of {one.Lot.Granted} {KindOf(one.Lot)}, {UntilWhen(one.Lot, explanation.State)}"
            ),
            .. Beside(explanation),
        ]);

    public static string Explanation(Explanation explanation)
    {
        var zone = explanation.State.Terms.Zone;
        var lines = new List<string> { Headline(explanation) };
        foreach (var (lot, moves) in explanation.Lots)
        {
            lines.Add("");
            lines.Add($"{lot.Id}: {KindOf(lot)}, {UntilWhen(lot, explanation.State)}");
            lines.AddRange(moves.Select(move => Line(move, zone)));
            lines.Add($"  {Signed(lot.Remaining.Thousandths), 12} left");
        }

        if (!explanation.Overage.IsEmpty)
        {
            lines.Add("");
            lines.Add("Overage of the running period:");
            lines.AddRange(explanation.Overage.Select(move => Line(move, zone)));
        }

        lines.AddRange(Beside(explanation));
        return Lines(lines);
    }

    public static string Month(ClientId client, MonthExplanation month)
    {
        var totals = month.Totals;
        var lines = new List<string>
        {
            $"{client} in {month.Month}: revenue {totals.Revenue} − cost {totals.Cost} + adjustments {totals.Adjustments} = margin {totals.Margin}; {totals.Used} credits used.",
            "",
            "Invoice lines:",
        };
        lines.AddRange(
            month.Lines.Select(line =>
                $"  {line.Net, 14}  {Name(line.Kind)} of entry {line.EntrySeq}{Adjusts(line.Month, month)}"
            )
        );
        lines.Add("");
        lines.Add("Usage, at the price of its day:");
        lines.AddRange(
            month.Usage.Select(used =>
                $"  {used.Cost, 14}  {Number(used.Thousandths)} × {used.PerCredit} of entry {used.Seq}, {used.At}{Adjusts(used.Own, month)}"
            )
        );
        return Lines(lines);
    }

    private static string Headline(Explanation explanation) =>
        $"{explanation.State.Id} had {explanation.State.Balance} credits on {Time(explanation.At, explanation.State.Terms.Zone)}, as known {(explanation.Known == Knowledge.Now ? "now" : "then")}.";

    private static IEnumerable<string> Beside(Explanation explanation)
    {
        var state = explanation.State;
        if (state.Current is { Overage.IsZero: false } current)
        {
            yield return $"Overage in this period: {current.Overage}.";
        }

        if (!state.DebtTotal.IsZero)
        {
            yield return $"Debt: {state.DebtTotal}, made by {string.Join(", ", explanation.Owed.Select(debt => $"entry {debt.Seq} ({debt.Credits})"))}.";
        }
    }

    private static string Line(Move move, DateTimeZone zone)
    {
        var late =
            move.Entry.RecordedAt > move.Entry.At
                ? $", recorded {Time(move.Entry.RecordedAt, zone)}"
                : "";
        return $"  {Signed(move.Effect), 12}  entry {move.Entry.Seq}, {EntryKinds.Of(move.Entry)}, {Time(move.Entry.At, zone)}{late}: {move.Rule.Words} (§{move.Rule.Section})";
    }

    private static string Adjusts(YearMonth own, MonthExplanation month) =>
        own == month.Month ? "" : $" (adjustment: {own} was closed)";

    private static string KindOf(Lot lot) =>
        lot.Kind switch
        {
            LotKind.Monthly => "monthly",
            LotKind.Rollover => "carried over",
            _ => lot.IsPaid ? "one-time, paid" : "one-time, free",
        };

    private static string Name(ChargeKind kind) =>
        kind switch
        {
            ChargeKind.Fee => "monthly fee",
            ChargeKind.OneTime => "one-time credits",
            _ => "overage",
        };

    private static string UntilWhen(Lot lot, ClientState state) =>
        lot.ExpiresAt is { } end ? $"until {Time(end, state.Terms.Zone)}" : "without expiry";

    private static string Number(long thousandths) =>
        (thousandths / 1000m).ToString("0.###;−0.###", CultureInfo.InvariantCulture);

    private static string Signed(long thousandths) =>
        (thousandths / 1000m).ToString("+0.###;−0.###;0", CultureInfo.InvariantCulture);

    private static string Lines(IEnumerable<string> lines) =>
        string.Join(Environment.NewLine, lines);
}
