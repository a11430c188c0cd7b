using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Policy;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>An agency's business settings: they seed an empty store and are the store's from then on (contract.md, Settings).</summary>
public sealed record AgencyTerms
{
    public required string Name { get; init; }

    public required PackageCatalog Catalog { get; init; }

    public required RequestPolicy Policy { get; init; }

    public required WorkingTime WorkingTime { get; init; }

    /// <summary>Managers who answer when a client's own don't, in order.</summary>
    public IReadOnlyList<PersonId> OnCall { get; init; } = [];

    public IReadOnlyList<ReportRecipient> Recipients { get; init; } = [];

    /// <summary>When the report leaves on the 1st, in each recipient's zone.</summary>
    public LocalTime SendReportsAt { get; init; } = new(7, 0);

    /// <summary>Days after a month's end before its book is closed. Default 3.</summary>
    public int GraceDays { get; init; } = 3;
}

/// <summary>Who gets the monthly report.</summary>
/// <param name="TimeZone">Null: the agency's.</param>
/// <param name="Culture">A culture name for numbers and dates; null: the agency's.</param>
/// <param name="Scope">"all", or a manager's id for that manager's clients only.</param>
public sealed record ReportRecipient(
    string Email,
    string? TimeZone = null,
    string? Culture = null,
    string Scope = "all"
);
