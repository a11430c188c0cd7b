using System.Diagnostics;
using System.Globalization;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Billing;

using Period = CreditBot.Ledger.Period;

/// <summary>Says what an invoice line is for, as a client reads it on a statement.</summary>
public static class LineText
{
    public static string Of(ClientState state, BilledLine line)
    {
        if (line.Of is { } of)
        {
            var lowered = BilledLines.Find(state.Lines, of);
            var what = lowered is null ? $"line {of}" : Own(state, lowered);
            return line.IsVoid ? $"Cancels {of}: {what}" : $"Credit for {what}";
        }

        return Own(state, line);
    }

    private static string Own(ClientState state, BilledLine line) =>
        line.Kind switch
        {
            ChargeKind.Fee => Fee(state, line),
            ChargeKind.OneTime => OneTime(state, line),
            ChargeKind.Overage => Overage(state, line),
            _ => throw new UnreachableException(),
        };

    private static string Fee(ClientState state, BilledLine line)
    {
        var name = line.Package is { } package ? $"Monthly fee {package}" : "Monthly fee";
        var index = state.Periods.FindLastIndex(period => period.Seq <= line.Id.Seq);
        if (index < 0)
        {
            return name;
        }

        var period = state.Periods[index];
        var what = period.Seq == line.Id.Seq ? name : $"{name}, raised";
        return $"{what}, {Days(period)}";
    }

    private static string OneTime(ClientState state, BilledLine line) =>
        state.Lots.Find(lot => lot.Id.Seq == line.Id.Seq && lot.Id.Part == line.Id.Part) is { } lot
            ? $"{lot.Granted} {(lot.Granted.Thousandths == 1000 ? "credit" : "credits")} once"
            // Ends and reversals give money back for lots that other lines sold.
            : "One-time credits";

    private static string Overage(ClientState state, BilledLine line)
    {
        var next = state.Periods.FindIndex(period => period.Seq == line.Id.Seq);
        var period =
            next > 0 ? state.Periods[next - 1]
            : state.Ending?.Seq == line.Id.Seq ? state.Current
            : null;
        return period is null
            ? $"Overage of {line.Month.ToString("MMMM uuuu", CultureInfo.InvariantCulture)}, reported late"
            : $"Overage, {Days(period)}";
    }

    private static string Days(Period period)
    {
        var (from, to) = (period.StartsOn, period.LastDay);
        return from == to ? Day(to)
            : from.ToYearMonth() == to.ToYearMonth()
                ? string.Create(CultureInfo.InvariantCulture, $"{from.Day}–{Day(to)}")
            : from.Year == to.Year
                ? $"{from.ToString("d MMM", CultureInfo.InvariantCulture)} – {Day(to)}"
            : $"{Day(from)} – {Day(to)}";
    }

    private static string Day(LocalDate date) =>
        date.ToString("d MMM uuuu", CultureInfo.InvariantCulture);
}
