using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook;
using MimeKit;
using MimeKit.Utils;
using NodaTime;

namespace CreditBot.Reports.Mail;

/// <summary>The month's mail to one recipient, whole: text, HTML and the workbook.</summary>
public static class ReportMail
{
    /// <summary>Composes the mail; the same arguments give the same bytes, so a delivery that is tried again repeats one mail.</summary>
    /// <param name="workbook">From <see cref="MonthWorkbook"/>, with the same book and style; or a link to it.</param>
    /// <param name="provisional">As for <see cref="MonthWorkbook.Write"/>.</param>
    /// <exception cref="FormatException">The sender's or the recipient's address is none.</exception>
    public static MimeMessage Compose(
        MonthBook book,
        ReportStyle style,
        WorkbookFile workbook,
        MailEnvelope envelope,
        MonthBook? provisional = null
    )
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(envelope);
        var from = Sender(envelope.From);
        var edition = new Edition(book, style, provisional);
        var file = new MailFile(FileName(book, style), workbook, edition.Formats);
        var (subject, text, html) = Words(edition, file);
        var id = MessageId(envelope, book, style);
        var message = new MimeMessage
        {
            MessageId = id,
            Subject = subject,
            Date = envelope.SentAt.InZone(style.Zone).ToDateTimeOffset(),
            Body = Body(text, html, file, id),
        };
        message.From.Add(from);
        message.To.Add(Recipient(envelope.To));
        message.Headers.Add(HeaderId.ListUnsubscribe, Unsubscribe(from));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        return message;
    }

    /// <summary>The mail's stable id, without angle brackets, from agency, month, edition and recipient (design.md §6).</summary>
    /// <exception cref="FormatException">The sender's address is none.</exception>
    public static string MessageId(MailEnvelope envelope, MonthBook book, ReportStyle style)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(style);
        string[] parts =
        [
            envelope.Agency.Value,
            Month(book),
            Wording.Edition(book),
            envelope.To.ToLowerInvariant(),
            envelope.Repeat.ToString(CultureInfo.InvariantCulture),
            // One address may get the report and statements of clients beside it.
            .. style.Client is null ? (string[])[] : [style.Scope],
        ];
        var seed = string.Join('\n', parts);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
        return $"report-{Month(book)}-{hash[..32]}@{Sender(envelope.From).Domain()}";
    }

    /// <summary>"harbour-2026-10-provisional.xlsx": letters, digits and hyphens only.</summary>
    public static string FileName(MonthBook book, ReportStyle style)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(style);
        var scope =
            style.Scope == ReportStyle.Everybody ? ""
            : style.Client is { } client ? $"-statement-{CleanText.Slug(client.Value, 64)}"
            : $"-{CleanText.Slug(style.Scope, 30)}";
        return $"{CleanText.Slug(book.AgencyName)}-{Month(book)}{scope}-{Wording.Edition(book).ToLowerInvariant()}.xlsx";
    }

    private static string Month(MonthBook book) =>
        book.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static (string Subject, string Text, string Html) Words(Edition edition, MailFile file)
    {
        if (edition.Statement is { } statement)
        {
            return (
                StatementMail.Subject(edition, statement),
                StatementMail.Text(edition, statement, file),
                StatementMail.Html(edition, statement, file)
            );
        }

        var content = new MailContent(edition, file);
        return (content.Subject, MailText.Of(content), MailHtml.Of(content));
    }

    private static Multipart Body(string text, string html, MailFile file, string id)
    {
        // Boundaries of our own making: random ones would make each attempt another mail.
        var mark = id[..id.IndexOf('@', StringComparison.Ordinal)];
        var alternative = new MultipartAlternative { Text("plain", text), Text("html", html) };
        alternative.Boundary = $"=_{mark}-body";
        if (file.File is not WorkbookFile.Attached attached)
        {
            return alternative;
        }

        var attachment = new MimePart(MonthWorkbook.ContentType)
        {
            Content = new MimeContent(new MemoryStream(attached.Bytes, writable: false)),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = file.Name,
        };
        return new Multipart("mixed") { alternative, attachment }.Bounded($"=_{mark}");
    }

    private static Multipart Bounded(this Multipart multipart, string boundary)
    {
        multipart.Boundary = boundary;
        return multipart;
    }

    private static TextPart Text(string subtype, string text)
    {
        var part = new TextPart(subtype)
        {
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static string Unsubscribe(MailboxAddress from) =>
        $"<mailto:{from.Address}?subject=Unsubscribe>";

    private static MailboxAddress Sender(string text) =>
        MailAddresses.TrySender(text)
        ?? throw new FormatException($"Mail:From is no address: '{CleanText.Line(text)}'.");

    private static MailboxAddress Recipient(string text) =>
        MailAddresses.TryRecipient(text)
        ?? throw new FormatException($"The recipient is no address: '{CleanText.Line(text)}'.");
}
