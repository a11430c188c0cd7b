using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Commits that are written together: each is checked against the tables and those before it, and taken whole or not at all.</summary>
internal sealed class CommitGroup(ITables tables, IHeads heads, Instant now)
{
    private readonly GroupWrites _taken = new();

    public bool HasChanges => !_taken.IsEmpty;

    /// <summary>Rows that all taken commits write, heads aside; null deletes.</summary>
    public IReadOnlyDictionary<(string Table, string Key), byte[]?> Rows => _taken.Rows;

    public IReadOnlyDictionary<(AgencyId Agency, ClientId Client), Head<ClientState>> Clients =>
        _taken.Clients;

    public IReadOnlyDictionary<AgencyId, Head<AgencyState>> Agencies => _taken.Agencies;

    /// <summary>What all taken commits write; null deletes.</summary>
    public IEnumerable<(string Table, string Key, byte[]? Value)> Changes =>
        _taken
            .Rows.Select(row => (row.Key.Table, row.Key.Key, row.Value))
            .Concat(
                _taken.Clients.Select(pair =>
                    (
                        Tables.Clients,
                        Keys.Of(pair.Key.Agency, pair.Key.Client),
                        (byte[]?)HeadCodec.Encode(pair.Value)
                    )
                )
            )
            .Concat(
                _taken.Agencies.Select(pair =>
                    (Tables.Agencies, Keys.Of(pair.Key), (byte[]?)HeadCodec.Encode(pair.Value))
                )
            );

    /// <summary>Takes a commit, or says what moved on since it was read and takes nothing of it.</summary>
    /// <exception cref="ArgumentException">The commit contradicts itself.</exception>
    public CommitOutcome Take(Commit commit)
    {
        var writing = new CommitWriting(tables, heads, commit.Agency, now, _taken);
        if (writing.Take(commit) is { } moved)
        {
            return new CommitOutcome.Conflict(moved);
        }

        _taken.Add(writing.Own);
        return new CommitOutcome.Done();
    }

    /// <summary>The group is on disk: heads and waiting messages are what it made of them.</summary>
    public void Publish(WaitingOutbox? waiting = null)
    {
        foreach (var ((agency, client), head) in _taken.Clients)
        {
            heads.Put(agency, client, head);
        }

        foreach (var (agency, head) in _taken.Agencies)
        {
            heads.Put(agency, head);
        }

        foreach (var message in _taken.Messages)
        {
            waiting?.Put(message);
        }
    }
}

/// <summary>Heads as they stand before the group, and where they go when it is written.</summary>
internal interface IHeads
{
    Head<ClientState>? Client(ITables tables, AgencyId agency, ClientId client);

    Head<AgencyState>? Agency(ITables tables, AgencyId agency);

    void Put(AgencyId agency, ClientId client, Head<ClientState> head);

    void Put(AgencyId agency, Head<AgencyState> head);
}

/// <summary>What a commit writes, or a group of them.</summary>
internal sealed class GroupWrites
{
    public Dictionary<(string Table, string Key), byte[]?> Rows { get; } = [];

    public Dictionary<(AgencyId Agency, ClientId Client), Head<ClientState>> Clients { get; } = [];

    public Dictionary<AgencyId, Head<AgencyState>> Agencies { get; } = [];

    public List<OutboxMessage> Messages { get; } = [];

    public bool IsEmpty => Rows.Count == 0 && Clients.Count == 0 && Agencies.Count == 0;

    /// <summary>What comes after, over what is there.</summary>
    public void Add(GroupWrites later)
    {
        foreach (var (key, value) in later.Rows)
        {
            Rows[key] = value;
        }

        foreach (var (key, head) in later.Clients)
        {
            Clients[key] = head;
        }

        foreach (var (key, head) in later.Agencies)
        {
            Agencies[key] = head;
        }

        Messages.AddRange(later.Messages);
    }
}
