using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Reports.Mail;
using CreditBot.Reports.Workbook;
using CreditBot.Tests;
using MimeKit;
using NodaTime;

namespace CreditBot.Reports.Tests.Mail;

public sealed class ReportMailTests
{
    private static readonly ReportStyle English = new(
        CultureInfo.GetCultureInfo("en-US"),
        DateTimeZoneProviders.Tzdb["America/New_York"]
    );

    private static readonly MailEnvelope Envelope = new(
        AgencyId.Default,
        "Harbour Reports <reports@harbour.example>",
        "dana@harbour.example",
        Instant.FromUtc(2026, 11, 1, 12, 0)
    );

    private static readonly string[] Fields =
    [
        "From",
        "Date",
        "Subject",
        "Message-Id",
        "To",
        "List-Unsubscribe",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "MIME-Version",
    ];

    [Theory]
    [InlineData(3, "October 2026: margin $1,165.27, 3 clients need attention (provisional)")]
    [InlineData(1, "October 2026: margin $1,165.27, 1 client needs attention (provisional)")]
    [InlineData(0, "October 2026: margin $1,165.27, no client needs attention (provisional)")]
    public void The_subject_carries_the_headline(int findings, string subject)
    {
        var book = Books.HandWorked();

        Compose(book with { Review = [.. book.Review.Take(findings)] }).Subject.ShouldBe(subject);
    }

    [Fact]
    public void The_text_says_the_exceptions_first_and_needs_no_attachment() =>
        Golden.ShouldMatch(
            Compose(Books.HandWorked()).TextBody!.ReplaceLineEndings("\n"),
            "october.txt"
        );

    [Fact]
    public void The_HTML_says_the_same() =>
        Golden.ShouldMatch(
            Compose(Books.HandWorked()).HtmlBody!.ReplaceLineEndings("\n"),
            "october.html"
        );

    [Fact]
    public void The_workbook_is_attached_under_a_name_that_says_what_it_is()
    {
        var attachment = Compose(Books.HandWorked(closed: true))
            .Attachments.ShouldHaveSingleItem()
            .ShouldBeOfType<MimePart>();

        attachment.FileName.ShouldBe("harbour-sohne-2026-10-final.xlsx");
        attachment.ContentType.MimeType.ShouldBe(MonthWorkbook.ContentType);
        using var bytes = new MemoryStream();
        attachment.Content!.DecodeTo(bytes, TestContext.Current.CancellationToken);
        bytes.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void The_headers_name_sender_recipient_and_the_recipients_time()
    {
        var mail = Compose(Books.HandWorked());

        mail.From.ToString().ShouldBe("\"Harbour Reports\" <reports@harbour.example>");
        mail.To.ToString().ShouldBe("dana@harbour.example");
        mail.Date.ShouldBe(new DateTimeOffset(2026, 11, 1, 7, 0, 0, TimeSpan.FromHours(-5)));
        mail.Headers[HeaderId.ListUnsubscribe]
            .ShouldBe("<mailto:reports@harbour.example?subject=Unsubscribe>");
        mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
    }

    [Fact]
    public void The_same_mail_composed_again_is_the_same_to_the_byte() =>
        Bytes(Compose(Books.HandWorked())).ShouldBe(Bytes(Compose(Books.HandWorked())));

    [Fact]
    public void The_id_depends_on_agency_month_edition_recipient_and_repeat_alone()
    {
        var book = Books.HandWorked();
        string Id(MailEnvelope envelope, MonthBook of) =>
            ReportMail.MessageId(envelope, of, English);
        var id = Id(Envelope, book);

        Id(
                Envelope with
                {
                    SentAt = Instant.MaxValue,
                    To = "DANA@harbour.example",
                },
                book with
                {
                    AgencyName = "New",
                }
            )
            .ShouldBe(id);
        string[] others =
        [
            Id(Envelope with { Agency = new AgencyId("other") }, book),
            Id(Envelope with { To = "sam@harbour.example" }, book),
            Id(Envelope with { Repeat = 1 }, book),
            Id(Envelope, book with { Month = Books.October.PlusMonths(1) }),
            Id(Envelope, book with { IsClosed = true }),
        ];
        others.Append(id).Distinct(StringComparer.Ordinal).Count().ShouldBe(6);
        id.ShouldEndWith("@harbour.example");
    }

    [Fact]
    public void A_final_mail_names_what_the_close_changed()
    {
        var final = Books.HandWorked(closed: true);
        final = final with { Totals = final.Totals with { Cost = Books.Dollars(86.05m) } };

        var mail = ReportMail.Compose(
            final,
            English,
            new WorkbookFile.Attached([]),
            Envelope,
            Books.HandWorked()
        );

        mail.TextBody!.ShouldContain("- All: margin: $1,165.27 -> $1,164.27");
        mail.HtmlBody!.ShouldContain("All: cost: $85.05 → <b>$86.05</b>");
    }

    [Fact]
    public void No_typed_text_adds_a_header_a_recipient_or_markup()
    {
        foreach (
            var text in Hostile.TwoHundred().Append("x\r\nBcc: evil@example.com\r\n\r\n<script>")
        )
        {
            var book = Books.HandWorked();
            var name = $"{text}\r\nBcc: evil@example.com\r\n<script>alert(1)</script>";
            var mail = Compose(
                book with
                {
                    AgencyName = name,
                    Clients = [book.Clients[0] with { Name = name }],
                    Review = [book.Review[0] with { Name = name, Figures = name }],
                }
            );

            var received = MimeMessage.Load(
                new MemoryStream(Bytes(mail)),
                TestContext.Current.CancellationToken
            );
            received.Bcc.ShouldBeEmpty();
            received.To.Mailboxes.ShouldHaveSingleItem().Address.ShouldBe("dana@harbour.example");
            received.Headers.Select(header => header.Field).ShouldBe(Fields);
            received.HtmlBody!.ShouldNotContain("<script");
            received
                .Attachments.OfType<MimePart>()
                .Single()
                .FileName!.ShouldMatch("^[a-z0-9-]+\\.xlsx$");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("Name <a@b.example>")]
    [InlineData("a@b.example\r\nRCPT TO:<evil@example.com>")]
    [InlineData("a@b.example\0")]
    [InlineData("<a@b.example>")]
    public void A_recipient_that_is_not_one_address_is_refused(string to) =>
        Should
            .Throw<FormatException>(() =>
                ReportMail.Compose(
                    Books.HandWorked(),
                    English,
                    new WorkbookFile.Attached([]),
                    Envelope with
                    {
                        To = to,
                    }
                )
            )
            .Message.ShouldStartWith("The recipient is no address");

    private static MimeMessage Compose(MonthBook book) =>
        ReportMail.Compose(book, English, new WorkbookFile.Attached([1, 2, 3]), Envelope);

    private static byte[] Bytes(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
