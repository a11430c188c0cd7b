using System.Globalization;
using System.Text;
using CreditBot.Reports.Story;

namespace CreditBot.Reports.Mail;

/// <summary>A client's statement as a mail: its usage, what is left and what it is charged; nothing of cost or margin.</summary>
internal static class StatementMail
{
    private const int MostCharges = 40;

    public static string Subject(Edition edition, Statement statement) =>
        CleanText.Line(
            $"{edition.Formats.Month(statement.Month)}: {statement.Headline} ({Wording.Edition(edition.Book).ToLowerInvariant()})",
            most: 200
        );

    public static string Text(Edition edition, Statement statement, MailFile file)
    {
        var formats = edition.Formats;
        var text = new MailLines();
        text.Line(
            $"{edition.AgencyLine}: statement for {statement.Name}, {formats.Month(statement.Month)} ({Wording.Edition(edition.Book).ToLowerInvariant()})"
        );
        text.Paragraph(edition.Standing);
        if (edition.Changes.Count > 0)
        {
            text.Heading("Changed since the provisional edition");
            foreach (var change in edition.Changes)
            {
                text.Paragraph(
                    $"{change.What}: {change.Provisional} -> {change.Final}",
                    "- ",
                    "  "
                );
            }
        }

        text.Heading("In short");
        foreach (var sentence in statement.Sentences)
        {
            text.Paragraph(sentence, "- ", "  ");
        }

        text.Heading("Your credits");
        foreach (var (words, credits) in statement.Credits)
        {
            text.Row(words, formats.Credits(credits));
        }

        text.Row("Left at the end", formats.Credits(statement.Client.Closing));
        text.Heading("Your charges");
        foreach (var line in statement.Charges.Take(MostCharges))
        {
            text.Row(CleanText.Line(statement.What(line), 52), formats.Money(line.Net));
        }

        if (More(statement) is { } more)
        {
            text.Line(more);
        }

        text.Row("Net", formats.Money(statement.Charged));
        text.Row("To pay, tax included", formats.Money(statement.ToPay));
        text.Line("");
        text.Paragraph(file.Words(statement: true));
        if (file.Link is { } link)
        {
            text.Line(link);
        }

        text.Paragraph(MailWords.WhyYouStatement);
        return text.ToString();
    }

    public static string Html(Edition edition, Statement statement, MailFile file)
    {
        var formats = edition.Formats;
        var html = new StringBuilder();
        MailPage.Head(
            html,
            edition,
            $"{formats.Month(statement.Month)}: {statement.Headline}",
            $"{Mail.Html.Name(statement.Name)} · {Mail.Html.Name(edition.AgencyLine)}"
        );
        MailPage.Changes(html, edition);
        html.Append(Mail.Html.Heading("In short"));
        MailPage.Sentences(html, statement.Sentences);
        Credits(html, statement, formats);
        Charges(html, statement, formats);
        Days(html, statement, formats);
        MailPage.Foot(html, file, MailWords.WhyYouStatement, statement: true);
        return MailPage.Of(Subject(edition, statement), html.ToString());
    }

    private static void Credits(StringBuilder html, Statement statement, ReportFormats formats)
    {
        html.Append(Mail.Html.Heading("Your credits"));
        html.Append(
            Mail.Html.TableStart("Your credits from the beginning of the month to its end")
        );
        Header(html, "", "Credits");
        foreach (var (words, credits) in statement.Credits)
        {
            Row(html, Mail.Html.Text(words), formats.Credits(credits));
        }

        Row(html, "Left at the end", formats.Credits(statement.Client.Closing), strong: true);
        html.Append("</table>\n");
    }

    private static void Charges(StringBuilder html, Statement statement, ReportFormats formats)
    {
        html.Append(Mail.Html.Heading("Your charges"));
        html.Append(Mail.Html.TableStart("What you are charged"));
        Header(html, "", "Net");
        foreach (var line in statement.Charges.Take(MostCharges))
        {
            Row(
                html,
                Mail.Html.Name(CleanText.Line(statement.What(line), 120)),
                formats.Money(line.Net)
            );
        }

        Row(html, "Net", formats.Money(statement.Charged), strong: true);
        Row(html, "To pay, tax included", formats.Money(statement.ToPay), strong: true);
        html.Append("</table>\n");
        if (More(statement) is { } more)
        {
            html.Append(Mail.Html.Paragraph(more, "padding-top:6px"));
        }
    }

    private static void Days(StringBuilder html, Statement statement, ReportFormats formats)
    {
        if (statement.Days.Count == 0)
        {
            return;
        }

        var most = statement.Days.Max(day => day.Used.Value);
        html.Append(Mail.Html.Heading("Used by day"));
        html.Append(Mail.Html.TableStart("Credits used by day"));
        html.Append("<tr>")
            .Append(Mail.Html.HeaderCell("Day", right: false))
            .Append(Mail.Html.HeaderCell("", right: false))
            .Append(Mail.Html.HeaderCell("Credits", right: true))
            .Append("</tr>\n");
        foreach (var day in statement.Days)
        {
            html.Append("<tr>")
                .Append(
                    Mail.Html.Cell(
                        $"<span style=\"white-space:nowrap\">{Mail.Html.Text(formats.Day(day.Day))}</span>",
                        right: false
                    )
                )
                .Append(Mail.Html.BarCell(most == 0 ? 0 : day.Used.Value / most))
                .Append(Mail.Html.Cell(Mail.Html.Text(formats.Credits(day.Used)), right: true))
                .Append("</tr>\n");
        }

        html.Append("</table>\n");
    }

    private static void Header(StringBuilder html, string left, string right) =>
        html.Append("<tr>")
            .Append(Mail.Html.HeaderCell(left, right: false))
            .Append(Mail.Html.HeaderCell(right, right: true))
            .Append("</tr>\n");

    private static void Row(
        StringBuilder html,
        string leftHtml,
        string right,
        bool strong = false
    ) =>
        html.Append("<tr>")
            .Append(Mail.Html.Cell(leftHtml, right: false, strong))
            .Append(Mail.Html.Cell(Mail.Html.Text(right), right: true, strong))
            .Append("</tr>\n");

    private static string? More(Statement statement) =>
        statement.Charges.Count > MostCharges
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"and {statement.Charges.Count - MostCharges} more in the statement."
            )
            : null;
}
