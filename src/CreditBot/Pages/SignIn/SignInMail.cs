using System.Net;
using MimeKit;
using NodaTime;

namespace CreditBot.Pages.SignIn;

/// <summary>The mail with the link: short, as text and HTML.</summary>
internal static class SignInMail
{
    private const string WhyYou =
        "Somebody asked for this on CreditBot's sign-in page with your address. If it wasn't you, do nothing: without it nobody gets in.";

    /// <param name="id">Stable over retries.</param>
    /// <param name="link">Null when no address of the site is known for sure; the code does the same.</param>
    public static MimeMessage Compose(
        string id,
        string from,
        string to,
        string name,
        string agency,
        string code,
        string? link,
        Instant orderedAt
    )
    {
        var sender = MailboxAddress.Parse(from);
        var message = new MimeMessage
        {
            MessageId = $"{id}@{sender.Domain}",
            Subject = $"Sign in to CreditBot of {agency}",
            Date = orderedAt.ToDateTimeOffset(),
            Body = new BodyBuilder
            {
                TextBody = Text(name, agency, code, link),
                HtmlBody = Html(name, agency, code, link),
            }.ToMessageBody(),
        };
        message.From.Add(sender);
        message.To.Add(MailboxAddress.Parse(to));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static string Text(string name, string agency, string code, string? link) =>
        $"""
            Hello {name},

            {(
                link is null
                    ? "enter this code on CreditBot's sign-in page"
                    : $"open this link and press Sign in, or enter the code there"
            )}
            to see your chat and credits with {agency}. It works once and for 24 hours.

            {link}

            Code: {code}

            {WhyYou}

            """;

    private static string Html(string name, string agency, string code, string? link) =>
        $"""
            <!doctype html>
            <html lang="en"><body style="margin:0;padding:24px;color:#1f2328;font:15px/1.5 Arial,Helvetica,sans-serif">
            <p>Hello {E(name)},</p>
            <p>{(
                link is null
                    ? "enter this code on CreditBot's sign-in page"
                    : "open this link and press Sign in, or enter the code there,"
            )} to see your chat and credits with {E(agency)}. It works once and for 24 hours.</p>
            {(
                link is null
                    ? ""
                    : $"<p><a href=\"{E(link)}\" style=\"display:inline-block;padding:10px 20px;color:#ffffff;background:#0f6cbd;border-radius:8px;text-decoration:none;font-weight:bold\">Open CreditBot</a></p>"
            )}
            <p>Code: <strong style="font-size:18px;letter-spacing:2px">{E(code)}</strong></p>
            <p style="color:#57606a;font-size:13px">{E(WhyYou)}</p>
            </body></html>
            """;

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
