using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>The last thing that the people of an ended client hear: what was left and what became of it, and the last lines (design.md §3.12).</summary>
internal static class LastStatement
{
    /// <param name="entries">Those of the month of the end at least.</param>
    public static Message? Of(ClientState client, IEnumerable<ClientEntry> entries, Phrases say)
    {
        var known = entries.ToList();
        if (known.OfType<ClientEntry.Ended>().LastOrDefault() is not { } ended)
        {
            return null;
        }

        var currency = client.Plan.MonthlyFee.Currency;
        var back = -ended
            .Charges.Where(charge => charge.Kind == ChargeKind.OneTime)
            .Sum(currency, charge => charge.Net);
        var lapsed = client
            .Requests.Values.Where(request =>
                request.State == RequestState.Lapsed && request.LapsesAt > ended.At
            )
            .Select(request => request.Id)
            .ToList();
        var card = Card
            .Empty.Text(say.HasEnded(client))
            .Text(say.LeftAtEnd(ended.Takes.Sum(take => take.Credits), back));
        var lines = known
            .SelectMany(entry => entry.Charges)
            .Where(charge => charge.Month == ended.Month)
            .ToList();
        return (lines.Count == 0 ? card : card.Text(say.LastLines(ended.Month, lines)))
            .Text(Phrases.LapsedAtEnd(lapsed))
            .ToMessage();
    }
}
