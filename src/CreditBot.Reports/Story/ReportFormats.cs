using System.Globalization;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Reports.Story;

/// <summary>Amounts, dates and names as one recipient reads them, for sentences and mails.</summary>
internal sealed class ReportFormats
{
    private readonly NumberFormatInfo _money;

    public ReportFormats(ReportStyle style, string currency)
    {
        Style = style;
        Currency = currency;
        Symbol = CurrencySymbols.For(currency, style.Culture);
        _money = (NumberFormatInfo)style.Culture.NumberFormat.Clone();
        _money.CurrencySymbol = Symbol;
        _money.CurrencyDecimalDigits = Currencies.Decimals(currency);
        if (Symbol.Length > 2)
        {
            SetApart(_money);
        }
    }

    public ReportStyle Style { get; }

    public string Currency { get; }

    public string Symbol { get; }

    public CultureInfo Culture => Style.Culture;

    /// <summary>"$1,234.50"; unit prices keep their further decimals.</summary>
    public string Money(Money money)
    {
        var least = Currencies.Decimals(Currency);
        var decimals = Math.Clamp(money.Amount.Scale, least, 6);
        while (decimals > least && decimal.Round(money.Amount, decimals - 1) == money.Amount)
        {
            decimals--;
        }

        return money.Amount.ToString("C" + decimals.ToString(CultureInfo.InvariantCulture), _money);
    }

    /// <summary>"+$12.00" or "-$12.00"; nothing before zero.</summary>
    public string Signed(Money money) =>
        (money.Amount > 0 ? Culture.NumberFormat.PositiveSign : "") + Money(money);

    public string Credits(Credits credits) => Credits(credits.Value);

    /// <summary>Credits that may be negative.</summary>
    public string Credits(decimal credits) => credits.ToString("#,##0.###", Culture);

    public string Count(int count) => count.ToString("N0", Culture);

    /// <summary>"1 client", "3 clients".</summary>
    public string Count(int count, string one, string many) =>
        $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>A share such as 0.934: "93.4%".</summary>
    public string Percent(decimal share) => share.ToString("P1", Culture);

    /// <summary>"+12%".</summary>
    public string SignedPercent(decimal share) =>
        (share > 0 ? Culture.NumberFormat.PositiveSign : "") + share.ToString("P0", Culture);

    public string Month(YearMonth month) =>
        month.OnDayOfMonth(1).ToDateTimeUnspecified().ToString("MMMM yyyy", Culture);

    /// <summary>A month without its year: "September".</summary>
    public string MonthName(YearMonth month) =>
        month.OnDayOfMonth(1).ToDateTimeUnspecified().ToString("MMMM", Culture);

    /// <summary>"Oct 14" in the culture's order.</summary>
    public string Day(LocalDate day) =>
        day.ToDateTimeUnspecified()
            .ToString(
                Culture
                    .DateTimeFormat.MonthDayPattern.Replace("MMMM", "MMM", StringComparison.Ordinal)
                    .Replace("dd", "d", StringComparison.Ordinal),
                Culture
            );

    /// <summary>Date, time of day and zone of the recipient.</summary>
    public string Moment(Instant at)
    {
        var local = at.InZone(Style.Zone);
        var date = local.Date.ToDateTimeUnspecified().ToString("D", Culture);
        return $"{date}, {local.TimeOfDay.ToString("HH:mm", Culture)} ({Style.Zone.Id})";
    }

    /// <summary>"A", "A and B", "A, B and 4 more".</summary>
    public string Listed(IReadOnlyList<string> names, int most = 3)
    {
        var shown = names.Count > most ? names.Take(most - 1).ToList() : [.. names];
        if (names.Count > shown.Count)
        {
            shown.Add($"{Count(names.Count - shown.Count)} more");
        }

        return shown.Count switch
        {
            0 => "",
            1 => shown[0],
            _ => $"{string.Join(", ", shown.Take(shown.Count - 1))} and {shown[^1]}",
        };
    }

    // A code such as CHF needs a space between it and the digits; a symbol doesn't.
    private static void SetApart(NumberFormatInfo money)
    {
        money.CurrencyPositivePattern = money.CurrencyPositivePattern switch
        {
            0 => 2,
            1 => 3,
            var kept => kept,
        };
        money.CurrencyNegativePattern = money.CurrencyNegativePattern switch
        {
            0 or 1 or 2 or 3 => 9,
            4 or 5 or 6 or 7 => 8,
            var kept => kept,
        };
    }
}
