using System.Globalization;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Reports.Workbook.Cells;

/// <summary>What a cell shows: nothing, a text or a number. Of a formula: its result, written beside it for viewers that don't calculate.</summary>
internal readonly record struct CellValue
{
    private static readonly LocalDate DayZero = new(1899, 12, 30);

    private CellValue(string? text, decimal? number)
    {
        Text = text;
        Number = number;
    }

    public static CellValue Blank => default;

    /// <summary>What a ratio shows that has nothing to divide by.</summary>
    public static CellValue NotApplicable => Of("–");

    public string? Text { get; }

    public decimal? Number { get; }

    /// <summary>The number as a file holds it: exact where that is short, else as near as a spreadsheet's own arithmetic.</summary>
    public string Digits =>
        Number!.Value is var number && number.Scale <= 9
            ? number.ToString("0.#########", CultureInfo.InvariantCulture)
            : ((double)number).ToString("R", CultureInfo.InvariantCulture);

    public static CellValue Of(string? text) => new(text, null);

    public static CellValue Of(decimal number) => new(null, number);

    public static CellValue Of(Money money) => new(null, money.Amount);

    public static CellValue Of(Credits credits) => new(null, credits.Value);

    public static CellValue Of(Credits? credits) => credits is { } some ? Of(some) : Blank;

    public static CellValue Of(Money? money) => money is { } some ? Of(some) : Blank;

    public static CellValue Of(LocalDate date) =>
        new(null, NodaTime.Period.DaysBetween(DayZero, date));

    public static CellValue Of(LocalDate? date) => date is { } some ? Of(some) : Blank;

    public static CellValue Of(YearMonth month) => Of(month.OnDayOfMonth(1));

    /// <summary>A moment on the clock of <paramref name="zone"/>, to the second.</summary>
    public static CellValue Of(Instant? at, DateTimeZone zone)
    {
        if (at is not { } some)
        {
            return Blank;
        }

        var local = some.InZone(zone).LocalDateTime;
        var seconds = local.TimeOfDay.TickOfDay / NodaConstants.TicksPerSecond;
        return new(null, NodaTime.Period.DaysBetween(DayZero, local.Date) + (seconds / 86_400m));
    }

    /// <summary>A share of a whole; "–" when there is no whole.</summary>
    public static CellValue Ratio(decimal part, decimal whole) =>
        whole == 0 ? NotApplicable : Of(part / whole);
}
