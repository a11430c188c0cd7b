using System.Globalization;

namespace CreditBot.Reports.Story;

/// <summary>What stands beside an amount: the symbol that readers of a culture know, or the code when a symbol would mislead.</summary>
internal static class CurrencySymbols
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["JPY"] = "¥",
        ["INR"] = "₹",
        ["KRW"] = "₩",
    };

    public static string For(string currency, CultureInfo culture)
    {
        if (!culture.IsNeutralCulture && culture.Name.Length > 0)
        {
            var region = new RegionInfo(culture.Name);
            if (region.ISOCurrencySymbol == currency)
            {
                return region.CurrencySymbol;
            }

            // Where "$" is the reader's own dollar, somebody else's needs its name.
            if (
                Known.TryGetValue(currency, out var theirs)
                && culture.NumberFormat.CurrencySymbol == theirs
            )
            {
                return currency == "USD" ? "US$" : currency;
            }
        }

        return Known.GetValueOrDefault(currency, currency);
    }
}
