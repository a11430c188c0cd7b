using CreditBot.Amounts;
using CreditBot.Months;

namespace CreditBot.Reports.Story;

/// <summary>One figure that the close changed, as the recipient reads it.</summary>
public sealed record EditionChange(string What, string Provisional, string Final);

/// <summary>What a final edition names: each figure that differs from the provisional one (design.md §3.8).</summary>
public static class EditionChanges
{
    private sealed record Figure(
        string Name,
        Func<MonthTotals, decimal> Value,
        Func<MonthTotals, ReportFormats, string> Text
    );

    private static readonly Figure[] Figures =
    [
        OfMoney("monthly fees", totals => totals.Fee),
        OfMoney("one-time credits", totals => totals.OneTime),
        OfMoney("overage", totals => totals.Overage),
        OfMoney("adjustments", totals => totals.Adjustments),
        OfMoney("cost", totals => totals.Cost),
        OfMoney("margin", totals => totals.Margin),
        new(
            "cost by what was bought",
            totals => totals.PurchaseCost?.Amount ?? 0,
            (totals, formats) => totals.PurchaseCost is { } cost ? formats.Money(cost) : "–"
        ),
        new(
            "credits used",
            totals => totals.Used.Value,
            (totals, formats) => formats.Credits(totals.Used)
        ),
    ];

    /// <summary>The differences a recipient with this style would see; empty: nothing to send at the close.</summary>
    public static IReadOnlyList<EditionChange> Between(
        MonthBook provisional,
        MonthBook final,
        ReportStyle style
    )
    {
        ArgumentNullException.ThrowIfNull(provisional);
        ArgumentNullException.ThrowIfNull(final);
        ArgumentNullException.ThrowIfNull(style);
        return Between(
            BookScope.Narrowed(provisional, style),
            BookScope.Narrowed(final, style),
            new ReportFormats(style, final.Currency)
        );
    }

    internal static IReadOnlyList<EditionChange> Between(
        MonthBook provisional,
        MonthBook final,
        ReportFormats formats
    )
    {
        if (formats.Style.Client is not null)
        {
            return Statement.Changes(
                Statement.Of(provisional, formats),
                Statement.Of(final, formats),
                formats
            );
        }

        var before = provisional.Clients.ToDictionary(client => client.Id);
        var none = BookScope.Zero(final.Currency);
        var now = final.Clients.Select(client => client.Id).ToHashSet();
        return
        [
            .. Differences("All", provisional.Totals, final.Totals, formats),
            .. final.Clients.SelectMany(client =>
                Differences(
                    CleanText.Line(client.Name),
                    before.TryGetValue(client.Id, out var known) ? known.Totals : none,
                    client.Totals,
                    formats
                )
            ),
            .. provisional
                .Clients.Where(client => !now.Contains(client.Id))
                .SelectMany(client =>
                    Differences(CleanText.Line(client.Name), client.Totals, none, formats)
                ),
        ];
    }

    private static IEnumerable<EditionChange> Differences(
        string whose,
        MonthTotals before,
        MonthTotals after,
        ReportFormats formats
    ) =>
        from figure in Figures
        where figure.Value(before) != figure.Value(after)
        select new EditionChange(
            $"{whose}: {figure.Name}",
            figure.Text(before, formats),
            figure.Text(after, formats)
        );

    private static Figure OfMoney(string name, Func<MonthTotals, Money> money) =>
        new(
            name,
            totals => money(totals).Amount,
            (totals, formats) => formats.Money(money(totals))
        );
}
