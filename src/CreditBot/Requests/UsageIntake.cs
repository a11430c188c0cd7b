using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>One usage event, already read from its wire form.</summary>
/// <param name="Client">As the event names it; it may not exist.</param>
/// <param name="Digest">Over all that makes the event what it is, to tell a duplicate from a conflict (design.md §3.7).</param>
internal sealed record ReportedUsage(Usage Usage, string Client, Instant? At, string Digest);

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
internal sealed class UsageIntake(IStore store, Ledgers ledgers)
{
    public const string Accepted = "accepted";
    public const string Duplicate = "duplicate";
    public const string Rejected = "rejected";

    /// <summary>Records the events and answers in their order; null stands for one that could not be read and is passed over.</summary>
    public async Task<IReadOnlyList<UsageResult>> RecordAsync(
        Actor actor,
        IReadOnlyList<ReportedUsage> events,
        Func<IReadOnlyList<UsageResult>, KeptAnswer?>? answer,
        CancellationToken stop
    )
    {
        var agency = await ledgers.AgencyAsync(actor.Agency, stop);
        using var turns = ledgers.Turns(actor.Agency);
        for (var attempt = 1; ; attempt++)
        {
            var batch = new Batch(store, actor, agency, ledgers.Now);
            var results = new List<UsageResult>(events.Count);
            foreach (var usage in events)
            {
                results.Add(await batch.TakeAsync(usage, stop));
            }

            var commit = batch.Commit() with { Answer = answer?.Invoke(results) };
            if (commit.IsEmpty)
            {
                return results;
            }

            var outcome = await store.CommitAsync(commit, stop);
            if (outcome is CommitOutcome.Done)
            {
                return results;
            }

            Ledgers.ThrowWhenTired(attempt, outcome);
            if (turns.IsEmpty)
            {
                // Somebody else writes for the same clients: from now on one after the other.
                await turns.TakeAsync(commit.Clients.Select(append => append.Client), stop);
            }
        }
    }

    /// <summary>Clients and keys as they stand in the middle of a batch.</summary>
    private sealed class Batch(IStore store, Actor actor, AgencyState agency, Instant now)
    {
        private readonly Dictionary<ClientId, Open?> _clients = [];
        private readonly Dictionary<UsageKey, UsageRecord> _keys = [];

        public async ValueTask<UsageResult> TakeAsync(ReportedUsage usage, CancellationToken stop)
        {
            if (
                !ClientId.TryParse(usage.Client, out var id)
                || await OpenAsync(id, stop) is not { } client
            )
            {
                return new UsageResult(Rejected, "unknown_client", null, Credits.Zero, false);
            }

            var key = new UsageKey(usage.Usage.Source, usage.Usage.Id);
            if (_keys.GetValueOrDefault(key) is { } inBatch)
            {
                return Known(inBatch, usage, client.State);
            }

            if (await store.UsageAsync(actor.Agency, key, stop) is { } record)
            {
                return Known(record, usage, client.State);
            }

            var context = new ActionContext(
                client.Now,
                actor.By,
                actor.Channel,
                agency.Terms.Catalog
            );
            switch (
                UsageRecording.Decide(client.State, new RecordUsage(usage.Usage, usage.At), context)
            )
            {
                case LedgerAnswer.Append append:
                    client.Add(append.Entries);
                    _keys.Add(key, new UsageRecord(id, client.State.Version, usage.Digest));
                    return Result(Accepted, null, client.State.Version, client.State);
                case LedgerAnswer.Refuse { Refusal: Refusal.InFuture }:
                    return Result(Rejected, "in_future", null, client.State);
                default:
                    return Result(Rejected, "before_start", null, client.State);
            }
        }

        public Commit Commit() =>
            new(actor.Agency)
            {
                Clients =
                [
                    .. _clients
                        .Values.OfType<Open>()
                        .Where(client => client.HasUsage)
                        .Select(client => new ClientAppend(
                            client.State.Id,
                            client.ReadVersion,
                            client.Entries,
                            client.State
                        )),
                ],
                Usage = [.. _keys.Select(pair => new UsageWrite(pair.Key, pair.Value))],
            };

        private async ValueTask<Open?> OpenAsync(ClientId id, CancellationToken stop)
        {
            if (!_clients.TryGetValue(id, out var open))
            {
                open = await store.ClientAsync(actor.Agency, id, stop) is { } read
                    ? new Open(read, now)
                    : null;
                _clients.Add(id, open);
            }

            return open;
        }

        private static UsageResult Known(
            UsageRecord record,
            ReportedUsage usage,
            ClientState state
        ) =>
            record.IsOf(usage.Digest)
                ? Result(Duplicate, null, record.Seq, state)
                : Result(Rejected, "conflict", null, state);

        private static UsageResult Result(
            string status,
            string? reason,
            long? seq,
            ClientState state
        ) => new(status, reason, seq, state.Balance, state.IsBlocked);
    }

    private sealed class Open
    {
        private readonly ImmutableList<ClientEntry>.Builder _entries;

        public Open(ClientState read, Instant now)
        {
            ReadVersion = read.Version;
            Now = Instant.Max(now, read.RecordedAt);
            (State, var due) = DueEntries.CatchUp(read, Now);
            _entries = due.ToBuilder();
        }

        public long ReadVersion { get; }

        public Instant Now { get; }

        public ClientState State { get; private set; }

        public bool HasUsage { get; private set; }

        public ImmutableList<ClientEntry> Entries => _entries.ToImmutable();

        public void Add(ImmutableList<ClientEntry> entries)
        {
            HasUsage = true;
            _entries.AddRange(entries);
            State = entries.Aggregate(State, ClientFold.Apply);
        }
    }
}
