using System.Text;

namespace CreditBot.Reports.Mail;

/// <summary>The mail as plain text: exceptions first, no line wider than a phone in landscape needs.</summary>
internal static class MailText
{
    private const int Width = 72;
    private const string NewLine = "\r\n";

    public static string Of(MailContent content)
    {
        var text = new StringBuilder();
        var edition = content.Edition;
        Line(text, $"{edition.AgencyLine}: {content.Month} ({content.EditionWord})");
        Line(text, $"{edition.ScopeLabel}. {edition.Standing}");
        Changes(text, content);
        Findings(text, content);
        Heading(text, "What changed and why");
        foreach (var sentence in edition.Sentences)
        {
            Paragraph(text, sentence, "- ", "  ");
        }

        Figures(text, content);
        Clients(text, content);
        Line(text, "");
        Paragraph(
            text,
            $"The workbook {content.FileName} is attached; its Control sheet proves these figures.",
            "",
            ""
        );
        Paragraph(text, MailWords.WhyYou, "", "");
        return text.ToString();
    }

    private static void Changes(StringBuilder text, MailContent content)
    {
        if (content.Edition.Changes.Count == 0)
        {
            return;
        }

        Heading(text, "Changed since the provisional edition");
        foreach (var change in content.Edition.Changes.Take(MailWords.MostChanges))
        {
            Paragraph(text, $"{change.What}: {change.Provisional} -> {change.Final}", "- ", "  ");
        }

        if (MailWords.MoreChanges(content.Edition) is { } more)
        {
            Line(text, $"- {more}");
        }
    }

    private static void Findings(StringBuilder text, MailContent content)
    {
        Heading(text, content.AttentionWords);
        var number = 0;
        foreach (var finding in content.Findings.Take(MailWords.MostFindings))
        {
            number++;
            Line(text, $"{number}. {finding.Client}: {finding.Finding.ToLowerInvariant()}");
            Paragraph(text, finding.Figures, "   ", "   ");
            Paragraph(text, finding.Proposal, "   -> ", "      ");
            if (finding.Effect is { } effect)
            {
                Line(text, $"      {effect}");
            }
        }

        if (MailWords.MoreFindings(content) is { } more)
        {
            Line(text, more);
        }
    }

    private static void Figures(StringBuilder text, MailContent content)
    {
        Heading(text, "Figures");
        var month = content.Edition.Formats.MonthName(content.Edition.Book.Month);
        var before = content.Edition.Formats.MonthName(content.Edition.Book.Month.PlusMonths(-1));
        Row(text, "", month, before, "Change");
        foreach (var figure in content.Figures)
        {
            Row(text, figure.Label, figure.Now, figure.Before, figure.Change);
        }
    }

    private static void Clients(StringBuilder text, MailContent content)
    {
        Heading(text, "Clients");
        Row(text, "", "Used", "Margin", "Change");
        foreach (var client in content.Clients)
        {
            var name = client.Flag.Length == 0 ? client.Name : $"{client.Name} [{client.Flag}]";
            if (name.Length > 24)
            {
                Line(text, name);
                name = "";
            }

            Row(text, name, $"{client.Used}/{client.Allocation}", client.Margin, client.Change);
        }

        if (content.MoreClients > 0)
        {
            Line(text, MailWords.MoreClients(content));
        }
    }

    private static void Row(StringBuilder text, string label, string a, string b, string c) =>
        Line(text, $"{label, -24}{a, 16}{b, 16}{c, 16}".TrimEnd());

    private static void Heading(StringBuilder text, string words)
    {
        Line(text, "");
        Line(text, words.ToUpperInvariant());
    }

    private static void Paragraph(StringBuilder text, string words, string first, string next)
    {
        var line = new StringBuilder(first);
        var isEmpty = true;
        foreach (var word in words.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                Line(text, line.ToString());
                line.Clear().Append(next);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        Line(text, line.ToString());
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append(NewLine);
}
