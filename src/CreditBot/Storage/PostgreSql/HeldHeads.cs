using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage.PostgreSql;

/// <summary>
/// Commits that depend on heads which this node holds, and on rows that aren't there: they are written without reading
/// first, and the transaction fails when it turns out that the heads are no longer these or that a row is there.
/// </summary>
internal sealed class HeldHeads : ITables, IHeads
{
    private readonly Dictionary<(AgencyId Agency, ClientId Client), Head<ClientState>> _clients =
    [];
    private readonly Dictionary<AgencyId, Head<AgencyState>> _agencies = [];

    private HeldHeads() { }

    /// <summary>Null when the commits depend on more, or on heads that this node doesn't hold.</summary>
    public static HeldHeads? Of(PgHeads heads, IReadOnlyList<Commit> commits)
    {
        var held = new HeldHeads();
        foreach (var commit in commits)
        {
            if (
                commit.Clients.IsEmpty
                || !commit.AgencyEntries.IsEmpty
                || !commit.Documents.IsEmpty
                || commit.Answer is not null
                || heads.Find(commit.Agency) is not { } agency
            )
            {
                return null;
            }

            held._agencies[commit.Agency] = agency;
            foreach (var append in commit.Clients)
            {
                var key = (commit.Agency, append.Client);
                if (held._clients.ContainsKey(key))
                {
                    continue;
                }

                if (
                    heads.Find(commit.Agency, append.Client) is not { } head
                    || head.State.Version != append.ReadVersion
                )
                {
                    return null;
                }

                held._clients.Add(key, head);
            }
        }

        return held;
    }

    /// <summary>Statements that lock the heads and end in a fault unless all are still the ones that are held.</summary>
    public IEnumerable<Query> StillThese() =>
        [
            Query.AreStill(
                Tables.Clients,
                _clients.Select(client =>
                    (Keys.Of(client.Key.Agency, client.Key.Client), client.Value.Hash)
                ),
                locking: true
            ),
            // Its turn keeps it as it is.
            Query.AreStill(
                Tables.Agencies,
                _agencies.Select(agency => (Keys.Of(agency.Key), agency.Value.Hash)),
                locking: false
            ),
        ];

    public byte[]? Get(string table, string key) => null;

    public IReadOnlyDictionary<string, byte[]> Get(
        string table,
        IReadOnlyCollection<string> keys
    ) => System.Collections.Immutable.ImmutableDictionary<string, byte[]>.Empty;

    // A store that holds usage by its hash was moved here whole: whoever decided on these commits has looked.
    public bool MayHave(string table, string from, string to) => false;

    public IReadOnlyList<string> KeysIn(string table, string from, string to, int limit) => [];

    public IReadOnlyList<Row> Range(string table, string from, string to, int limit) => [];

    Head<ClientState>? IHeads.Client(ITables tables, AgencyId agency, ClientId client) =>
        _clients.GetValueOrDefault((agency, client));

    Head<AgencyState>? IHeads.Agency(ITables tables, AgencyId agency) =>
        _agencies.GetValueOrDefault(agency);

    // Whoever wrote the group puts them, with their size.
    void IHeads.Put(AgencyId agency, ClientId client, Head<ClientState> head) { }

    void IHeads.Put(AgencyId agency, Head<AgencyState> head) { }
}
