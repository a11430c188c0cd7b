using CreditBot.Months;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>What the ledger says, in the order in which <see cref="ModelFigures"/> says it.</summary>
internal static class LedgerFigures
{
    public static IEnumerable<Figure> Of(ILedgerSide ledger)
    {
        var state = ledger.State;
        yield return new("balance", null, state.Balance.Thousandths);
        yield return new("available", null, state.AvailableAt(ledger.Now).Thousandths);
        yield return new("debt", null, state.DebtTotal.Thousandths);
        yield return new("blocked", null, state.IsBlocked);
        yield return new("pool used", null, state.PoolUsed.Thousandths);
        yield return new("package", null, state.Plan.Package);
        yield return new("monthly credits", null, state.Plan.MonthlyCredits.Thousandths);
        yield return new("monthly fee", null, state.Plan.MonthlyFee.Amount);
        yield return new("change pending", null, state.PendingChange is not null);
        foreach (
            var lot in state
                .Lots.Where(lot => !lot.Granted.IsZero)
                .OrderBy(lot => lot.GrantedAt)
                .ThenBy(lot => lot.Kind)
        )
        {
            yield return new("kind", lot, lot.Kind);
            yield return new("granted", lot, lot.Granted.Thousandths);
            yield return new("granted at", lot, lot.GrantedAt);
            yield return new("open until", lot, lot.ExpiresAt);
            yield return new("burned", lot, lot.Burned.Thousandths);
            yield return new("expired", lot, lot.Expired.Thousandths);
            yield return new("voided", lot, lot.Voided.Thousandths);
            yield return new("left", lot, lot.Remaining.Thousandths);
        }

        foreach (var period in state.Periods)
        {
            yield return new("first day", period, period.StartsOn);
            yield return new("day after the last", period, period.EndsOn);
            yield return new("start", period, period.Start);
            yield return new("end", period, period.End);
            yield return new("history", period, period.IsHistory);
            yield return new("monthly credits, net", period, period.MonthlyNet.Thousandths);
            yield return new("highest fee", period, period.HighestFee.Amount);
            yield return new("used", period, period.Used.Thousandths);
            yield return new("overage", period, period.Overage.Thousandths);
        }

        foreach (
            var line in ledger
                .Charges.Where(charge => !charge.Net.IsZero)
                .OrderBy(charge => (charge.Month, charge.Kind, charge.Net.Amount))
        )
        {
            yield return new("line", $"{line.Month} {line.Kind}", line.Net.Amount);
        }

        yield return new("end", null, null);
    }

    public static IEnumerable<Figure> Of(YearMonth month, MonthTotals book)
    {
        yield return new("fee", month, book.Fee.Amount);
        yield return new("one-time", month, book.OneTime.Amount);
        yield return new("overage", month, book.Overage.Amount);
        yield return new("adjustments", month, book.Adjustments.Amount);
        yield return new("cost", month, book.Cost.Amount);
        yield return new("used", month, book.Used.Thousandths);
        yield return new("margin", month, book.Margin.Amount);
    }
}
