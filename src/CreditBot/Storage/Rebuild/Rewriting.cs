using CreditBot.Amounts;
using CreditBot.Storage.Checks;

namespace CreditBot.Storage.Rebuild;

/// <summary>Gathers what differs and writes it, some thousand rows at a time; in a dry run it only gathers.</summary>
/// <remarks>Every row can be written twice, so a rebuild that is cut short is simply run again.</remarks>
internal sealed class Rewriting(TableStore store, bool dryRun)
{
    private const int RowsAtOnce = 2000;
    private const int MostListed = 1000;

    private readonly List<(string Table, string Key, byte[]? Value)> _rows = [];
    private readonly List<RebuildDifference> _differences = [];
    private readonly List<StoreFault> _refused = [];
    private long _more;

    public int Agencies { get; set; }

    public int Clients { get; set; }

    public long Entries { get; set; }

    /// <summary>A row is to be written, or deleted (null), for a reason that a person can read.</summary>
    public void Put(
        AgencyId agency,
        string? client,
        string what,
        string table,
        string key,
        byte[]? value
    )
    {
        _rows.Add((table, key, value));
        if (_differences.Count < MostListed)
        {
            _differences.Add(new RebuildDifference(agency.Value, client, what));
        }
        else
        {
            _more++;
        }
    }

    /// <summary>A stream is left as it is.</summary>
    public void Refuse(StreamName stream, string why) =>
        _refused.Add(
            new StoreFault(
                stream.Agency.Value,
                stream.Name == Keys.AgencyStream ? null : stream.Name,
                null,
                why
            )
        );

    /// <summary>Writes what was gathered, when it is much or <paramref name="all"/> of it is wanted.</summary>
    public async Task WriteAsync(bool all, CancellationToken stop)
    {
        if (_rows.Count == 0 || (!all && _rows.Count < RowsAtOnce))
        {
            return;
        }

        if (!dryRun)
        {
            await store.RewriteAsync([.. _rows], stop);
        }

        _rows.Clear();
    }

    public RebuildReport ToReport() =>
        new(Agencies, Clients, Entries, _differences, _more, _refused, !dryRun);
}
