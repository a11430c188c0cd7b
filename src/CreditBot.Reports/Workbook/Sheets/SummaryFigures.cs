using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>The month's figures against the month before; each this-month figure is a formula over Clients and has a name.</summary>
internal sealed class SummaryFigures
{
    private const int Label = 2;
    private const int Now = 3;
    private const int Before = 4;
    private const int Change = 5;
    private const int Share = 6;

    private readonly SheetPen _pen;
    private readonly MonthBook _book;
    private int _row;
    private int _revenue;

    private SummaryFigures(SheetPen pen, MonthBook book, int row)
    {
        _pen = pen;
        _book = book;
        _row = row;
    }

    public int LastRow => _row;

    public static SummaryFigures Write(SheetPen pen, Edition edition, int row)
    {
        var figures = new SummaryFigures(pen, edition.Book, row);
        figures.Header(edition.Formats);
        figures.Amounts(BookScope.SumOfClients(edition.Book), edition.Book.Before);
        if (BookScope.KnowsPurchases(edition.Book))
        {
            figures.Purchases(BookScope.SumOfClients(edition.Book), edition.Book.Before);
        }

        figures.Credits(edition.Book);
        return figures;
    }

    private void Header(ReportFormats formats)
    {
        var before = formats.Month(_book.Month.PlusMonths(-1));
        (string Words, CellKind Kind)[] heads =
        [
            ($"Figures in {_book.Currency}", CellKind.Text),
            (formats.Month(_book.Month), CellKind.Money),
            (_book.Before is null ? $"{before} (none)" : before, CellKind.Money),
            ("Change", CellKind.Money),
            ("Change %", CellKind.Percent),
        ];
        for (var i = 0; i < heads.Length; i++)
        {
            var kind = heads[i].Kind;
            _pen.Words(_row, Label + i, heads[i].Words, style => Look.Header(style, kind));
        }

        _pen.Sheet.Row(_row).Height = 20;
    }

    private void Amounts(MonthTotals now, MonthTotals? before)
    {
        Sum("Monthly fees", "Fee", CellKind.Money, now.Fee.Amount, before?.Fee.Amount);
        Sum(
            "One-time credits",
            "One-time",
            CellKind.Money,
            now.OneTime.Amount,
            before?.OneTime.Amount
        );
        Sum(
            "Overage",
            "Overage billed",
            CellKind.Money,
            now.Overage.Amount,
            before?.Overage.Amount
        );
        Derived(
            "Revenue",
            "Summary_Revenue",
            CellKind.MoneyWithSymbol,
            column => $"SUM({column}{_row - 3}:{column}{_row - 1})",
            CellValue.Of(now.Revenue),
            CellValue.Of(before?.Revenue)
        );
        _revenue = _row;
        Sum("Cost of credits used", "Cost", CellKind.Money, now.Cost.Amount, before?.Cost.Amount);
        Sum(
            "Adjustments for closed months",
            "Adjustments",
            CellKind.Money,
            now.Adjustments.Amount,
            before?.Adjustments.Amount
        );
        Derived(
            "Margin",
            "Summary_Margin",
            CellKind.MoneyWithSymbol,
            column => $"{column}{_row - 3}-{column}{_row - 2}+{column}{_row - 1}",
            CellValue.Of(now.Margin),
            CellValue.Of(before?.Margin)
        );
        Derived(
            "Margin %",
            "Summary_MarginShare",
            CellKind.Percent,
            column => $"IF({column}{_row - 4}=0,\"–\",{column}{_row - 1}/{column}{_row - 4})",
            MarginShare(now),
            before is null ? CellValue.Blank : MarginShare(before)
        );
    }

    /// <summary>The same with what the agency's purchases really cost, first in, first out.</summary>
    private void Purchases(MonthTotals now, MonthTotals? before)
    {
        Sum(
            "Cost by what was bought",
            "Purchase cost",
            CellKind.Money,
            now.PurchaseCost?.Amount ?? 0,
            before?.PurchaseCost?.Amount
        );
        Sum(
            "Adjustments by what was bought",
            "Purchase adjustments",
            CellKind.Money,
            now.PurchaseAdjustments?.Amount ?? 0,
            before?.PurchaseAdjustments?.Amount
        );
        Derived(
            "Margin by what was bought",
            SummaryFigures.NameOf("Purchase margin"),
            CellKind.MoneyWithSymbol,
            column => $"{column}{_revenue}-{column}{_row - 2}+{column}{_row - 1}",
            CellValue.Of(now.PurchaseMargin),
            CellValue.Of(before?.PurchaseMargin)
        );
    }

    private void Credits(MonthBook book)
    {
        _row++;
        var clients = book.Clients;
        var allocated = clients.Sum(client => client.Allocation).Value;
        var used = clients.Sum(client => client.Totals.Used).Value;
        var allocatedBefore =
            book.Earlier is [.., var last] && last.Month == book.Month.PlusMonths(-1)
                ? last.Allocated?.Value
                : null;
        Sum("Credits allocated", "Allocation", CellKind.Credits, allocated, allocatedBefore);
        Sum("Credits used", "Used", CellKind.Credits, used, book.Before?.Used.Value);
        _row++;
        Line("Used of allocation", CellKind.Percent, strong: false);
        _pen.Formula(
            _row,
            Now,
            CellKind.Percent,
            $"IF(C{_row - 2}=0,\"–\",C{_row - 1}/C{_row - 2})",
            CellValue.Ratio(used, allocated)
        );
        Sum(
            "Credits expired unused",
            "Expired unused",
            CellKind.Credits,
            clients.Sum(client => client.Expired).Value,
            null
        );
        Sum(
            "Overage in credits",
            "Overage",
            CellKind.Credits,
            clients.Sum(client => client.Overage).Value,
            null
        );
        if (BookScope.KnowsPurchases(book))
        {
            Sum(
                "Used beyond what was bought, at list cost",
                "Unpurchased",
                CellKind.Credits,
                BookScope.SumOfClients(book).Unpurchased?.Value ?? 0,
                book.Before?.Unpurchased?.Value
            );
        }

        Sum(
            "Paid, not yet used (credits)",
            "One-time left",
            CellKind.Credits,
            clients.Sum(client => client.PaidUnused).Value,
            null
        );
        var owed = clients.Sum(book.Currency, client => client.PaidUnusedValue).Amount;
        Sum(
            $"Paid, not yet used ({book.Currency})",
            "Value",
            CellKind.Money,
            owed,
            null,
            table: OutstandingSheet.Table
        );
        _row++;
        Line("List cost of a credit", CellKind.Text, strong: false);
        _pen.Value(_row, Now, CellKind.MoneyWithSymbol, CellValue.Of(book.CostPerCredit));
    }

    private void Sum(
        string label,
        string column,
        CellKind kind,
        decimal now,
        decimal? before,
        string table = ClientsSheet.Table
    )
    {
        _row++;
        Line(label, kind, strong: false);
        _pen.Formula(_row, Now, kind, $"SUM({table}[{column}])", CellValue.Of(now));
        _pen.Name(_row, Now, NameOf(column));
        if (before is { } known)
        {
            _pen.Value(_row, Before, kind, CellValue.Of(known));
            Compare(kind, now, known, strong: false);
        }
    }

    private void Derived(
        string label,
        string name,
        CellKind kind,
        Func<string, string> formula,
        CellValue now,
        CellValue before
    )
    {
        _row++;
        Line(label, kind, strong: true);
        _pen.Formula(_row, Now, kind, formula("C"), now, strong: true);
        _pen.Name(_row, Now, name);
        if (_book.Before is null || before == CellValue.Blank)
        {
            return;
        }

        _pen.Formula(_row, Before, kind, formula("D"), before, strong: true);
        if (now.Number is { } is_ && before.Number is { } was)
        {
            Compare(kind, is_, was, strong: true);
        }
    }

    private void Line(string label, CellKind kind, bool strong)
    {
        _pen.Value(_row, Label, CellKind.Text, CellValue.Of(label), strong);
        for (var column = Now; column <= Share; column++)
        {
            _pen.Value(
                _row,
                column,
                column == Share ? CellKind.Percent : kind,
                CellValue.Blank,
                strong
            );
        }
    }

    private void Compare(CellKind kind, decimal now, decimal before, bool strong)
    {
        _pen.Formula(
            _row,
            Change,
            kind is CellKind.Percent ? CellKind.Points : kind,
            $"C{_row}-D{_row}",
            CellValue.Of(now - before),
            strong
        );
        if (kind is not CellKind.Percent)
        {
            _pen.Formula(
                _row,
                Share,
                CellKind.Percent,
                $"IF(D{_row}=0,\"–\",E{_row}/ABS(D{_row}))",
                CellValue.Ratio(now - before, Math.Abs(before)),
                strong
            );
        }
    }

    /// <summary>The name of the cell that sums a column: "One-time" gives Summary_OneTime.</summary>
    public static string NameOf(string column) =>
        "Summary_"
        + string.Concat(
            column.Split(' ', '-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])
        );

    private static CellValue MarginShare(MonthTotals totals) =>
        CellValue.Ratio(totals.Margin.Amount, totals.Revenue.Amount);
}
