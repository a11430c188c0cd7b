using System.Globalization;
using CreditBot.Amounts;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Dialog;

/// <summary>Numbers, money and dates as their reader writes them: by culture, in the reader's zone, seen from now.</summary>
/// <remarks>Names of days and months are English, as the sentences around them are.</remarks>
internal sealed class Wording
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly LocalDatePattern DayMonth = LocalDatePattern.Create("d MMM", English);
    private static readonly LocalDatePattern WeekdayDayMonth = LocalDatePattern.Create(
        "ddd d MMM",
        English
    );
    private static readonly LocalDatePattern Full = LocalDatePattern.Create("d MMM yyyy", English);
    private static readonly LocalDatePattern MonthShort = LocalDatePattern.Create("MMM", English);
    private static readonly LocalDatePattern MonthName = LocalDatePattern.Create("MMMM", English);
    private static readonly LocalDatePattern MonthYear = LocalDatePattern.Create(
        "MMMM yyyy",
        English
    );
    private static readonly LocalTimePattern Clock = LocalTimePattern.Create("HH:mm", English);
    private static readonly string[] Small =
    [
        "none",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    private readonly CultureInfo _culture;
    private readonly DateTimeZone _zone;
    private readonly Instant _now;

    public Wording(CultureInfo culture, DateTimeZone zone, Instant now)
    {
        _culture = culture;
        _zone = zone;
        _now = now;
        Today = now.InZone(zone).Date;
    }

    /// <summary>The date in the reader's zone.</summary>
    public LocalDate Today { get; }

    public bool IsPast(Instant at) => at <= _now;

    /// <summary>"1,234.5": at most three decimals.</summary>
    public string Number(decimal value) => value.ToString("#,##0.###", _culture);

    public string Number(Credits credits) => Number(credits.Value);

    /// <summary>"one", "six", "13": small counts read better as words.</summary>
    public string Count(int count) =>
        count >= 0 && count < Small.Length ? Small[count] : Number(count);

    /// <summary>"1 credit", "60 credits".</summary>
    public string Credits(Credits credits) =>
        credits.Value == 1 ? $"{Number(credits)} credit" : $"{Number(credits)} credits";

    /// <summary>"1 day", "41 days".</summary>
    public string Plural(int count, string one) =>
        count == 1 ? $"1 {one}" : $"{Number(count)} {one}s";

    /// <summary>"$118.80": rounded to the currency's cents for reading.</summary>
    public string Money(Money money)
    {
        var rounded = money.Rounded();
        var format = (NumberFormatInfo)_culture.NumberFormat.Clone();
        format.CurrencySymbol = Symbol(money.Currency);
        format.CurrencyDecimalDigits = Currencies.Decimals(money.Currency);
        if (format.CurrencySymbol.Length == 3 && format.CurrencyPositivePattern is 0 or 1)
        {
            // A code needs a space before the figures.
            format.CurrencyPositivePattern += 2;
        }

        format.CurrencyNegativePattern = format.CurrencyPositivePattern switch
        {
            0 => 1,
            1 => 5,
            2 => 9,
            _ => 8,
        };
        return rounded.Amount.ToString("C", format);
    }

    /// <summary>A unit price keeps its decimals: "$1.98", "$0.995".</summary>
    public string UnitPrice(Money price)
    {
        var shown = Money(price);
        var exact = price.Digits();
        return price.Rounded().Amount == price.Amount || exact.Length > 8
            ? shown
            : $"{Symbol(price.Currency)}{price.Amount.ToString("#,##0.00######", _culture)}";
    }

    /// <summary>"+$118.80", "−$20.00", "+$0.00".</summary>
    public string Change(Money money) =>
        money.Amount < 0 ? $"−{Money(-money)}" : $"+{Money(money)}";

    /// <summary>"3 Dec"; with the year when it is far.</summary>
    public string Date(LocalDate date) => IsNear(date) ? DayMonth.Format(date) : Full.Format(date);

    /// <summary>"Tue 1 Dec"; with the year when it is far.</summary>
    public string Day(LocalDate date) =>
        IsNear(date) ? WeekdayDayMonth.Format(date) : Full.Format(date);

    /// <summary>"October"; with the year when it is not one of the last or next months.</summary>
    public string Month(LocalDate date) =>
        IsNear(date) ? MonthName.Format(date) : MonthYear.Format(date);

    /// <summary>"Oct": under a bar.</summary>
    public static string ShortMonth(LocalDate date) => MonthShort.Format(date);

    public static string Month(YearMonth month) => MonthYear.Format(month.OnDayOfMonth(1));

    /// <summary>A moment to come: "today 15:00", "Monday 13:00", "Mon 7 Dec 13:00".</summary>
    public string Coming(Instant at)
    {
        var local = at.InZone(_zone).LocalDateTime;
        var days = Period.DaysBetween(Today, local.Date);
        var time = Clock.Format(local.TimeOfDay);
        return days switch
        {
            0 => $"today {time}",
            > 0 and < 7 => $"{local.DayOfWeek} {time}",
            _ => $"{Day(local.Date)} {time}",
        };
    }

    /// <summary>A moment that is past: "today 09:12", "Mon 09:12", "Mon 7 Dec 09:12".</summary>
    public string Past(Instant at)
    {
        var local = at.InZone(_zone).LocalDateTime;
        var days = Period.DaysBetween(local.Date, Today);
        var time = Clock.Format(local.TimeOfDay);
        return days is >= 0 and < 7
            ? $"{local.DayOfWeek.ToString()[..3]} {time}"
            : $"{Day(local.Date)} {time}";
    }

    /// <summary>"09:22".</summary>
    public string Time(Instant at) => Clock.Format(at.InZone(_zone).TimeOfDay);

    public LocalDate DateOf(Instant at) => at.InZone(_zone).Date;

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count switch
        {
            0 => "",
            1 => items[0],
            _ => $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}",
        };

    /// <summary>"a, b or c".</summary>
    public static string Or(IReadOnlyList<string> items) =>
        items.Count < 2 ? List(items) : $"{string.Join(", ", items.SkipLast(1))} or {items[^1]}";

    private static string Symbol(string currency) =>
        currency switch
        {
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            _ => currency,
        };

    private bool IsNear(LocalDate date) =>
        Math.Abs(Period.DaysBetween(Today, date)) is var days
        && (days < 180 || (date.Year == Today.Year && days < 300));
}
