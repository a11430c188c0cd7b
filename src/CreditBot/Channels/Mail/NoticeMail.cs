using System.Net;
using MimeKit;
using MimeKit.Utils;
using NodaTime;

namespace CreditBot.Channels.Mail;

/// <summary>A message as a short mail, text and HTML.</summary>
internal static class NoticeMail
{
    private const int LongestSubject = 120;

    /// <param name="open">Where one signs in; null when no address of the site is known for sure.</param>
    public static MimeMessage Compose(
        string from,
        string to,
        Message message,
        string? open,
        Instant at
    )
    {
        var sender = MailboxAddress.Parse(from);
        var words = PlainText.Of(message with { Choices = [] });
        var mail = new MimeMessage
        {
            MessageId = MimeUtils.GenerateMessageId(sender.Domain),
            Subject = Subject(message, words),
            Date = at.ToDateTimeOffset(),
            Body = new BodyBuilder
            {
                TextBody = $"{words}\n\n{Why(open)}\n",
                HtmlBody = Html(words, open),
            }.ToMessageBody(),
        };
        mail.From.Add(sender);
        mail.To.Add(MailboxAddress.Parse(to));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }

    private static string Subject(Message message, string words)
    {
        var first = message.Summary ?? words.Split('\n')[0];
        var line = string.Concat(first.Where(c => !char.IsControl(c)));
        return line.Length <= LongestSubject ? line : $"{line[..LongestSubject]}…";
    }

    private static string Why(string? open) =>
        $"You get this by mail because CreditBot has no chat with you. {(open is null ? "Open CreditBot's sign-in page" : $"Open {open}")} to answer.";

    private static string Html(string words, string? open) =>
        $"""
            <!doctype html>
            <html lang="en"><head><meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width"></head>
            <body style="margin:0;padding:24px;font:15px/1.5 Arial,Helvetica,sans-serif">
            {string.Join('\n', words.Split('\n').Select(line => $"<p style=\"margin:0 0 8px\">{E(line)}</p>"))}
            {(
                open is null
                    ? ""
                    : $"<p><a href=\"{E(open)}\" style=\"display:inline-block;padding:10px 20px;color:#ffffff;background:#0f6cbd;border-radius:8px;text-decoration:none;font-weight:bold\">Open CreditBot</a></p>"
            )}
            <p style="color:#6e7781;font-size:13px">{E(Why(open))}</p>
            </body></html>
            """;

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
