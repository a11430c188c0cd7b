using System.Globalization;
using System.Text;
using CreditBot.Months;
using NodaTime.Text;

namespace CreditBot.Billing;

/// <summary>Invoice lines as CSV (RFC 4180) for an accountant's program: dots in amounts, one line each, UTF-8.</summary>
internal static class InvoiceCsv
{
    public const string ContentType = "text/csv";

    private static readonly string[] Heads =
    [
        "id",
        "client",
        "name",
        "month",
        "forMonth",
        "what",
        "text",
        "net",
        "currency",
        "taxCode",
        "taxRate",
        "tax",
        "gross",
        "state",
        "request",
        "entrySeq",
    ];

    public static string Header => string.Join(',', Heads) + "\r\n";

    public static string Row(InvoiceLine line)
    {
        var text = new StringBuilder();
        Add(line.Id.ToString());
        Add(line.Client.Value);
        Add(Typed(line.ClientName));
        Add(YearMonthPattern.Iso.Format(line.Counts));
        Add(YearMonthPattern.Iso.Format(line.Month));
        Add(InvoiceWords.Kind(line.Kind));
        Add(Typed(line.Text));
        Add(line.Net.Digits());
        Add(line.Net.Currency);
        Add(Typed(line.TaxCode));
        Add(line.TaxRate?.ToString("0.############################", CultureInfo.InvariantCulture));
        Add(line.Tax.Digits());
        Add(line.Gross.Digits());
        Add(InvoiceWords.State(line.State));
        Add(line.Request?.ToString());
        text.Append(CultureInfo.InvariantCulture, $"{line.EntrySeq}\r\n");
        return text.ToString();

        void Add(string? value) => text.Append(Quoted(value ?? "")).Append(',');
    }

    // What people typed must not become a formula in a spreadsheet.
    private static string? Typed(string? text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠', ..]
            ? $"'{text}"
            : text;

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny("\",\r\n")
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
}
