using System.Globalization;
using System.Text;
using CreditBot.Reports.Story;

namespace CreditBot.Reports.Mail;

/// <summary>What all HTML mails share: one column, its colours by day and by night, the head line, the foot.</summary>
internal static class MailPage
{
    // Programs that drop this style sheet show the inline colours, which suit a light page.
    private const string Style = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (prefers-color-scheme: dark) {
          .page { background: #14181D !important; color: #E6E9ED !important; }
          .accent { color: #9CC3EA !important; }
          .quiet { color: #A4AEBA !important; }
          .line { border-color: #343C46 !important; }
          .card { background: #1E242B !important; border-color: #C9953B !important; }
          .tag { background: #4A3A16 !important; color: #FFE3A6 !important; }
          .bar { background: #6FA3D8 !important; }
          .rail { background: #343C46 !important; }
        }
        @media (max-width: 480px) {
          .wide { display: none !important; }
          .page { padding: 12px !important; }
        }
        """;

    /// <summary>A whole page around the body.</summary>
    public static string Of(string subject, string body) =>
        $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{Html.Text(subject)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body class="page" style="margin:0;padding:20px;background:#FFFFFF;color:#1F2937;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.45">
            <div style="max-width:640px;margin:0 auto">
            {body}</div>
            </body>
            </html>

            """.ReplaceLineEndings("\r\n");

    /// <summary>The headline, the edition, whose it is, and how the figures stand.</summary>
    public static void Head(StringBuilder html, Edition edition, string headline, string whoseHtml)
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h1 class=\"accent\" style=\"margin:0;font-size:22px;line-height:1.25;color:#1F4E79\">{Html.Text(headline)}</h1>\n"
        );
        var final = edition.Book.IsClosed;
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p style=\"margin:6px 0 4px\"><span class=\"tag\" style=\"display:inline-block;padding:1px 8px;border-radius:3px;background:{(final ? "#E6F4EA" : "#FFF4D6")};color:#1F2937;font-weight:bold\">{(final ? "Final" : "Provisional")}</span> {whoseHtml}</p>\n"
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"quiet\" style=\"margin:0;font-size:12px;color:#5B6472\">{Html.Text(edition.Standing)}</p>\n"
        );
    }

    public static void Changes(StringBuilder html, Edition edition)
    {
        if (edition.Changes.Count == 0)
        {
            return;
        }

        html.Append(Html.Heading("Changed since the provisional edition"));
        html.Append("<ul style=\"margin:0;padding-left:18px\">\n");
        foreach (var change in edition.Changes.Take(MailWords.MostChanges))
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li>{Html.Text(change.What)}: {Html.Text(change.Provisional)} → <b>{Html.Text(change.Final)}</b></li>\n"
            );
        }

        if (MailWords.MoreChanges(edition) is { } more)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{Html.Text(more)}</li>\n");
        }

        html.Append("</ul>\n");
    }

    public static void Sentences(StringBuilder html, IEnumerable<string> sentences)
    {
        html.Append("<ul style=\"margin:0;padding-left:18px\">\n");
        foreach (var sentence in sentences)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li style=\"margin:0 0 4px\">{Html.Text(sentence)}</li>\n"
            );
        }

        html.Append("</ul>\n");
    }

    public static void Foot(StringBuilder html, MailFile file, string whyYou, bool statement)
    {
        var link = file.Link is { } address
            ? $"<br><a class=\"accent\" href=\"{Html.Text(address)}\" style=\"color:#1F4E79;word-break:break-all\">{Html.Text(file.Name)}</a>"
            : "";
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p style=\"margin:24px 0 8px\">{Html.Text(file.Words(statement))}{link}</p>\n"
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"quiet\" style=\"margin:0;font-size:12px;color:#5B6472\">{Html.Text(whyYou)}</p>\n"
        );
    }
}
