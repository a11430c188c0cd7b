using System.Text;

namespace CreditBot.Reports.Mail;

/// <summary>The tables of the HTML mail, each cell with its figure in words, bars only beside figures.</summary>
internal static class MailHtmlTables
{
    public static void Figures(StringBuilder html, MailContent content)
    {
        var formats = content.Edition.Formats;
        var book = content.Edition.Book;
        html.Append(Html.Heading("Figures"));
        html.Append(Html.TableStart($"Figures of {content.Month} against the month before"));
        html.Append("<tr>")
            .Append(Html.HeaderCell("", right: false))
            .Append(Html.HeaderCell(formats.MonthName(book.Month), right: true))
            .Append(
                Html.HeaderCell(formats.MonthName(book.Month.PlusMonths(-1)), right: true, "wide")
            )
            .Append(Html.HeaderCell("Change", right: true))
            .Append("</tr>\n");
        foreach (var row in content.Figures)
        {
            html.Append("<tr>")
                .Append(Html.Cell(Html.Text(row.Label), right: false, row.Strong))
                .Append(Html.Cell(Html.Text(row.Now), right: true, row.Strong))
                .Append(Html.Cell(Html.Text(row.Before), right: true, row.Strong, "wide"))
                .Append(Html.Cell(Html.Text(row.Change), right: true, row.Strong))
                .Append("</tr>\n");
        }

        html.Append("</table>\n");
    }

    public static void Clients(StringBuilder html, MailContent content)
    {
        if (content.Clients.Count == 0)
        {
            return;
        }

        html.Append(Html.Heading("Clients"));
        html.Append(Html.TableStart($"Usage and margin by client in {content.Month}"));
        html.Append("<tr>")
            .Append(Html.HeaderCell("Client, credits used of allocation", right: false))
            .Append(Html.HeaderCell("Margin", right: true))
            .Append(Html.HeaderCell("Change", right: true))
            .Append("</tr>\n");
        foreach (var client in content.Clients)
        {
            html.Append("<tr>")
                .Append(Html.Cell(Used(client, content), right: false))
                .Append(Html.Cell(Html.Text(client.Margin), right: true))
                .Append(Html.Cell(Html.Text(client.Change), right: true))
                .Append("</tr>\n");
        }

        html.Append("</table>\n");
        if (content.MoreClients > 0)
        {
            html.Append(Html.Paragraph(MailWords.MoreClients(content), "padding-top:6px"));
        }
    }

    public static void Months(StringBuilder html, MailContent content)
    {
        if (content.Months.Count == 0)
        {
            return;
        }

        html.Append(Html.Heading("Margin by month"));
        html.Append(Html.TableStart("Margin by month"));
        html.Append("<tr>")
            .Append(Html.HeaderCell("Month", right: false))
            .Append(Html.HeaderCell("", right: false))
            .Append(Html.HeaderCell("Margin", right: true))
            .Append("</tr>\n");
        foreach (var month in content.Months)
        {
            html.Append("<tr>")
                .Append(
                    Html.Cell(
                        $"<span style=\"white-space:nowrap\">{Html.Text(month.Month)}</span>",
                        right: false
                    )
                )
                .Append(Html.BarCell(month.Share))
                .Append(Html.Cell(Html.Text(month.Margin), right: true))
                .Append("</tr>\n");
        }

        html.Append("</table>\n");
    }

    private static string Used(MailContent.ClientRow client, MailContent content)
    {
        var flag =
            client.Flag.Length == 0
                ? ""
                : $" <span class=\"tag\" style=\"padding:0 6px;border-radius:3px;background:#FFF4D6;color:#1F2937;font-size:12px;white-space:nowrap\">{Html.Text(client.Flag)}</span>";
        var percent = client.Share is { } known
            ? $" ({content.Edition.Formats.Percent(known)})"
            : "";
        var bar = client.Share is { } share ? Html.Bar(share) : "";
        return $"{Html.Name(client.Name)}{flag}<br><span class=\"quiet\" style=\"font-size:12px;color:#5B6472\">{Html.Text($"{client.Used} of {client.Allocation}{percent}")}</span>{bar}";
    }
}
