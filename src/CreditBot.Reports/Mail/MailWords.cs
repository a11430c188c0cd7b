using CreditBot.Reports.Story;

namespace CreditBot.Reports.Mail;

/// <summary>Words that text and HTML share, and how much of each list a mail shows before it points to the workbook.</summary>
internal static class MailWords
{
    public const int MostFindings = 20;
    public const int MostChanges = 20;

    public const string WhyYou =
        "You get this because the agency lists your address for its monthly report. To stop, unsubscribe in your mail program or ask the agency.";

    public const string WhyYouStatement =
        "You get this because you have asked the agency for a monthly statement. To stop, unsubscribe in your mail program or ask the agency.";

    public static string? MoreFindings(MailContent content) =>
        More(content.Findings.Count - MostFindings, content.Edition, "the Review sheet");

    public static string? MoreChanges(Edition edition) =>
        More(edition.Changes.Count - MostChanges, edition, "the Summary sheet");

    public static string MoreClients(MailContent content) =>
        More(content.MoreClients, content.Edition, "the Clients sheet") ?? "";

    private static string? More(int count, Edition edition, string where) =>
        count > 0 ? $"and {edition.Formats.Count(count)} more on {where}." : null;
}
