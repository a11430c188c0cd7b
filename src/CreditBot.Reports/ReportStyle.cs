using System.Globalization;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Reports;

/// <summary>How one recipient reads the month: formats, zone, and whose clients (design.md §3.8).</summary>
/// <param name="Culture">For numbers, dates and names of months; the sentences are English.</param>
/// <param name="Zone">For times of day; days and months stay the agency's.</param>
/// <param name="Scope"><see cref="Everybody"/>, or a manager's id for that manager's clients only.</param>
public sealed record ReportStyle(CultureInfo Culture, DateTimeZone Zone, string Scope = "all")
{
    /// <summary>The scope that shows all clients.</summary>
    public const string Everybody = "all";

    /// <summary>A recipient's style; what the recipient leaves open, or names wrongly, is the agency's zone and en-US.</summary>
    public static ReportStyle For(ReportRecipient recipient, DateTimeZone agencyZone)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var zone = recipient.TimeZone is { } id
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
            : null;
        return new ReportStyle(CultureOf(recipient.Culture), zone ?? agencyZone, recipient.Scope);
    }

    private static CultureInfo CultureOf(string? name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name ?? "en-US", predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-US");
        }
    }
}
