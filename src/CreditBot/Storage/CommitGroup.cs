using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Commits that are written together: each is checked against the tables and those before it, and taken whole or not at all.</summary>
internal sealed class CommitGroup(ITables tables, IHeads heads, Instant now)
{
    private GroupWrites _taken = GroupWrites.None;

    public bool HasChanges => !ReferenceEquals(_taken, GroupWrites.None);

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

        _taken = writing.Done;
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

/// <summary>Everything that is to be written. Immutable, so that a commit that isn't taken leaves no trace.</summary>
internal sealed record GroupWrites(
    ImmutableDictionary<(string Table, string Key), byte[]?> Rows,
    ImmutableDictionary<(AgencyId Agency, ClientId Client), Head<ClientState>> Clients,
    ImmutableDictionary<AgencyId, Head<AgencyState>> Agencies,
    ImmutableList<OutboxMessage> Messages
)
{
    public static readonly GroupWrites None = new(
        ImmutableDictionary<(string, string), byte[]?>.Empty,
        ImmutableDictionary<(AgencyId, ClientId), Head<ClientState>>.Empty,
        ImmutableDictionary<AgencyId, Head<AgencyState>>.Empty,
        []
    );
}
