using CreditBot.Amounts;
using CreditBot.Catalog;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Settings;

/// <summary>What a credit costs the agency: one price, or a list of prices each with the date from which it holds (design.md §3.9).</summary>
internal static class CostSettings
{
    private const string Name = "CostPerCredit";
    private const decimal Usual = 0.10m;

    /// <summary>Before any credit was sold: a single price has no date.</summary>
    private static readonly LocalDate Always = new(2000, 1, 1);

    /// <summary>The dated prices, oldest first; the first one also holds before its date.</summary>
    public static IReadOnlyList<DatedPrice> Read(SettingsReader agency, string currency)
    {
        var items = agency.Items(Name);
        if (items.Count == 0)
        {
            return
            [
                new DatedPrice(Always, agency.Price(Name, currency) ?? new Money(Usual, currency)),
            ];
        }

        var prices = new List<DatedPrice>();
        foreach (var item in items)
        {
            var from = From(item);
            if (item.Price("PerCredit", currency) is not { } price)
            {
                if (!item.Has("PerCredit"))
                {
                    item.Mistake("PerCredit", "is missing; write a price such as 0.10", 0);
                }
            }
            else if (from is { } date && prices.Exists(known => known.From == date))
            {
                item.Mistake("From", $"is {date:uuuu-MM-dd} twice; one price holds from a date", 0);
            }
            else if (from is { } start)
            {
                prices.Add(new DatedPrice(start, price));
            }
        }

        return [.. prices.OrderBy(price => price.From)];
    }

    private static LocalDate? From(SettingsReader item) =>
        item.OptionalText("From") is { } text
            ? LocalDatePattern.Iso.Parse(text) is { Success: true } date
                ? date.Value
                : item.Mistake<LocalDate?>(
                    "From",
                    $"is '{text}'; write a date such as 2026-12-01",
                    null
                )
            : item.Mistake<LocalDate?>(
                "From",
                "is missing; write the date from which the price holds",
                null
            );
}
