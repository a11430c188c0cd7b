using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>A new client: what it is called, what it has by the month, from when.</summary>
/// <param name="StartsOn">The first period's first day; today in the client's zone when null. A past date catches up (design.md §3.5).</param>
public sealed record OpenClient(
    ClientId Id,
    string Name,
    string? Email,
    ClientTerms Terms,
    Plan Plan,
    LocalDate? StartsOn
);

/// <summary>Opens a client's stream.</summary>
public static class ClientOpening
{
    /// <summary>The opening and everything due since its start: history has its resets at once.</summary>
    public static LedgerAnswer Decide(OpenClient command, ActionContext context)
    {
        var texts = ImmutableDictionary<string, string>.Empty.Add(TextNames.Name, command.Name);
        var opened = new ClientEntry.Opened(
            command.Terms,
            command.Plan,
            command.StartsOn ?? context.Now.InZone(command.Terms.Zone).Date
        )
        {
            Seq = 1,
            At = context.Now,
            RecordedAt = context.Now,
            By = context.By,
            Texts = command.Email is { } email ? texts.Add(TextNames.Email, email) : texts,
        };
        var (_, due) = DueEntries.CatchUp(ClientFold.Open(command.Id, opened), context.Now);
        return new LedgerAnswer.Append([opened, .. due]);
    }
}
