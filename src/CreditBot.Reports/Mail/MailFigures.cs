using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Reports.Story;

namespace CreditBot.Reports.Mail;

/// <summary>The summary table of a mail: the same figures as the workbook's Summary, readable without it.</summary>
internal static class MailFigures
{
    private const string None = "–";

    public static IEnumerable<MailContent.FigureRow> Of(MonthBook book, ReportFormats formats)
    {
        MailContent.FigureRow Money(string label, Func<MonthTotals, Money> of, bool strong = false)
        {
            var now = of(book.Totals);
            return book.Before is { } before
                ? new(
                    label,
                    formats.Money(now),
                    formats.Money(of(before)),
                    formats.Signed(now - of(before)),
                    strong
                )
                : new(label, formats.Money(now), None, None, strong);
        }

        yield return Money("Monthly fees", totals => totals.Fee);
        yield return Money("One-time credits", totals => totals.OneTime);
        yield return Money("Overage", totals => totals.Overage);
        yield return Money("Revenue", totals => totals.Revenue, strong: true);
        yield return Money("Cost of credits used", totals => totals.Cost);
        yield return Money("Adjustments", totals => totals.Adjustments);
        yield return Money("Margin", totals => totals.Margin, strong: true);
        yield return new MailContent.FigureRow(
            "Margin %",
            Share(book.Totals, formats),
            book.Before is { } last ? Share(last, formats) : None,
            "",
            false
        );
        yield return new MailContent.FigureRow(
            "Credits used",
            formats.Credits(book.Totals.Used),
            book.Before is { } was ? formats.Credits(was.Used) : None,
            book.Before is { } from ? Difference(book.Totals.Used, from.Used, formats) : None,
            false
        );
    }

    private static string Share(MonthTotals totals, ReportFormats formats) =>
        totals.Revenue.Amount > 0
            ? formats.Percent(totals.Margin.Amount / totals.Revenue.Amount)
            : None;

    private static string Difference(Credits now, Credits before, ReportFormats formats) =>
        now >= before
            ? (now == before ? "" : formats.Culture.NumberFormat.PositiveSign)
                + formats.Credits(now - before)
            : formats.Culture.NumberFormat.NegativeSign + formats.Credits(before - now);
}
