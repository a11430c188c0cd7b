using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using CreditBot.Reports.Mail;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook;
using CreditBot.Tests;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MimeKit;
using NodaTime;

namespace CreditBot.Reports.Tests.Workbook;

/// <summary>A client's own month: its usage and charges, and nothing that only the agency may know.</summary>
public class StatementTests
{
    private static readonly ReportStyle Bella = new(
        CultureInfo.GetCultureInfo("en-US"),
        Books.Berlin,
        "client:bella-bakery"
    );

    [Fact]
    public void The_statement_is_one_page_with_credits_charges_and_days()
    {
        var file = MonthWorkbook.ToBytes(Books.HandWorked(), Bella);
        var opened = new OpenedWorkbook(file);

        opened.Sheets.ShouldBe(["Statement"]);
        Golden.ShouldMatch(opened.Listing(), "statement.txt");
        Faults(file).ShouldBeEmpty();
        MonthWorkbook.ToBytes(Books.HandWorked(), Bella).ShouldBe(file);
    }

    [Fact]
    public void No_cost_no_margin_and_no_other_client_is_in_the_file_or_in_the_mail()
    {
        // A cost, margin and pool that stand out, so that they would be found.
        var book = Books.Purchased() with
        {
            CostPerCredit = Books.Dollars(0.7771m),
        };
        var mail = Mail(book);
        var all = string.Join(
            '\n',
            Parts(MonthWorkbook.ToBytes(book, Bella)).Append(mail.TextBody).Append(mail.HtmlBody)
        );
        // The margins of pages and boxes are nobody's secret.
        var shown = Regex.Replace(
            all,
            "<style>.*?</style>|style=\"[^\"]*\"|<\\w*:?pageMargins[^>]*>|alignWithMargins",
            "",
            RegexOptions.Singleline,
            TimeSpan.FromSeconds(30)
        );

        string[] secrets =
        [
            "cost",
            "margin",
            "0.7771",
            "206.00",
            "11.80",
            "8.85",
            "Corner Café",
            "Delta",
            "Dana",
            "cmd",
            "pool",
            "Purchase",
            "upsell",
            "Always out",
        ];
        foreach (var secret in secrets)
        {
            var at = shown.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
            at.ShouldBe(-1, at < 0 ? "" : shown.Substring(Math.Max(0, at - 60), 120));
        }
    }

    [Fact]
    public void The_mail_says_what_was_used_and_charged()
    {
        var mail = Mail(Books.HandWorked());

        mail.Subject.ShouldBe(
            "October 2026: 118 of 50 credits used, $217.80 charged (provisional)"
        );
        mail.Attachments.OfType<MimePart>()
            .Single()
            .FileName.ShouldBe("harbour-sohne-2026-10-statement-bella-bakery-provisional.xlsx");
        Golden.ShouldMatch(mail.TextBody!.ReplaceLineEndings("\n"), "statement-mail.txt");
        Golden.ShouldMatch(mail.HtmlBody!.ReplaceLineEndings("\n"), "statement-mail.html");
    }

    [Fact]
    public void The_final_statement_goes_out_only_when_the_clients_own_figures_changed()
    {
        var book = Books.HandWorked();
        var final = Books.HandWorked(closed: true);
        var costlier = final with
        {
            Clients =
            [
                .. final.Clients.Select(client =>
                    client with
                    {
                        Totals = client.Totals with { Cost = Books.Dollars(99m) },
                    }
                ),
            ],
        };
        var used = final with
        {
            Clients =
            [
                .. final.Clients.Select(client =>
                    client with
                    {
                        Totals = client.Totals with { Used = Amounts.Credits.Of(120m) },
                    }
                ),
            ],
        };

        EditionChanges.Between(book, costlier, Bella).ShouldBeEmpty();
        EditionChanges
            .Between(book, used, Bella)
            .ShouldBe([new EditionChange("Credits used", "118", "120")]);
    }

    [Fact]
    public void A_client_that_the_month_does_not_know_has_no_statement()
    {
        var nobody = Bella with { Scope = "client:nobody" };

        nobody.Shows(Books.HandWorked()).ShouldBeFalse();
        Bella.Shows(Books.HandWorked()).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => MonthWorkbook.ToBytes(Books.HandWorked(), nobody));
    }

    [Fact]
    public void Typed_texts_are_no_formulas_in_a_statement()
    {
        foreach (var text in Hostile.TwoHundred())
        {
            var book = Books.HandWorked();
            var client = book.Clients[0] with { Name = text, Package = text };
            var hostile = book with
            {
                AgencyName = text,
                Clients = [client],
                Lines = [Books.Line(client, Ledger.ChargeKind.Fee, 99m, 3) with { Text = text }],
            };
            var file = MonthWorkbook.ToBytes(hostile, Bella);

            var opened = new OpenedWorkbook(file);
            var charge = opened
                .Cells("Statement")
                .Where(cell => cell.Shown.StartsWith("Monthly fee", StringComparison.Ordinal))
                .ShouldHaveSingleItem();
            charge.IsText.ShouldBeTrue();
            opened
                .Cells("Statement")
                .Select(cell => cell.Formula)
                .OfType<string>()
                .ShouldAllBe(formula =>
                    formula.StartsWith("ROUND(SUM(")
                    || formula.StartsWith("SUM(Charges[")
                    || formula.StartsWith('D')
                );
            Faults(file).ShouldBeEmpty();
        }
    }

    private static MimeMessage Mail(Months.MonthBook book) =>
        ReportMail.Compose(
            book,
            Bella,
            new WorkbookFile.Attached([1, 2, 3]),
            new MailEnvelope(
                Amounts.AgencyId.Default,
                "Harbour Reports <reports@harbour.example>",
                "anna@bella.example",
                Instant.FromUtc(2026, 11, 1, 12, 0)
            )
        );

    private static IEnumerable<string> Parts(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.Contains("styles")))
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
