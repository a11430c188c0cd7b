using System.Globalization;
using System.Text;

namespace CreditBot.Reports.Mail;

/// <summary>The mail as HTML: one column, exceptions first, made of table cells, readable on a narrow phone in dark mode.</summary>
internal static class MailHtml
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

    public static string Of(MailContent content)
    {
        var html = new StringBuilder();
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{Html.Text(content.Subject)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body class="page" style="margin:0;padding:20px;background:#FFFFFF;color:#1F2937;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.45">
            <div style="max-width:640px;margin:0 auto">

            """
        );
        Head(html, content);
        Changes(html, content);
        Findings(html, content);
        Story(html, content);
        MailHtmlTables.Figures(html, content);
        MailHtmlTables.Clients(html, content);
        MailHtmlTables.Months(html, content);
        Foot(html, content);
        html.Append("</div>\n</body>\n</html>\n");
        return html.ToString().ReplaceLineEndings("\r\n");
    }

    private static void Head(StringBuilder html, MailContent content)
    {
        var edition = content.Edition;
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h1 class=\"accent\" style=\"margin:0;font-size:22px;line-height:1.25;color:#1F4E79\">{Html.Text(content.Month)}: margin {Html.Text(edition.Formats.Money(edition.Book.Totals.Margin))}</h1>\n"
        );
        var final = edition.Book.IsClosed;
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p style=\"margin:6px 0 4px\"><span class=\"tag\" style=\"display:inline-block;padding:1px 8px;border-radius:3px;background:{(final ? "#E6F4EA" : "#FFF4D6")};color:#1F2937;font-weight:bold\">{(final ? "Final" : "Provisional")}</span> {Html.Name(edition.AgencyLine)} · {Html.Text(edition.ScopeLabel)}</p>\n"
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"quiet\" style=\"margin:0;font-size:12px;color:#5B6472\">{Html.Text(edition.Standing)}</p>\n"
        );
    }

    private static void Changes(StringBuilder html, MailContent content)
    {
        if (content.Edition.Changes.Count == 0)
        {
            return;
        }

        html.Append(Html.Heading("Changed since the provisional edition"));
        html.Append("<ul style=\"margin:0;padding-left:18px\">\n");
        foreach (var change in content.Edition.Changes.Take(MailWords.MostChanges))
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li>{Html.Text(change.What)}: {Html.Text(change.Provisional)} → <b>{Html.Text(change.Final)}</b></li>\n"
            );
        }

        if (MailWords.MoreChanges(content.Edition) is { } more)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{Html.Text(more)}</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static void Findings(StringBuilder html, MailContent content)
    {
        var words = content.AttentionWords;
        html.Append(Html.Heading(char.ToUpperInvariant(words[0]) + words[1..]));
        foreach (var finding in content.Findings.Take(MailWords.MostFindings))
        {
            var effect = finding.Effect is { } sum ? $" <b>{Html.Text(sum)}.</b>" : "";
            html.Append(
                CultureInfo.InvariantCulture,
                $"""
                <div class="card" style="margin:0 0 10px;padding:8px 12px;background:#FBF8F1;border-left:4px solid #D9A441">
                <div style="font-weight:bold">{Html.Name(finding.Client)} · {Html.Text(
                    finding.Finding
                )}</div>
                <div>{Html.Text(finding.Figures)}</div>
                <div class="accent" style="color:#1F4E79">→ {Html.Text(
                    finding.Proposal
                )}{effect}</div>
                </div>

                """
            );
        }

        if (content.Findings.Count == 0)
        {
            html.Append(
                Html.Paragraph("Nobody never uses the credits, always runs out of them, or spiked.")
            );
        }

        if (MailWords.MoreFindings(content) is { } more)
        {
            html.Append(Html.Paragraph(more));
        }
    }

    private static void Story(StringBuilder html, MailContent content)
    {
        html.Append(Html.Heading("What changed and why"));
        html.Append("<ul style=\"margin:0;padding-left:18px\">\n");
        foreach (var sentence in content.Edition.Sentences)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li style=\"margin:0 0 4px\">{Html.Text(sentence)}</li>\n"
            );
        }

        html.Append("</ul>\n");
    }

    private static void Foot(StringBuilder html, MailContent content)
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p style=\"margin:24px 0 8px\">The workbook <b>{Html.Text(content.FileName)}</b> is attached; its Control sheet proves these figures.</p>\n"
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"quiet\" style=\"margin:0;font-size:12px;color:#5B6472\">{Html.Text(MailWords.WhyYou)}</p>\n"
        );
    }
}
