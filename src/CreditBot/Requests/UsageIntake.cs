using System.Collections.Concurrent;
using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>One usage event, already read from its wire form.</summary>
/// <param name="Client">As the event names it; it may not exist.</param>
/// <param name="Digest">Over all that makes the event what it is, to tell a duplicate from a conflict (design.md §3.7).</param>
internal sealed record ReportedUsage(Usage Usage, string Client, Instant? At, string Digest)
{
    public UsageKey Key => new(Usage.Source, Usage.Id);
}

/// <summary>What became of one event, in the words of contract.md.</summary>
/// <param name="Reason">For a rejection: its code.</param>
internal sealed record UsageResult(
    string Status,
    string? Reason,
    long? Seq,
    Credits Balance,
    bool Blocked
);

/// <summary>Takes usage in batches: one commit for all of them, each event once, none lost to a bad one (design.md §3.7).</summary>
/// <remarks>
/// Calls that arrive while a commit is under way are decided one after the other on what it leaves, and go into the next
/// one together: many editors that report at once don't undo each other's decisions. What another writer of the store
/// did meanwhile shows as a conflict, and the round is decided again.
/// </remarks>
internal sealed class UsageIntake(IStore store, Ledgers ledgers, People people)
{
    public const string Accepted = "accepted";
    public const string Duplicate = "duplicate";
    public const string Rejected = "rejected";

    /// <summary>Events in one commit at most, beside those of a single call.</summary>
    private const int MostTogether = 2000;

    private readonly ConcurrentDictionary<AgencyId, Rounds<UsageCall>> _rounds = new();

    /// <summary>Records the events and answers in their order.</summary>
    /// <param name="answer">Makes an answer that is kept with them; null when none is.</param>
    public Task<IReadOnlyList<UsageResult>> RecordAsync(
        Actor actor,
        IReadOnlyList<ReportedUsage> events,
        Func<IReadOnlyList<UsageResult>, KeptAnswer?>? answer,
        CancellationToken stop
    )
    {
        var call = new UsageCall(actor, events, answer);
        _rounds
            .GetOrAdd(actor.Agency, agency => new(calls => RunAsync(agency, calls), Fits))
            .Add(call);
        return call.WaitAsync(stop);
    }

    // A commit keeps one answer.
    private static bool Fits(IReadOnlyList<UsageCall> round, UsageCall next) =>
        round[0].Answer is null
        && next.Answer is null
        && round.Sum(call => call.Events.Count) + next.Events.Count <= MostTogether;

    private async Task RunAsync(AgencyId agency, IReadOnlyList<UsageCall> waiting)
    {
        var calls = waiting.Where(call => call.Take()).ToList();
        try
        {
            await RecordAsync(agency, calls);
        }
        catch (Exception exception)
            when (calls.Count == 1 || exception is StoreUnavailableException)
        {
            calls.ForEach(call => call.Fail(exception));
        }
        catch (Exception) // One of them met it, and the others have no part in it.
        {
            foreach (var call in calls)
            {
                await RunAloneAsync(agency, call);
            }
        }
    }

    private async Task RunAloneAsync(AgencyId agency, UsageCall call)
    {
        try
        {
            await RecordAsync(agency, [call]);
        }
        catch (Exception exception) // The caller's to handle.
        {
            call.Fail(exception);
        }
    }

    /// <summary>What the clients are told whose credits have just become few or none, written with the usage that did it.</summary>
    private async ValueTask<ImmutableList<OutboxMessage>> AlertsAsync(
        AgencyId agency,
        UsageBatch batch,
        CancellationToken stop
    ) =>
        batch.Reached.Count == 0
            ? []
            :
            [
                .. (await people.AllAsync(agency, stop)).SelectMany(person =>
                    batch
                        .Reached.Where(reached => person.Clients.ContainsKey(reached.Key.Value))
                        .Select(reached =>
                            OutboxMessages.Of(
                                agency,
                                new Notice.CreditsLow(
                                    person.Id,
                                    reached.Key.Value,
                                    reached.Value.Period,
                                    reached.Value.Level == UseLevel.Out
                                ),
                                $"{reached.Key}/{reached.Value.Seq:D10}/low/{person.Id}",
                                ledgers.Now
                            )
                        )
                ),
            ];

    private async ValueTask<IReadOnlyList<OutboxMessage>> ToOthersAsync(
        AgencyId agency,
        UsageBatch batch,
        CancellationToken stop
    )
    {
        var messages = new List<OutboxMessage>();
        foreach (var (before, entries) in batch.Changes)
        {
            messages.AddRange(await ledgers.AboutAsync(agency, before, entries, stop));
        }

        return messages;
    }

    private async Task RecordAsync(AgencyId agency, IReadOnlyList<UsageCall> calls)
    {
        // Nobody who waits may take back what the others of the round wait for.
        var stop = CancellationToken.None;
        var events = calls.SelectMany(call => call.Events).ToList();
        var keys = events.Select(usage => usage.Key).Distinct().ToList();
        var clients = events
            .Select(usage => ClientId.TryParse(usage.Client, out var id) ? id : (ClientId?)null)
            .OfType<ClientId>()
            .Distinct()
            .ToList();
        using var turns = ledgers.Turns(agency);
        for (var attempt = 1; calls.Count > 0; attempt++)
        {
            var batch = new UsageBatch(
                agency,
                await store.UsageFactsAsync(agency, clients, keys, stop),
                ledgers.Now
            );
            var results = calls.Select(batch.Take).ToList();

            var commit = batch.Commit() with
            {
                Answer = calls[0].Answer?.Invoke(results[0]),
                Outbox = (await AlertsAsync(agency, batch, stop)).AddRange(
                    await ToOthersAsync(agency, batch, stop)
                ),
            };
            var outcome = commit.IsEmpty
                ? new CommitOutcome.Done()
                : await store.CommitAsync(commit, stop);
            if (outcome is CommitOutcome.Done)
            {
                foreach (var (call, result) in calls.Zip(results))
                {
                    call.Done(result);
                }

                return;
            }

            Ledgers.ThrowWhenTired(attempt, outcome);
            if (turns.IsEmpty)
            {
                // Somebody else writes for the same clients: from now on one after the other.
                await turns.TakeAsync(commit.Clients.Select(append => append.Client), stop);
            }
        }
    }
}
