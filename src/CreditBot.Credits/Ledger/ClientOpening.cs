using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>A new client: what it is called, what it has by the month, from when.</summary>
/// <param name="Standing">Paused from the first or from a later day, or ended from a later day; checked by <see cref="StandingChanging"/>. Active when null.</param>
/// <param name="StartsOn">The first period's first day; today in the client's zone when null. A past date catches up (design.md §3.5).</param>
public sealed record OpenClient(
    ClientId Id,
    string Name,
    string? Email,
    ClientTerms Terms,
    Plan Plan,
    LocalDate? StartsOn,
    ChangeStanding? Standing = null
);

/// <summary>Opens a client's stream.</summary>
public static class ClientOpening
{
    /// <summary>The opening and everything due since its start: history has its resets at once. Refused only for a state that can't be.</summary>
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
        var state = ClientFold.Open(command.Id, opened);
        ImmutableList<ClientEntry> entries = [opened];
        // A pause from the first comes before the first reset, which then waits for it to be resumed.
        if (command.Standing is { } standing)
        {
            var answer = StandingChanging.Decide(state, standing, context);
            if (answer is not LedgerAnswer.Append { Entries: var changes })
            {
                return answer;
            }

            entries = entries.AddRange(changes);
            state = changes.Aggregate(state, ClientFold.Apply);
        }

        return new LedgerAnswer.Append(
            entries.AddRange(DueEntries.CatchUp(state, context.Now).Entries)
        );
    }
}
