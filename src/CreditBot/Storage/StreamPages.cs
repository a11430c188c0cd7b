using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Reads entries and checks on the way that each is the one that was written after the one before.</summary>
internal static class StreamPages
{
    /// <summary>Entries after one, up to <paramref name="last"/>, which has to exist.</summary>
    /// <param name="version">The number of the stream's last entry.</param>
    /// <param name="hash">That entry's hash.</param>
    /// <exception cref="LedgerDamagedException">An entry is missing or not what was written; the message names it.</exception>
    public static IReadOnlyList<StoredEntry<T>> Read<T>(
        EntryCodec<T> codec,
        ITables tables,
        StreamName stream,
        long after,
        long last,
        long version,
        string hash
    )
        where T : class
    {
        // One before, for the hash that the first names; one more, whose hash before it vouches for the last.
        var from = Math.Max(1, after);
        var to = Math.Min(last + 1, version);
        var rows = RawEntries.Read(tables, stream, from, to);
        if (rows.Count != to - from + 1)
        {
            var missing = Enumerable
                .Range(0, rows.Count)
                .FirstOrDefault(i => rows[i].Seq != from + i, rows.Count);
            throw new LedgerDamagedException($"{stream.Entry(from + missing)} is missing.");
        }

        var entries = new List<StoredEntry<T>>(rows.Count);
        var before = after == 0 ? stream.StartHash : Chain.HashOf(rows[0].Bytes);
        foreach (var row in rows.Skip(after == 0 ? 0 : 1))
        {
            var where = stream.Entry(row.Seq);
            var entry = codec.Decode(row.Bytes, row.Texts, row.Seq, before, where);
            before = Chain.HashOf(row.Bytes);
            if (row.Seq <= last)
            {
                entries.Add(new StoredEntry<T>(entry, before));
            }
        }

        return to == version && before != hash
            ? throw new LedgerDamagedException(
                $"{stream.Entry(version)} is not what was written: the stream's head knows it by another hash."
            )
            : entries;
    }
}

/// <summary>A stream by name: a client's, or the agency's own.</summary>
internal sealed record StreamName(AgencyId Agency, string Name)
{
    public static StreamName Of(AgencyId agency, ClientId client) => new(agency, client.Value);

    public static StreamName Of(AgencyId agency) => new(agency, Keys.AgencyStream);

    /// <summary>What its first entry names as the hash before it.</summary>
    public string StartHash => Chain.Start(Agency, Name);

    /// <summary>An entry, for a person to find.</summary>
    public string Entry(long seq) => $"Entry {seq} of {this}";

    public override string ToString() =>
        (Name == Keys.AgencyStream, Agency == AgencyId.Default) switch
        {
            (true, _) => $"agency {Agency}",
            (false, true) => Name,
            _ => $"{Agency}/{Name}",
        };
}

/// <summary>An entry as its rows stand, unread.</summary>
internal sealed record RawEntry(
    long Seq,
    byte[] Bytes,
    ImmutableSortedDictionary<string, KeptText> Texts
);

/// <summary>Entries with their texts, by number.</summary>
internal static class RawEntries
{
    private static readonly ImmutableSortedDictionary<string, KeptText> None =
        ImmutableSortedDictionary.Create<string, KeptText>(StringComparer.Ordinal);

    /// <param name="limit">Rows at most, from the first one on.</param>
    /// <exception cref="LedgerDamagedException">A row among them is no entry's.</exception>
    public static IReadOnlyList<RawEntry> Read(
        ITables tables,
        StreamName stream,
        long from,
        long to,
        int limit = int.MaxValue
    )
    {
        if (to < from)
        {
            return [];
        }

        var first = Keys.Entry(stream.Agency, stream.Name, from);
        var rows = tables.Range(
            Tables.Entries,
            first,
            Keys.Entry(stream.Agency, stream.Name, to),
            limit
        );
        if (rows.Count == 0)
        {
            return [];
        }

        var texts = tables
            .Range(Tables.Texts, first, Keys.EndOf(rows[^1].Key), int.MaxValue)
            .ToLookup(row => row.Key[..row.Key.LastIndexOf('/')]);
        return
        [
            .. rows.Select(row => new RawEntry(
                SeqOf(stream, row.Key),
                row.Value,
                texts.Contains(row.Key)
                    ? None.AddRange(
                        texts[row.Key]
                            .Select(text =>
                                KeyValuePair.Create(
                                    Keys.LastPart(text.Key),
                                    Rows.Read<KeptText>(Tables.Texts, text)
                                )
                            )
                    )
                    : None
            )),
        ];
    }

    private static long SeqOf(StreamName stream, string key) =>
        long.TryParse(
            Keys.LastPart(key),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var seq
        )
        && key == Keys.Entry(stream.Agency, stream.Name, seq)
            ? seq
            : throw new LedgerDamagedException(
                $"The row '{key}' among the entries of {stream} is no entry of it."
            );
}
