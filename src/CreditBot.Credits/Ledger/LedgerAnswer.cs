using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Catalog;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>What a command comes to: entries to append, or a refusal.</summary>
public abstract record LedgerAnswer
{
    private LedgerAnswer() { }

    public sealed record Append(ImmutableList<ClientEntry> Entries) : LedgerAnswer;

    public sealed record Refuse(Refusal Refusal) : LedgerAnswer;
}

/// <summary>Who acts, when, from where, and the prices in force: all that a decision may depend on beside the state.</summary>
/// <param name="Now">The instant at which the entries are written; the state is caught up to it.</param>
/// <param name="Channel">teams, slack, web, api, terminal or system.</param>
public sealed record ActionContext(Instant Now, PersonId By, string Channel, PackageCatalog Catalog)
{
    /// <summary>In whole microseconds, whatever the clock gave.</summary>
    public Instant Now { get; init; } = Instants.WholeMicroseconds(Now);

    /// <summary>The month in which something that happens now counts (design.md §3.8).</summary>
    public YearMonth MonthOf(Instant at) => at.InZone(Catalog.Zone).Date.ToYearMonth();
}
