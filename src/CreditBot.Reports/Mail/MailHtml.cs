using System.Globalization;
using System.Text;

namespace CreditBot.Reports.Mail;

/// <summary>The mail as HTML: one column, exceptions first, made of table cells, readable on a narrow phone in dark mode.</summary>
internal static class MailHtml
{
    public static string Of(MailContent content)
    {
        var edition = content.Edition;
        var html = new StringBuilder();
        MailPage.Head(
            html,
            edition,
            $"{content.Month}: margin {edition.Formats.Money(edition.Book.Totals.Margin)}",
            $"{Html.Name(edition.AgencyLine)} · {Html.Text(edition.ScopeLabel)}"
        );
        MailPage.Changes(html, edition);
        Findings(html, content);
        html.Append(Html.Heading("What changed and why"));
        MailPage.Sentences(html, edition.Sentences);
        MailHtmlTables.Figures(html, content);
        MailHtmlTables.Clients(html, content);
        MailHtmlTables.Months(html, content);
        MailPage.Foot(html, content.File, MailWords.WhyYou, statement: false);
        return MailPage.Of(content.Subject, html.ToString());
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
}
