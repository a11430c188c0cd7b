using System.Globalization;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Reports.Workbook;
using CreditBot.Tests;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace CreditBot.Reports.Tests.Workbook;

public sealed class MonthWorkbookTests
{
    private static readonly ReportStyle English = new(
        CultureInfo.GetCultureInfo("en-US"),
        Books.Berlin
    );

    private static readonly byte[] HandWorked = MonthWorkbook.ToBytes(Books.HandWorked(), English);

    [Fact]
    public void The_reference_example_costs_8_dollars_and_leaves_191()
    {
        var opened = new OpenedWorkbook(MonthWorkbook.ToBytes(Books.Reference(), English));

        opened.Of("Clients", "Delta Dental", "Used").Number.ShouldBe(80m);
        opened.Of("Clients", "Delta Dental", "Fee").Number.ShouldBe(199m);
        opened.Of("Clients", "Delta Dental", "Cost").Number.ShouldBe(8.00m);
        opened.Of("Clients", "Delta Dental", "Margin").Number.ShouldBe(191.00m);
        opened.Of("Clients", "Total", "Margin").Number.ShouldBe(191.00m);
    }

    [Fact]
    public void Every_figure_of_the_hand_worked_month_stands_where_it_belongs() =>
        Golden.ShouldMatch(new OpenedWorkbook(HandWorked).Listing(), "hand-worked.txt");

    [Fact]
    public void Totals_are_what_was_added_up_on_paper()
    {
        var opened = new OpenedWorkbook(HandWorked);
        decimal Total(string column) => opened.Of("Clients", "Total", column).Number;

        Total("Fee").ShouldBe(995.00m);
        Total("One-time").ShouldBe(118.80m);
        Total("Overage billed").ShouldBe(139.72m);
        Total("Revenue").ShouldBe(1253.52m);
        Total("Cost").ShouldBe(85.05m);
        Total("Adjustments").ShouldBe(-3.20m);
        Total("Margin").ShouldBe(1165.27m);
        Total("Margin last month").ShouldBe(937.70m);
        Total("Change").ShouldBe(227.57m);
        Total("Used").ShouldBe(850.5m);
        opened.Of("Clients", "Total", "Billed").Number.ShouldBe(1250.32m);
        // With the 3.20 that September is given back.
        opened.Of("Billing", "Total", "Net").Number.ShouldBe(1250.32m);
        opened.Of("Ledger", "Total", "Used").Number.ShouldBe(850.5m);
        opened.Of("Outstanding", "Total", "Value").Number.ShouldBe(11.88m);
        opened.Of("Balances", "Total", "Closing").Number.ShouldBe(163.5m);
        opened.Of("Clients", "Bella Bakery", "% used").Number.ShouldBe(2.36m);
    }

    [Fact]
    public void What_the_purchases_really_cost_stands_beside_the_list_cost()
    {
        var opened = new OpenedWorkbook(MonthWorkbook.ToBytes(Books.Purchased(), English));
        decimal Of(string client, string column) => opened.Of("Clients", client, column).Number;

        (Of("Delta Dental", "Cost"), Of("Delta Dental", "Purchase cost")).ShouldBe((8.00m, 7.13m));
        Of("Delta Dental", "Unpurchased").ShouldBe(38m);
        Of("Total", "Purchase cost").ShouldBe(69.55m);
        // 1,253.52 − 69.55 − 3.20.
        Of("Total", "Purchase margin").ShouldBe(1180.77m);
        opened.Of("Pool", "Total", "Used this month").Number.ShouldBe(800m);
        opened.Of("Pool", "Total", "Left").Number.ShouldBe(0m);
        // 500 × 0.075 + 300 × 0.09: with 5.05 for 50.5 at list cost that is 69.55.
        opened.Of("Pool", "Total", "Cost this month").Number.ShouldBe(64.50m);
        Golden.ShouldMatch(opened.Listing(), "purchased.txt");
    }

    [Fact]
    public void Before_the_first_purchase_and_for_one_managers_clients_there_is_no_pool()
    {
        new OpenedWorkbook(HandWorked).Listing().ShouldNotContain("Purchase margin");
        var dana = new OpenedWorkbook(
            MonthWorkbook.ToBytes(Books.Purchased(), English with { Scope = "dana" })
        );
        dana.Listing().ShouldNotContain("Used before");
        // Bella's 8.85 and Delta's 7.13.
        dana.Of("Clients", "Total", "Purchase cost").Number.ShouldBe(15.98m);
    }

    [Fact]
    public void The_same_month_gives_the_same_bytes() =>
        MonthWorkbook.ToBytes(Books.HandWorked(), English).ShouldBe(HandWorked);

    [Fact]
    public void A_stream_that_cannot_seek_gets_the_same_bytes()
    {
        using var kept = new MemoryStream();
        using (
            var oneWay = new System.IO.Compression.BrotliStream(
                kept,
                System.IO.Compression.CompressionLevel.Fastest,
                leaveOpen: true
            )
        )
        {
            MonthWorkbook.Write(Books.HandWorked(), English, oneWay);
        }

        kept.Position = 0;
        using var back = new System.IO.Compression.BrotliStream(
            kept,
            System.IO.Compression.CompressionMode.Decompress
        );
        using var bytes = new MemoryStream();
        back.CopyTo(bytes);
        bytes.ToArray().ShouldBe(HandWorked);
    }

    [Theory]
    [InlineData(false, "Provisional")]
    [InlineData(true, "Final")]
    public void The_summary_says_how_the_month_stands(bool closed, string word)
    {
        var opened = new OpenedWorkbook(MonthWorkbook.ToBytes(Books.HandWorked(closed), English));

        opened["Summary", "B4"].Shown.ShouldBe(word);
        opened["Summary", "C5"].Shown.ShouldBe("All 113 checks are OK");
    }

    [Fact]
    public void A_figure_that_does_not_agree_shows_its_difference()
    {
        var book = Books.HandWorked();
        var off = book with { Totals = book.Totals with { Cost = Books.Dollars(85.06m) } };

        var opened = new OpenedWorkbook(MonthWorkbook.ToBytes(off, English));

        opened["Control", "A3"].Shown.ShouldBe("2 of 113 checks differ (Control)");
        opened
            .Cells("Control")
            .Where(cell => cell.Letters == "D" && cell is { IsText: false, Formula: not null })
            .Select(cell => cell.Number)
            .ShouldBe([-0.01m, 0.01m]);
    }

    [Fact]
    public void A_final_edition_names_each_difference_from_the_provisional_one()
    {
        var provisional = Books.HandWorked();
        var late = Books.Delta with { Totals = Books.Totals(199m, 0m, 0m, 9.00m, 90m) };
        var final = Books.HandWorked(closed: true) with
        {
            Clients = [Books.Bella, Books.Corner, late, Books.Evil, Books.Fresh],
            Totals = Books.Totals(995m, 118.80m, 139.72m, 86.05m, 860.5m, -3.20m),
        };

        var shown = new OpenedWorkbook(MonthWorkbook.ToBytes(final, English, provisional))
            .Cells("Summary")
            .Select(cell => cell.Shown)
            .ToList();

        shown.ShouldContain("All: margin: $1,165.27 → $1,164.27");
        shown.ShouldContain("Delta Dental: cost: $8.00 → $9.00");
        shown.ShouldContain("Delta Dental: credits used: 80 → 90");
        shown
            .Where(text => text.StartsWith("Bella", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void A_managers_edition_holds_that_managers_clients_only()
    {
        var opened = new OpenedWorkbook(
            MonthWorkbook.ToBytes(Books.HandWorked(), English with { Scope = "dana" })
        );

        opened.Of("Clients", "Total", "Margin").Number.ShouldBe(206.00m + 191.00m);
        opened.Listing().ShouldNotContain("Corner Café");
        opened["Summary", "B2"].Shown.ShouldBe("Harbour & Söhne · Clients of Dana");
    }

    [Fact]
    public void What_people_typed_reads_back_equal_and_is_never_a_formula()
    {
        var texts = Hostile.TwoHundred().ToList();
        var book = Books.HandWorked();
        List<ClientBook> clients =
        [
            .. texts.Select(
                (text, i) =>
                    Books.Fresh with
                    {
                        Id = Amounts.ClientId.Parse($"c-{i}"),
                        Name = text,
                        Package = text,
                        Manager = text,
                    }
            ),
        ];
        var hostile = book with
        {
            AgencyName = "=cmd|'/C calc'!A0 & \u0001 \uFFFE \uD83E ]]>",
            Clients = clients,
            Requests =
            [
                .. clients.Select(client =>
                    book.Requests[1] with
                    {
                        ClientName = client.Name,
                        Asked = book.Requests[1].Asked with { Package = client.Name },
                        DecidedBy = client.Name,
                        Reason = client.Name,
                    }
                ),
            ],
            Review =
            [
                .. clients.Select(client =>
                    book.Review[0] with
                    {
                        Client = client.Id,
                        Name = client.Name,
                        Figures = client.Name,
                        Proposal = client.Name,
                    }
                ),
            ],
            Lines =
            [
                .. clients.Select(client =>
                    Books.Line(client, ChargeKind.Fee, 99m, 1) with
                    {
                        TaxCode = client.Name,
                        Text = client.Name,
                    }
                ),
            ],
            Daily = [.. clients.Select(client => Books.Day(client, 5, 1m))],
            Ledger = LedgerLines.Of([.. clients.Select(client => Books.Use(client, 2, 5, 1m))]),
            Seals = [.. clients.Select(client => new LedgerSeal(client.Id, client.Name, 2, "ab"))],
        };

        var file = MonthWorkbook.ToBytes(hostile, English);
        var opened = new OpenedWorkbook(file);

        foreach (
            var (sheet, columns) in new[]
            {
                ("Clients", new[] { "Client", "Package", "Manager" }),
                ("Review", ["Client", "Figures", "Proposal"]),
                ("Requests", ["Client", "Package", "Decided by", "Reason"]),
                ("Billing", ["Client", "Tax code", "For"]),
                ("Outstanding", ["Client"]),
                ("Balances", ["Client"]),
                ("Daily usage", ["Client"]),
                ("Ledger", ["Client"]),
            }
        )
        {
            foreach (var column in columns)
            {
                var letters = opened
                    .Cells(sheet)
                    .Single(cell => cell.Row == 4 && cell.Shown == column)
                    .Letters;
                var cells = opened
                    .Cells(sheet)
                    .Where(cell => cell.Letters == letters && cell.Row is > 4 and <= 204)
                    .ToList();
                cells.Select(cell => cell.Shown).ShouldBe(texts, $"{sheet}, {column}");
                cells.ShouldAllBe(cell => cell.IsText && cell.Formula == null);
            }
        }

        // No text of a person's is in a cell with a formula anywhere but as its result.
        opened
            .Sheets.SelectMany(opened.Cells)
            .Select(cell => cell.Formula)
            .OfType<string>()
            .ShouldAllBe(formula => !texts.Contains(formula) && !formula.Contains("cmd"));
        Faults(file).ShouldBeEmpty();
    }

    [Fact]
    public void A_text_longer_than_a_cell_is_shortened()
    {
        var book = Books.Reference();
        var opened = new OpenedWorkbook(
            MonthWorkbook.ToBytes(
                book with
                {
                    Clients = [book.Clients[0] with { Name = new string('x', 40_000) }],
                },
                English
            )
        );

        opened["Clients", "A5"].Shown.ShouldBe(new string('x', 32_766) + "…");
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("bg-BG")]
    [InlineData("ja-JP")]
    [InlineData("ar-SA")]
    public void The_file_is_valid_in_every_culture(string culture)
    {
        var style = new ReportStyle(CultureInfo.GetCultureInfo(culture), Books.Berlin);

        Faults(MonthWorkbook.ToBytes(Books.HandWorked(), style)).ShouldBeEmpty();
    }

    [Fact]
    public void A_month_without_clients_is_valid_and_agrees()
    {
        var nothing = Books.HandWorked() with
        {
            Clients = [],
            Totals = Books.Totals(0, 0, 0, 0, 0),
            Before = null,
            Earlier = [],
            Requests = [],
            Lines = [],
            Daily = [],
            Ledger = LedgerLines.None,
            Review = [],
        };

        var file = MonthWorkbook.ToBytes(nothing, English);

        Faults(file).ShouldBeEmpty();
        new OpenedWorkbook(file)["Control", "A3"].Shown.ShouldStartWith("All ");
    }

    [Fact]
    public void Random_months_agree_with_themselves_and_are_valid()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var file = MonthWorkbook.ToBytes(RandomBooks.Make(seed), English);

            Faults(file).ShouldBeEmpty($"seed {seed}");
            new OpenedWorkbook(file)["Control", "A3"]
                .Shown.ShouldStartWith("All ", Case.Sensitive, $"seed {seed}");
        }
    }

    [Fact]
    public void A_month_with_more_entries_than_a_sheet_holds_says_so_and_compares_the_rest()
    {
        var line = Books.Use(Books.Bella, 1, 2, 1m);
        var book = Books.HandWorked() with
        {
            Ledger = new LedgerLines(1_000_001, () => Enumerable.Repeat(line, 1_000_001)),
        };

        var opened = new OpenedWorkbook(MonthWorkbook.ToBytes(book, English));

        opened.Sheets.ShouldNotContain("Ledger");
        opened["Control", "A2"]
            .Shown.ShouldContain("1,000,001 entries are more than a sheet holds");
        opened["Control", "A3"].Shown.ShouldStartWith("All ");
        opened.Of("Clients", "Total", "Used").Number.ShouldBe(850.5m);
    }

    [Fact]
    public void Every_sheet_prints_landscape_with_its_header_and_charts_have_words_for_who_cannot_see_them()
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(HandWorked));
        var sheets = Parts(zip, "xl/worksheets/sheet").ToList();
        sheets.Count.ShouldBe(10);
        sheets.ShouldAllBe(sheet => sheet.Contains("orientation=\"landscape\""));
        sheets.ShouldAllBe(sheet =>
            sheet.Contains("fitToWidth=\"1\"") || sheet.Contains("fitToPage")
        );
        // All but Summary and Control keep their header in view.
        sheets.Count(sheet => sheet.Contains("state=\"frozen\"")).ShouldBe(9);
        var book = Parts(zip, "xl/workbook.xml").Single();
        System
            .Text.RegularExpressions.Regex.Count(
                book,
                "_xlnm.Print_Titles",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(5)
            )
            .ShouldBe(9);
        var drawing = Parts(zip, "xl/drawings/drawing").Single();
        drawing.ShouldContain("descr=\"Columns of the margin of 6 months up to October 2026");
        drawing.ShouldContain("descr=\"Columns of the credits used and allocated in 6 months");
        drawing.ShouldContain("descr=\"Bars of the credits that 4 clients used");
        var properties = Parts(zip, "docProps/core.xml").Single();
        properties.ShouldContain("Harbour &amp; Söhne: credits and margin, October 2026");
        properties.ShouldContain("CreditBot");
    }

    [Theory]
    [InlineData("en-US", "m/d/yyyy")]
    [InlineData("de-DE", "dd\\.mm\\.yyyy")]
    [InlineData("en-GB", "dd/mm/yyyy")]
    [InlineData("ja-JP", "yyyy/mm/dd")]
    public void Dates_follow_the_recipients_culture(string culture, string format)
    {
        var style = new ReportStyle(CultureInfo.GetCultureInfo(culture), Books.Berlin);
        using var zip = new System.IO.Compression.ZipArchive(
            new MemoryStream(MonthWorkbook.ToBytes(Books.HandWorked(), style))
        );

        Parts(zip, "xl/styles.xml").Single().ShouldContain($"formatCode=\"{format}\"");
    }

    private static IEnumerable<string> Parts(System.IO.Compression.ZipArchive zip, string start)
    {
        foreach (
            var entry in zip.Entries.Where(entry =>
                entry.FullName.StartsWith(start, StringComparison.Ordinal)
            )
        )
        {
            using var reader = new StreamReader(entry.Open());
            yield return reader.ReadToEnd();
        }
    }

    private static List<string> Faults(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        return
        [
            .. new OpenXmlValidator(FileFormatVersions.Microsoft365)
                .Validate(document)
                .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"),
        ];
    }
}
