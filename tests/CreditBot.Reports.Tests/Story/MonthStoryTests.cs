using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Reports.Story;

namespace CreditBot.Reports.Tests.Story;

public sealed class MonthStoryTests
{
    private static readonly ReportStyle English = new(
        CultureInfo.GetCultureInfo("en-US"),
        Books.Berlin
    );

    [Fact]
    public void The_hand_worked_month_is_told_in_six_sentences() =>
        new Edition(Books.HandWorked(), English, null).Sentences.ShouldBe([
            "Margin rose by $227.57 to $1,165.27 (93.0% of revenue): revenue +$278.32, cost +$47.55, adjustments -$3.20 against September.",
            "What moved margin most: 007 +$97.75 (new), =cmd|' /C calc'!A0 +$93.52 (overage) and Bella Bakery +$36.80 (one-time credits).",
            "Clients used 850.5 credits, 475.5 more than in September (+127%), 106.3% of the 800 allocated.",
            "3 clients need attention (Review). Acting on every proposal would change a month's margin by +$9.00.",
            "Adjustments of -$3.20 belong to months that were closed already.",
            "2 clients ran out of credits during the month: Bella Bakery on Oct 14 and =cmd|' /C calc'!A0 on Oct 21.",
        ]);

    [Fact]
    public void A_first_month_with_one_client_is_told_without_comparison() =>
        new Edition(Books.Reference(), English, null).Sentences.ShouldBe([
            "Margin was $191.00 (96.0% of revenue): revenue $199.00, cost $8.00.",
            "Clients used 80 credits, 53.3% of the 150 allocated.",
            "No client needs attention: none never uses its credits, always runs out or spiked.",
            "20 credits expired unused, most at Delta Dental (20).",
        ]);

    [Fact]
    public void A_client_that_costs_more_than_it_pays_is_named()
    {
        var book = Books.Reference();
        var losing = book.Clients[0] with { Totals = Books.Totals(5m, 0m, 0m, 8m, 80m) };

        new Edition(
            book with
            {
                Clients = [losing],
                Totals = losing.Totals,
            },
            English,
            null
        ).Sentences.ShouldContain("1 client brought in less than it cost: Delta Dental (-$3.00).");
    }

    [Theory]
    [InlineData("en-US", "USD", "$1,234.50")]
    [InlineData("en-US", "EUR", "€1,234.50")]
    [InlineData("de-DE", "EUR", "1.234,50 €")]
    [InlineData("en-CA", "USD", "US$ 1,234.50")]
    [InlineData("en-US", "CHF", "CHF 1,234.50")]
    [InlineData("ja-JP", "JPY", "￥1,235")]
    public void Money_is_written_as_its_reader_writes_it(
        string culture,
        string currency,
        string text
    )
    {
        var formats = new ReportFormats(
            new ReportStyle(CultureInfo.GetCultureInfo(culture), Books.Berlin),
            currency
        );

        formats.Money(new Money(1234.5m, currency).Rounded()).Replace('\u00A0', ' ').ShouldBe(text);
    }

    [Fact]
    public void A_unit_price_keeps_its_further_decimals()
    {
        var formats = new ReportFormats(English, "USD");

        formats.Money(new Money(0.105m, "USD")).ShouldBe("$0.105");
        formats.Money(new Money(0.1000m, "USD")).ShouldBe("$0.10");
        formats.Signed(new Money(-1m, "USD")).ShouldBe("-$1.00");
    }

    [Fact]
    public void A_recipient_with_unknown_formats_still_gets_a_style()
    {
        var style = ReportStyle.For(
            new ReportRecipient("a@b.example", "Mars/Olympus", "xx-nowhere", "dana"),
            Books.Berlin
        );

        style.Zone.ShouldBe(Books.Berlin);
        style.Culture.Name.ShouldBe("en-US");
        style.Scope.ShouldBe("dana");
    }

    [Fact]
    public void Editions_that_read_the_same_differ_in_nothing() =>
        EditionChanges
            .Between(Books.HandWorked(), Books.HandWorked(closed: true), English)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("a\r\nBcc: x@y.example", "a Bcc: x@y.example")]
    [InlineData("\u202Etxt.exe\u202C", "txt.exe")]
    [InlineData("  two   spaces ", "two spaces")]
    [InlineData("\u2028x\u0000", "x")]
    public void A_line_stays_one_line(string typed, string line) =>
        CleanText.Line(typed).ShouldBe(line);

    [Theory]
    [InlineData("Harbour & Söhne", "harbour-sohne")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("日本", "report")]
    public void A_file_name_has_nothing_but_letters_digits_and_hyphens(string name, string slug) =>
        CleanText.Slug(name).ShouldBe(slug);
}
