using CreditBot.Amounts;
using CreditBot.Catalog;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Enters a list cost of credits that holds from a date (design.md §3.9).</summary>
public static class CostChanging
{
    /// <summary>The entry that sets the agency's terms anew, or why not: a closed month stays as it is.</summary>
    /// <param name="now">The instant at which it is written.</param>
    public static (AgencyEntry.TermsSet? Entry, Refusal? Refusal) Decide(
        AgencyState state,
        DatedPrice price,
        PersonId by,
        Instant now
    )
    {
        var month = price.From.ToYearMonth();
        if (
            state.ClosesAt(month) <= now
            || state.ClosedMonths.Keys.Any(closed =>
                string.CompareOrdinal(closed, NodaTime.Text.YearMonthPattern.Iso.Format(month)) >= 0
            )
        )
        {
            return (
                null,
                new Refusal.BookClosed(
                    $"The book of {month:uuuu-MM} or of a later month is closed. Give a date in a month that is open."
                )
            );
        }

        var terms = state.Terms with { Catalog = state.Terms.Catalog.WithCost(price) };
        return (
            new AgencyEntry.TermsSet(terms)
            {
                Seq = state.NextSeq,
                At = now,
                RecordedAt = now,
                By = by,
            },
            null
        );
    }
}
