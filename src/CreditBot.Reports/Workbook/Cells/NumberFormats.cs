using System.Globalization;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Reports.Story;

namespace CreditBot.Reports.Workbook.Cells;

/// <summary>Excel's number formats for a book, in the order of day, month and sign that the recipient's culture has.</summary>
/// <remarks>Separators are the viewer's own: a file can't set them. Zero shows as a dash, as in printed accounts.</remarks>
internal sealed class NumberFormats
{
    private readonly Dictionary<CellKind, string> _formats;

    public NumberFormats(MonthBook book, ReportFormats formats)
    {
        var money = Decimals("#,##0", Currencies.Decimals(book.Currency));
        var credits = Decimals("#,##0", CreditDecimals(book));
        var date = Date(formats.Culture.DateTimeFormat.ShortDatePattern);
        _formats = new()
        {
            [CellKind.Text] = "General",
            [CellKind.Typed] = "@",
            [CellKind.Wrapped] = "@",
            [CellKind.Count] = WithDash("#,##0"),
            [CellKind.Credits] = WithDash(credits),
            [CellKind.Money] = WithDash(money),
            [CellKind.MoneyWithSymbol] = WithSymbol(money, formats),
            [CellKind.Plain] = WithDash("#,##0.0000"),
            [CellKind.Points] = "+0.0%\" pt\";-0.0%\" pt\";\"–\"",
            [CellKind.Percent] = "0.0%",
            [CellKind.Hours] = "#,##0.0",
            [CellKind.Date] = date,
            [CellKind.Moment] = date + " hh:mm",
            [CellKind.Month] = "mmm yyyy",
        };
    }

    public string For(CellKind kind) => _formats[kind];

    // As many decimals as the finest figure needs, so that a column lines up and "46." never shows.
    private static int CreditDecimals(MonthBook book)
    {
        var figures = book
            .Clients.SelectMany(client =>
                new[]
                {
                    client.Allocation,
                    client.Totals.Used,
                    client.Opening,
                    client.Granted,
                    client.Returned,
                    client.Burned,
                    client.Expired,
                    client.Voided,
                    client.Closing,
                    client.Overage,
                    client.OneTimeBought,
                    client.PaidUnused,
                }
            )
            .Concat(book.Daily.Select(day => day.Used));
        var most = 0;
        foreach (var figure in figures)
        {
            most = Math.Max(
                most,
                figure.Thousandths switch
                {
                    var t when t % 1000 == 0 => 0,
                    var t when t % 100 == 0 => 1,
                    var t when t % 10 == 0 => 2,
                    _ => 3,
                }
            );
        }

        return most;
    }

    private static string Decimals(string whole, int decimals) =>
        decimals == 0 ? whole : $"{whole}.{new string('0', decimals)}";

    private static string WithDash(string format) => $"{format};-{format};\"–\"";

    private static string WithSymbol(string format, ReportFormats formats)
    {
        var symbol = $"\"{formats.Symbol.Replace("\"", "", StringComparison.Ordinal)}\"";
        var apart = formats.Symbol.Length > 2 ? "\" \"" : "";
        var shown = formats.Culture.NumberFormat.CurrencyPositivePattern switch
        {
            0 => $"{symbol}{apart}{format}",
            1 => $"{format}{apart}{symbol}",
            2 => $"{symbol}\" \"{format}",
            _ => $"{format}\" \"{symbol}",
        };
        return $"{shown};-{shown}";
    }

    // .NET's pattern letters in Excel's: the same but for the month; what is quoted stays quoted.
    private static string Date(string pattern)
    {
        var excel = new StringBuilder();
        var quoted = false;
        foreach (var c in pattern)
        {
            switch (c)
            {
                case '\'':
                    quoted = !quoted;
                    excel.Append('"');
                    break;
                case 'M' when !quoted:
                    excel.Append('m');
                    break;
                case 'd' or 'y' or '/' or '-' or ' ':
                    excel.Append(c);
                    break;
                case 'g' when !quoted:
                    break;
                default:
                    excel.Append(quoted ? c.ToString() : $"\\{c}");
                    break;
            }
        }

        return excel.ToString().Trim().ToString(CultureInfo.InvariantCulture);
    }
}
