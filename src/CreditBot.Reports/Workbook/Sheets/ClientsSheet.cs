using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Clients: one row per client, from its package to its margin, with what the review marks.</summary>
internal static class ClientsSheet
{
    public const string Table = "Clients";

    public static PlacedTable Write(SheetPen pen, Edition edition)
    {
        var book = edition.Book;
        SheetFrame.Head(
            pen,
            edition,
            "Clients",
            $"Amounts in {book.Currency}, net; credits as numbers of credits."
        );
        var table = new TableLayout<ClientBook>(
            pen,
            Table,
            [
                .. Credits(edition),
                .. Amounts(edition),
                .. Purchases(book),
                .. Attention(book),
                .. Reference.Of<ClientBook>(edition, client => client.Id),
            ],
            book.Clients
        ).Place(SheetFrame.HeaderRow, "Client id");
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 1);
        return table;
    }

    /// <summary>A formula over the ledger, when there is one and it is short enough.</summary>
    private static string? Summed(Edition edition, string column, int decimals) =>
        edition.Numbers.LooksIntoLedger
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"ROUND({LedgerSheet.SumOf(column, ownOnly: true)},{decimals})"
            )
            : null;

    private static IEnumerable<TableColumn<ClientBook>> Credits(Edition edition)
    {
        var book = edition.Book;
        const string band = "Credits";
        var used = book.Clients.Sum(client => client.Totals.Used.Value);
        var allocated = book.Clients.Sum(client => client.Allocation.Value);
        yield return new("Client", 26, CellKind.Typed, client => CellValue.Of(client.Name));
        yield return new("Package", 13, CellKind.Typed, client => CellValue.Of(client.Package));
        yield return new("Allocation", 10, CellKind.Credits, c => CellValue.Of(c.Allocation))
        {
            Band = band,
            Summed = true,
        };
        yield return new("Used", 9, CellKind.Credits, c => CellValue.Of(c.Totals.Used))
        {
            Band = band,
            Summed = true,
            Formula = Summed(edition, "Used", 3),
        };
        yield return new(
            "% used",
            10,
            CellKind.Percent,
            c => CellValue.Ratio(c.Totals.Used.Value, c.Allocation.Value)
        )
        {
            Band = band,
            HasBar = true,
            Formula = "IF([@Allocation@]=0,\"–\",[@Used@]/[@Allocation@])",
            Total = (
                "IF(SUBTOTAL(109,Clients[Allocation])=0,\"–\",SUBTOTAL(109,Clients[Used])/SUBTOTAL(109,Clients[Allocation]))",
                CellValue.Ratio(used, allocated)
            ),
        };
        yield return new(
            "One-time bought",
            10,
            CellKind.Credits,
            c => CellValue.Of(c.OneTimeBought)
        )
        {
            Band = band,
            Summed = true,
        };
        yield return new("One-time left", 9, CellKind.Credits, c => CellValue.Of(c.PaidUnused))
        {
            Band = band,
            Summed = true,
        };
        yield return new("Expired unused", 9, CellKind.Credits, c => CellValue.Of(c.Expired))
        {
            Band = band,
            Summed = true,
        };
        yield return new("Overage", 9, CellKind.Credits, c => CellValue.Of(c.Overage))
        {
            Band = band,
            Summed = true,
            Formula = Summed(edition, "Overage", 3),
        };
        yield return new("Ran out on", 11, CellKind.Date, c => CellValue.Of(c.RanOutOn))
        {
            Band = band,
        };
    }

    private static IEnumerable<TableColumn<ClientBook>> Amounts(Edition edition)
    {
        var book = edition.Book;
        var decimals = Currencies.Decimals(book.Currency);
        var billed = book.Lines.ToLookup(line => line.Client);
        var band = $"Revenue, cost and margin ({book.Currency})";
        var revenue = book.Clients.Sum(client => client.Totals.Revenue.Amount);
        var margin = book.Clients.Sum(client => client.Totals.Margin.Amount);
        TableColumn<ClientBook> Money(string name, Func<ClientBook, CellValue> value) =>
            new(name, 11, CellKind.Money, value) { Band = band, Summed = true };

        TableColumn<ClientBook> FromLedger(string name, Func<ClientBook, CellValue> value) =>
            Money(name, value) with
            {
                Formula = Summed(edition, name, decimals),
            };

        yield return FromLedger("Fee", c => CellValue.Of(c.Totals.Fee));
        yield return FromLedger("One-time", c => CellValue.Of(c.Totals.OneTime));
        yield return FromLedger("Overage billed", c => CellValue.Of(c.Totals.Overage));
        yield return Money(
            "Billed",
            c => CellValue.Of(billed[c.Id].Sum(book.Currency, line => line.Net))
        ) with
        {
            Formula = edition.Numbers.LooksIntoLines
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"ROUND(SUMIFS(Billing[Net],Billing[No],[@No@]),{decimals})"
                )
                : null,
        };
        yield return Money("Revenue", c => CellValue.Of(c.Totals.Revenue)) with
        {
            Formula = "[@Fee@]+[@One-time@]+[@Overage billed@]",
        };
        // First to nine decimals, so that a sum of binary fractions doesn't fall short of half a cent.
        yield return Money("Cost", c => CellValue.Of(c.Totals.Cost)) with
        {
            Formula = Summed(edition, "List cost", 9) is { } exact
                ? string.Create(CultureInfo.InvariantCulture, $"ROUND({exact},{decimals})")
                : null,
        };
        yield return Money("Adjustments", c => CellValue.Of(c.Totals.Adjustments));
        yield return Money("Margin", c => CellValue.Of(c.Totals.Margin)) with
        {
            Formula = "[@Revenue@]-[@Cost@]+[@Adjustments@]",
        };
        yield return new(
            "Margin %",
            9,
            CellKind.Percent,
            c => CellValue.Ratio(c.Totals.Margin.Amount, c.Totals.Revenue.Amount)
        )
        {
            Band = band,
            Formula = "IF([@Revenue@]=0,\"–\",[@Margin@]/[@Revenue@])",
            Total = (
                "IF(SUBTOTAL(109,Clients[Revenue])=0,\"–\",SUBTOTAL(109,Clients[Margin])/SUBTOTAL(109,Clients[Revenue]))",
                CellValue.Ratio(margin, revenue)
            ),
        };
        yield return Money("Margin last month", c => CellValue.Of(c.Before?.Margin));
        yield return Money(
            "Change",
            c =>
                CellValue.Of(
                    c.Totals.Margin.Amount - (c.Before is { } before ? before.Margin.Amount : 0m)
                )
        ) with
        {
            Formula = "[@Margin@]-[@Margin last month@]",
        };
    }

    /// <summary>The second cost: what the agency's purchases really cost, first in, first out.</summary>
    private static IEnumerable<TableColumn<ClientBook>> Purchases(MonthBook book)
    {
        if (!BookScope.KnowsPurchases(book))
        {
            yield break;
        }

        var band = $"By what was bought, first in, first out ({book.Currency})";
        TableColumn<ClientBook> Money(string name, Func<ClientBook, CellValue> value) =>
            new(name, 12, CellKind.Money, value) { Band = band, Summed = true };

        yield return Money("Purchase cost", c => CellValue.Of(c.Totals.PurchaseCost));
        yield return Money("Purchase adjustments", c => CellValue.Of(c.Totals.PurchaseAdjustments));
        yield return Money("Purchase margin", c => CellValue.Of(c.Totals.PurchaseMargin)) with
        {
            Formula = "[@Revenue@]-[@Purchase cost@]+[@Purchase adjustments@]",
        };
        yield return new(
            "Unpurchased",
            12,
            CellKind.Credits,
            c => CellValue.Of(c.Totals.Unpurchased)
        )
        {
            Band = band,
            Summed = true,
        };
    }

    private static IEnumerable<TableColumn<ClientBook>> Attention(MonthBook book)
    {
        const string band = "Attention";
        var reasons = book.Review.ToLookup(line => line.Client);
        yield return new(
            "Flag",
            12,
            CellKind.Text,
            c => CellValue.Of(string.Join(", ", c.Findings.Select(Wording.Of)))
        )
        {
            Band = band,
        };
        yield return new(
            "Why",
            36,
            CellKind.Wrapped,
            c => CellValue.Of(string.Join(" ", reasons[c.Id].Select(line => line.Figures)))
        )
        {
            Band = band,
        };
        yield return new("Manager", 12, CellKind.Typed, c => CellValue.Of(c.Manager))
        {
            Band = Reference.Band,
        };
    }
}
