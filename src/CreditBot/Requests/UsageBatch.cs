using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>Clients and usage keys as they stand in the middle of a round, decided on one event after the other.</summary>
internal sealed class UsageBatch
{
    private readonly AgencyId _agencyId;
    private readonly AgencyState _agency;
    private readonly Instant _now;
    private readonly UsageFacts _facts;
    private readonly Dictionary<ClientId, Open?> _clients = [];
    private readonly Dictionary<UsageKey, UsageRecord> _keys = [];
    private readonly Dictionary<ClientId, Reaching> _reached = [];

    /// <param name="facts">As they stood when the round began.</param>
    /// <exception cref="InvalidOperationException">There is no such agency: it is made when the host starts.</exception>
    public UsageBatch(AgencyId agency, UsageFacts facts, Instant now)
    {
        _agencyId = agency;
        _facts = facts;
        _agency =
            facts.Agency
            ?? throw new InvalidOperationException($"Agency '{agency}' has no entries.");
        _now = _agency.NotBeforeClose(now);
    }

    /// <summary>Decides on a call's events and answers in their order.</summary>
    public IReadOnlyList<UsageResult> Take(UsageCall call) =>
        [.. call.Events.Select(usage => Take(call.Actor, usage))];

    private UsageResult Take(Actor actor, ReportedUsage usage)
    {
        if (!ClientId.TryParse(usage.Client, out var id) || OpenOf(id) is not { } client)
        {
            return new UsageResult(
                UsageIntake.Rejected,
                "unknown_client",
                null,
                Credits.Zero,
                false
            );
        }

        if (
            (_keys.GetValueOrDefault(usage.Key) ?? _facts.Known.GetValueOrDefault(usage.Key)) is
            { } record
        )
        {
            return record.IsOf(usage.Digest)
                ? Result(UsageIntake.Duplicate, null, record.Seq, client.State)
                : Result(UsageIntake.Rejected, "conflict", null, client.State);
        }

        var context = new ActionContext(client.Now, actor.By, actor.Channel, _agency.Terms.Catalog);
        switch (
            UsageRecording.Decide(client.State, new RecordUsage(usage.Usage, usage.At), context)
        )
        {
            case LedgerAnswer.Append append:
                var before = client.State;
                client.Add(append.Entries);
                if (UseLevels.Crossed(before, client.State) is { } level)
                {
                    _reached[id] = new Reaching(
                        client.State.Version,
                        client.State.Current!.Number,
                        level
                    );
                }

                _keys.Add(usage.Key, new UsageRecord(id, client.State.Version, usage.Digest));
                return Result(UsageIntake.Accepted, null, client.State.Version, client.State);
            case LedgerAnswer.Refuse { Refusal: Refusal.InFuture }:
                return Result(UsageIntake.Rejected, "in_future", null, client.State);
            case LedgerAnswer.Refuse { Refusal: Refusal.Ended }:
                return Result(UsageIntake.Rejected, "ended", null, client.State);
            default:
                return Result(UsageIntake.Rejected, "before_start", null, client.State);
        }
    }

    /// <summary>The clients who have to be told how little is left, by the entry that made it so.</summary>
    public IReadOnlyDictionary<ClientId, Reaching> Reached => _reached;

    /// <summary>What each client's entries found, for who else is told of them.</summary>
    public IEnumerable<(ClientState Before, ImmutableList<ClientEntry> Entries)> Changes =>
        _clients
            .Values.OfType<Open>()
            .Where(client => client.HasUsage)
            .Select(client => (client.Read, client.Entries));

    public Commit Commit() =>
        new(_agencyId)
        {
            Clients =
            [
                .. _clients
                    .Values.OfType<Open>()
                    .Where(client => client.HasUsage)
                    .Select(client => new ClientAppend(
                        client.State.Id,
                        client.Read.Version,
                        client.Entries,
                        client.State
                    )),
            ],
            Usage = [.. _keys.Select(pair => new UsageWrite(pair.Key, pair.Value))],
        };

    private Open? OpenOf(ClientId id)
    {
        if (!_clients.TryGetValue(id, out var open))
        {
            open = _facts.Clients.TryGetValue(id, out var read) ? new Open(read, _now) : null;
            _clients.Add(id, open);
        }

        return open;
    }

    private static UsageResult Result(
        string status,
        string? reason,
        long? seq,
        ClientState state
    ) => new(status, reason, seq, state.Balance, state.IsBlocked);

    /// <summary>A level that usage has reached.</summary>
    /// <param name="Seq">The entry that did it.</param>
    /// <param name="Period">The period's number.</param>
    internal sealed record Reaching(long Seq, int Period, UseLevel Level);

    private sealed class Open
    {
        private readonly ImmutableList<ClientEntry>.Builder _entries;

        public Open(ClientState read, Instant now)
        {
            Read = read;
            Now = Instant.Max(now, read.RecordedAt);
            (State, var due) = DueEntries.CatchUp(read, Now);
            _entries = due.ToBuilder();
        }

        public ClientState Read { get; }

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
