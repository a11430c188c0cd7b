using System.Globalization;
using CreditBot.Billing;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Billing: the month's invoice lines, net, each with the ledger entry that made it.</summary>
internal static class BillingSheet
{
    public const string Table = "Billing";

    public static PlacedTable Write(SheetPen pen, Edition edition)
    {
        var book = edition.Book;
        SheetFrame.Head(
            pen,
            edition,
            "Billing",
            $"Invoice lines in {book.Currency}; a line for a month that was closed already counts in Adjustments. A void line and the one that cancels it come to nothing."
        );
        TableColumn<InvoiceLine>[] columns =
        [
            new("Client", 30, CellKind.Typed, line => CellValue.Of(line.ClientName)),
            new("What", 20, CellKind.Text, line => CellValue.Of(Wording.Of(line.Kind))),
            new("For month", 12, CellKind.Month, line => CellValue.Of(line.Month)),
            new(
                "Counts as",
                14,
                CellKind.Text,
                line => CellValue.Of(line.Month == book.Month ? "This month" : "Adjustment")
            ),
            new("State", 10, CellKind.Text, line => CellValue.Of(Wording.Of(line.State))),
            new("Net", 14, CellKind.Money, line => CellValue.Of(line.Net)) { Summed = true },
            new("Tax code", 12, CellKind.Typed, line => CellValue.Of(line.TaxCode)),
            new("Tax rate", 10, CellKind.Percent, Rate),
            new("Tax", 12, CellKind.Money, line => CellValue.Of(line.Tax)) { Summed = true },
            new("Gross", 14, CellKind.Money, line => CellValue.Of(line.Gross))
            {
                Formula = "[@Net@]+[@Tax@]",
                Summed = true,
            },
            new("Note", 12, CellKind.Text, line => CellValue.Of(Note(line, book))),
            new("For", 40, CellKind.Typed, line => CellValue.Of(line.Text)),
            new("Request", 10, CellKind.Text, line => CellValue.Of(line.Request?.ToString())),
            new(
                "Ledger entry",
                12,
                CellKind.Text,
                line =>
                    CellValue.Of(
                        string.Create(CultureInfo.InvariantCulture, $"{line.EntrySeq}.{line.Part}")
                    )
            ),
            .. Reference.Of<InvoiceLine>(edition, line => line.Client, band: ""),
        ];
        var table = new TableLayout<InvoiceLine>(pen, Table, columns, book.Lines).Place(
            SheetFrame.HeaderRow,
            "Client id"
        );
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 1);
        return table;
    }

    private static CellValue Rate(InvoiceLine line) =>
        line.TaxRate is { } rate ? CellValue.Of(rate) : CellValue.Blank;

    /// <summary>Credit: money given back. Cancelled and Cancels: a void line and the one against it.</summary>
    internal static string? Note(InvoiceLine line, MonthBook book) =>
        line switch
        {
            { Of: null, State: LineState.Void } => "Cancelled",
            { Of: null } => line.Net.Amount < 0 ? "Credit" : null,
            { State: LineState.Void } when !IsCancelled(line, book) => "Cancels",
            _ => "Credit",
        };

    private static bool IsCancelled(InvoiceLine line, MonthBook book) =>
        book.Lines.Any(other =>
            other.Client == line.Client && other.Of == line.Id.Line && other.State == LineState.Void
        );
}
