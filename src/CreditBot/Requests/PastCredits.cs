using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.TimeTravel;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>A client as it stood at an instant: why, and the forecast by what was used until then.</summary>
internal sealed record PastAccount(Explanation Explanation, ForecastCheck Forecast);

/// <summary>Reads a client's stream for what was true at an instant of the past (design.md §3.1: everything is a fold).</summary>
internal sealed class PastCredits(IStore store, Ledgers ledgers)
{
    /// <summary>Null when there was no such client then.</summary>
    /// <param name="at">Not after now.</param>
    public async Task<PastAccount?> ReadAsync(
        AgencyId agency,
        ClientId client,
        Instant at,
        Knowledge known,
        CancellationToken stop
    )
    {
        if (await store.ClientAsync(agency, client, stop) is not { } head)
        {
            return null;
        }

        var explaining = new Explaining(client, at, known);
        var usage = new Queue<ClientEntry>(Accounts.LatestEntries);
        await foreach (
            var entry in store.AllEntriesAsync(agency, client, after: 0, head.Version, stop)
        )
        {
            if (explaining.IsBeyond(entry))
            {
                break;
            }

            if (explaining.Add(entry) is ClientEntry.Used or ClientEntry.Reversed)
            {
                if (usage.Count == Accounts.LatestEntries)
                {
                    usage.Dequeue();
                }

                usage.Enqueue(entry);
            }
        }

        // What is due by itself counts, written or not: as known then up to the instant, as known now up to today.
        var (state, until) =
            known == Knowledge.Then
                ? (explaining.State, at)
                : (head, ledgers.NowAfter(head.RecordedAt));
        foreach (var due in state is null ? [] : DueEntries.CatchUp(state, until).Entries)
        {
            explaining.Add(due);
        }

        return explaining.Result() is { } explanation
            ? new PastAccount(
                explanation,
                AccountChecking.ForecastOf(
                    explanation.State,
                    UsageEvent.From(usage),
                    at,
                    usage.Count < Accounts.LatestEntries ? null : usage.Peek().RecordedAt
                )
            )
            : null;
    }
}
