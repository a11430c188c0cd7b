using CreditBot.Ledger;
using CreditBot.Reports;
using NodaTime;

namespace CreditBot.Reporting;

/// <summary>That a report was ordered for a recipient, or that there was nothing new to tell.</summary>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="Repeat">Counts up when somebody has it sent again.</param>
internal sealed record ReportSent(long At, int Repeat)
{
    /// <summary>A final edition with the figures that the recipient knows; sent again by hand it is the first mail.</summary>
    public static readonly ReportSent NothingNew = new(0, -1);

    public bool IsNothingNew => Repeat < 0;

    /// <summary>A client's statement counts by itself: one address may get the report and statements beside it.</summary>
    public static string Key(YearMonth month, bool isFinal, ReportRecipient recipient) =>
        $"{BookKeeper.Key(month)}|{(isFinal ? "final" : "provisional")}|{recipient.Email.ToLowerInvariant()}"
        + (ReportStyle.ClientOf(recipient.Scope) is { } client ? $"|{client}" : "");
}
