using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>What the Control sheet checks: the ledger's totals, the clients, the summary, the invoice lines, the balances and the days against each other.</summary>
internal static class Checks
{
    private sealed record Figure(
        string Words,
        string Column,
        CellKind Kind,
        decimal Ledger,
        string Name
    );

    public static IEnumerable<(string Section, IEnumerable<Check> Checks)> Of(
        Edition edition,
        IReadOnlyList<PlacedTable> tables
    )
    {
        var book = edition.Book;
        Figure[] figures =
        [
            .. Figures(book.Totals),
            .. BookScope.KnowsPurchases(book) ? PurchaseFigures(book.Totals) : [],
        ];
        var clients = tables.Single(table => table.Name == ClientsSheet.Table);
        var balances = tables.Single(table => table.Name == BalancesSheet.Table);
        var daily = tables.Single(table => table.Name == DailySheet.Table);
        yield return (
            "Clients against the ledger's totals",
            figures.Select(f => Clients(f, clients))
        );
        if (book.Ledger is not null)
        {
            yield return ("Entries against the clients", Entries(book, tables, clients, balances));
        }

        yield return ("Summary against the clients", figures.Select(f => Summary(f, clients)));
        yield return ("Invoice lines against what is billed", Lines(book, clients));
        yield return (BalancesSheet.Sum(book), Balances(book, balances));
        yield return ("Daily usage against the clients", Daily(edition, clients, balances, daily));
        if (book is { Pool: { } pool, Ledger: not null })
        {
            yield return ("Pool drawn against what was used", [Drawn(pool, tables)]);
        }

        yield return ("Nothing was added, removed or typed over", tables.SelectMany(Control));
    }

    private static Figure[] Figures(MonthTotals totals) =>
        [
            Money("Monthly fees", "Fee", totals.Fee.Amount),
            Money("One-time credits", "One-time", totals.OneTime.Amount),
            Money("Overage", "Overage billed", totals.Overage.Amount),
            Money("Revenue", "Revenue", totals.Revenue.Amount),
            Money("Cost", "Cost", totals.Cost.Amount),
            Money("Adjustments", "Adjustments", totals.Adjustments.Amount),
            Money("Margin", "Margin", totals.Margin.Amount),
            new("Credits used", "Used", CellKind.Credits, totals.Used.Value, "Summary_Used"),
        ];

    private static Figure[] PurchaseFigures(MonthTotals totals) =>
        [
            Money("Purchase cost", "Purchase cost", totals.PurchaseCost?.Amount ?? 0),
            Money(
                "Purchase adjustments",
                "Purchase adjustments",
                totals.PurchaseAdjustments?.Amount ?? 0
            ),
            Money("Purchase margin", "Purchase margin", totals.PurchaseMargin?.Amount ?? 0),
        ];

    private static Figure Money(string words, string column, decimal ledger) =>
        new(words, column, CellKind.Money, ledger, SummaryFigures.NameOf(column));

    private static Check Clients(Figure figure, PlacedTable clients) =>
        new(
            figure.Words,
            figure.Kind,
            null,
            figure.Ledger,
            $"SUM(Clients[{figure.Column}])",
            clients.SumOf(figure.Column)
        );

    private static Check Summary(Figure figure, PlacedTable clients) =>
        new(
            figure.Words,
            figure.Kind,
            $"SUM(Clients[{figure.Column}])",
            clients.SumOf(figure.Column),
            figure.Name,
            clients.SumOf(figure.Column)
        );

    private static IEnumerable<Check> Lines(MonthBook book, PlacedTable clients)
    {
        (ChargeKind Kind, string Column)[] parts =
        [
            (ChargeKind.Fee, "Fee"),
            (ChargeKind.OneTime, "One-time"),
            (ChargeKind.Overage, "Overage billed"),
        ];
        foreach (var (kind, column) in parts)
        {
            var words = Wording.Of(kind);
            yield return new Check(
                $"{words}: invoice lines of this month",
                CellKind.Money,
                $"SUM(Clients[{column}])",
                clients.SumOf(column),
                $"SUMIFS(Billing[Net],Billing[What],\"{words}\",Billing[Counts as],\"This month\")",
                book.Lines.Where(line => line.Kind == kind && line.Month == book.Month)
                    .Sum(line => line.Net.Amount)
            );
        }

        yield return new Check(
            "All invoice lines: what the clients were billed",
            CellKind.Money,
            "SUM(Clients[Billed])",
            clients.SumOf("Billed"),
            "SUM(Billing[Net])",
            book.Lines.Sum(line => line.Net.Amount)
        );
        yield return Approved(book);
        yield return States(book);
    }

    /// <summary>Nothing that was approved for money is forgotten, and nothing billed twice: what requests charged against the lines that name them, credits aside.</summary>
    private static Check Approved(MonthBook book) =>
        new(
            "Approved one-time requests: their invoice lines",
            CellKind.Money,
            $"SUMIFS(Requests[Charged],Requests[Billed as],\"{Wording.OneTime}\")",
            book.Requests.Where(request => RequestsSheet.BilledAs(request, book) == Wording.OneTime)
                .Sum(request => request.Charged?.Amount ?? 0m),
            $"SUMIFS(Billing[Net],Billing[What],\"{Wording.OneTime}\",Billing[Counts as],\"This month\",Billing[Request],\"<>\",Billing[Note],\"<>Credit\")",
            book.Lines.Where(line =>
                    line.Kind == ChargeKind.OneTime
                    && line.Month == book.Month
                    && line.Request is not null
                    && BillingSheet.Note(line, book) != "Credit"
                )
                .Sum(line => line.Net.Amount)
        );

    /// <summary>Each line is in one of the states.</summary>
    private static Check States(MonthBook book)
    {
        string[] words = ["Draft", "Issued", "Paid", "Void"];
        var sum = book.Lines.Sum(line => line.Net.Amount);
        return new Check(
            "Draft + issued + paid + void = all lines",
            CellKind.Money,
            "SUM(Billing[Net])",
            sum,
            string.Join(
                '+',
                words.Select(word => $"SUMIFS(Billing[Net],Billing[State],\"{word}\")")
            ),
            sum
        );
    }

    private static IEnumerable<Check> Balances(MonthBook book, PlacedTable balances)
    {
        string[] gained = BalancesSheet.HasReturned(book)
            ? ["Opening", "Granted", "Returned"]
            : ["Opening", "Granted"];
        string[] lost = ["Burned", "Expired", "Voided"];
        yield return new Check(
            "All clients together",
            CellKind.Credits,
            string.Join('+', gained.Select(Sum))
                + string.Concat(lost.Select(one => "-" + Sum(one))),
            gained.Sum(balances.SumOf) - lost.Sum(balances.SumOf),
            "SUM(Balances[Closing])",
            balances.SumOf("Closing")
        );
        yield return new Check(
            "Each client by itself: sum of differences",
            CellKind.Credits,
            null,
            0,
            "SUMPRODUCT(ABS(Balances[Difference]))",
            balances.AbsoluteSumOf("Difference")
        );

        static string Sum(string column) => $"SUM(Balances[{column}])";
    }

    /// <summary>The month's entries, added up, are the clients' figures; what rounds once per client is left to the formulas of Clients.</summary>
    private static IEnumerable<Check> Entries(
        MonthBook book,
        IReadOnlyList<PlacedTable> tables,
        PlacedTable clients,
        PlacedTable balances
    )
    {
        var own = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var later = 0m;
        foreach (var line in book.Ledger!.Read())
        {
            if (line.Month != book.Month)
            {
                later += line.Fee + line.OneTime + line.OverageBilled;
                continue;
            }

            Add("Used", line.Used);
            Add("Overage", line.Overage);
            Add("Fee", line.Fee);
            Add("One-time", line.OneTime);
            Add("Overage billed", line.OverageBilled);
        }

        (string Words, string Column, CellKind Kind)[] figures =
        [
            ("Credits used", "Used", CellKind.Credits),
            ("Overage in credits", "Overage", CellKind.Credits),
            ("Monthly fees", "Fee", CellKind.Money),
            ("One-time credits", "One-time", CellKind.Money),
            ("Overage billed", "Overage billed", CellKind.Money),
        ];
        foreach (var (words, column, kind) in figures)
        {
            yield return new Check(
                $"{words}: entries of this month",
                kind,
                $"SUM(Clients[{column}])",
                clients.SumOf(column),
                $"SUMIFS(Ledger[{column}],Ledger[Counts as],\"{LedgerSheet.ThisMonth}\")",
                own.GetValueOrDefault(column)
            );
        }

        yield return new Check(
            "Billed, adjustments too",
            CellKind.Money,
            "SUM(Clients[Billed])",
            clients.SumOf("Billed"),
            "SUM(Ledger[Fee])+SUM(Ledger[One-time])+SUM(Ledger[Overage billed])",
            own.GetValueOrDefault("Fee")
                + own.GetValueOrDefault("One-time")
                + own.GetValueOrDefault("Overage billed")
                + later
        );
        var ledger = tables.Single(table => table.Name == LedgerSheet.Table);
        yield return new Check(
            "Opening balances and all entries: closing balances",
            CellKind.Credits,
            "SUM(Balances[Closing])",
            balances.SumOf("Closing"),
            "SUM(Balances[Opening])+SUM(Ledger[Balance])",
            balances.SumOf("Opening") + ledger.SumOf("Balance")
        );

        void Add(string column, decimal amount) =>
            own[column] = own.GetValueOrDefault(column) + amount;
    }

    /// <summary>What the month drew on purchases, and what lies beyond them, is what was used, adjustments too.</summary>
    private static Check Drawn(PoolMonth pool, IReadOnlyList<PlacedTable> tables) =>
        new(
            "Used of purchases, and beyond them: all entries' usage",
            CellKind.Credits,
            "SUM(Ledger[Used])",
            tables.Single(table => table.Name == LedgerSheet.Table).SumOf("Used"),
            $"SUM(Pool[Used this month])+{PoolSheet.BeyondName}",
            tables.Single(table => table.Name == PoolSheet.Table).SumOf("Used this month")
                + pool.Beyond
        );

    private static IEnumerable<Check> Daily(
        Edition edition,
        PlacedTable clients,
        PlacedTable balances,
        PlacedTable daily
    )
    {
        yield return new Check(
            "All clients together",
            CellKind.Credits,
            "SUM(Clients[Used])",
            clients.SumOf("Used"),
            "SUM(DailyUsage[Used])",
            daily.SumOf("Used")
        );
        if (edition.Numbers.LooksIntoDays)
        {
            yield return new Check(
                "Each client by itself: sum of differences",
                CellKind.Credits,
                null,
                0,
                "SUMPRODUCT(ABS(Balances[Off by]))",
                balances.AbsoluteSumOf("Off by")
            );
        }
    }

    /// <summary>How many rows there were and what each column of numbers came to when the file was written.</summary>
    private static IEnumerable<Check> Control(PlacedTable table)
    {
        yield return new Check(
            $"{table.Name}: rows",
            CellKind.Count,
            null,
            table.Count,
            $"COUNTA({table.Name}[{table.Key}])",
            table.Count
        );
        foreach (var column in table.Sums)
        {
            yield return new Check(
                $"{table.Name}: {column.Column}",
                column.Kind.WhenSummed(),
                null,
                column.Sum,
                $"SUM({table.Name}[{column.Column}])",
                column.Sum
            );
        }
    }
}
