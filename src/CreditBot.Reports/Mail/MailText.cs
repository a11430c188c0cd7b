namespace CreditBot.Reports.Mail;

/// <summary>The mail as plain text: exceptions first, no line wider than a phone in landscape needs.</summary>
internal static class MailText
{
    public static string Of(MailContent content)
    {
        var text = new MailLines();
        var edition = content.Edition;
        text.Line($"{edition.AgencyLine}: {content.Month} ({content.EditionWord})");
        text.Line($"{edition.ScopeLabel}. {edition.Standing}");
        Changes(text, content);
        Findings(text, content);
        text.Heading("What changed and why");
        foreach (var sentence in edition.Sentences)
        {
            text.Paragraph(sentence, "- ", "  ");
        }

        Figures(text, content);
        Clients(text, content);
        text.Line("");
        text.Paragraph(content.File.Words(statement: false));
        if (content.File.Link is { } link)
        {
            text.Line(link);
        }

        text.Paragraph(MailWords.WhyYou);
        return text.ToString();
    }

    private static void Changes(MailLines text, MailContent content)
    {
        if (content.Edition.Changes.Count == 0)
        {
            return;
        }

        text.Heading("Changed since the provisional edition");
        foreach (var change in content.Edition.Changes.Take(MailWords.MostChanges))
        {
            text.Paragraph($"{change.What}: {change.Provisional} -> {change.Final}", "- ", "  ");
        }

        if (MailWords.MoreChanges(content.Edition) is { } more)
        {
            text.Line($"- {more}");
        }
    }

    private static void Findings(MailLines text, MailContent content)
    {
        text.Heading(content.AttentionWords);
        var number = 0;
        foreach (var finding in content.Findings.Take(MailWords.MostFindings))
        {
            number++;
            text.Line($"{number}. {finding.Client}: {finding.Finding.ToLowerInvariant()}");
            text.Paragraph(finding.Figures, "   ", "   ");
            text.Paragraph(finding.Proposal, "   -> ", "      ");
            if (finding.Effect is { } effect)
            {
                text.Line($"      {effect}");
            }
        }

        if (MailWords.MoreFindings(content) is { } more)
        {
            text.Line(more);
        }
    }

    private static void Figures(MailLines text, MailContent content)
    {
        text.Heading("Figures");
        var month = content.Edition.Formats.MonthName(content.Edition.Book.Month);
        var before = content.Edition.Formats.MonthName(content.Edition.Book.Month.PlusMonths(-1));
        text.Row("", month, before, "Change");
        foreach (var figure in content.Figures)
        {
            text.Row(figure.Label, figure.Now, figure.Before, figure.Change);
        }
    }

    private static void Clients(MailLines text, MailContent content)
    {
        text.Heading("Clients");
        text.Row("", "Used", "Margin", "Change");
        foreach (var client in content.Clients)
        {
            var name = client.Flag.Length == 0 ? client.Name : $"{client.Name} [{client.Flag}]";
            if (name.Length > 24)
            {
                text.Line(name);
                name = "";
            }

            text.Row(name, $"{client.Used}/{client.Allocation}", client.Margin, client.Change);
        }

        if (content.MoreClients > 0)
        {
            text.Line(MailWords.MoreClients(content));
        }
    }
}
