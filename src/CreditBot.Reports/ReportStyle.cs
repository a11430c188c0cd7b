using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using NodaTime;

namespace CreditBot.Reports;

/// <summary>How one recipient reads the month: formats, zone, and whose clients (design.md §3.8).</summary>
/// <param name="Culture">For numbers, dates and names of months; the sentences are English.</param>
/// <param name="Zone">For times of day; days and months stay the agency's.</param>
/// <param name="Scope"><see cref="Everybody"/>, a manager's id for that manager's clients only, or "client:" and an id for that client's own statement.</param>
public sealed record ReportStyle(CultureInfo Culture, DateTimeZone Zone, string Scope = "all")
{
    /// <summary>The scope that shows all clients.</summary>
    public const string Everybody = "all";

    private const string ClientPrefix = "client:";

    /// <summary>The client whose statement it is; null for a report.</summary>
    public ClientId? Client => ClientOf(Scope);

    /// <summary>The client that a scope such as "client:bella-bakery" names, or null.</summary>
    public static ClientId? ClientOf(string scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return
            scope.StartsWith(ClientPrefix, StringComparison.Ordinal)
            && ClientId.TryParse(scope[ClientPrefix.Length..], out var client)
            ? client
            : null;
    }

    /// <summary>Whether a book has anything for this recipient: a statement needs its client in it.</summary>
    public bool Shows(MonthBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return Client is not { } client || book.Clients.Any(one => one.Id == client);
    }

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
