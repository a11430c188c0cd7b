using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>What the model says, in the order in which <see cref="LedgerFigures"/> says it.</summary>
internal static class ModelFigures
{
    public static IEnumerable<Figure> Of(ModelClient client, Instant now)
    {
        yield return new("balance", null, client.Balance);
        yield return new("available", null, client.AvailableAt(now));
        yield return new("debt", null, client.Debt);
        yield return new("blocked", null, client.IsBlocked);
        yield return new("pool used", null, client.PoolUsed);
        yield return new("package", null, client.Package);
        yield return new("monthly credits", null, client.MonthlyCredits);
        yield return new("monthly fee", null, client.MonthlyFee);
        yield return new("change pending", null, client.Pending is not null);
        foreach (var lot in client.Lots.OrderBy(lot => lot.GrantedAt).ThenBy(lot => lot.Kind))
        {
            yield return new("kind", lot, lot.Kind);
            yield return new("granted", lot, lot.Granted);
            yield return new("granted at", lot, lot.GrantedAt);
            yield return new("open until", lot, lot.ExpiresAt);
            yield return new("burned", lot, lot.Burned);
            yield return new("expired", lot, lot.Expired);
            yield return new("voided", lot, lot.Voided);
            yield return new("left", lot, lot.Rest);
        }

        var uses = client.Uses.Where(use => use.ReversedAt is null).ToLookup(use => use.Period);
        foreach (var period in client.Periods)
        {
            yield return new("first day", period, period.StartsOn);
            yield return new("day after the last", period, period.EndsOn);
            yield return new("start", period, period.Start);
            yield return new("end", period, period.End);
            yield return new("history", period, period.IsHistory);
            yield return new("monthly credits, net", period, period.Net);
            yield return new("highest fee", period, period.HighestFee);
            yield return new("used", period, uses[period].Sum(use => use.Credits));
            yield return new("overage", period, uses[period].Sum(use => use.Overage));
        }

        foreach (var line in client.Lines.OrderBy(line => (line.Month, line.Kind, line.Net)))
        {
            yield return new("line", $"{line.Month} {line.Kind}", line.Net);
        }

        yield return new("end", null, null);
    }

    public static IEnumerable<Figure> Of(YearMonth month, ModelBook book)
    {
        yield return new("fee", month, book.Fee);
        yield return new("one-time", month, book.OneTime);
        yield return new("overage", month, book.Overage);
        yield return new("adjustments", month, book.Adjustments);
        yield return new("cost", month, book.Cost);
        yield return new("used", month, book.Used);
        yield return new("margin", month, book.Margin);
    }
}
