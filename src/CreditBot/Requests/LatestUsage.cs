using System.Collections.Concurrent;
using System.Collections.Immutable;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>Usage as far back as it was looked at.</summary>
/// <param name="Events">Oldest first.</param>
/// <param name="WholeSince">All that happened from then on is there; null when nothing was left out.</param>
internal sealed record KnownUsage(IReadOnlyList<UsageEvent> Events, Instant? WholeSince);

/// <summary>The usage among a client's last entries, kept in memory for those asked about lately: a question reads only what came since the one before.</summary>
/// <param name="most">How many of a client's entries are looked at.</param>
internal sealed class LatestUsage(IStore store, int most)
{
    /// <summary>Clients kept at most; with more the memory starts anew.</summary>
    private const int MostClients = 100;

    private readonly ConcurrentDictionary<(AgencyId, ClientId), Known> _known = new();

    /// <summary>The latest usage as of a version.</summary>
    public async ValueTask<KnownUsage> OfAsync(
        AgencyId agency,
        ClientId client,
        long version,
        CancellationToken stop
    )
    {
        var known = _known.GetValueOrDefault((agency, client));
        if (known is null || known.Version > version)
        {
            known = Known.Nothing;
        }

        if (known.Version == version)
        {
            return known.Usage;
        }

        var before = Math.Max(0, version - most);
        var after = Math.Max(before, known.Version);
        var read = await store.EntriesAsync(agency, client, after, (int)(version - after), stop);
        var now = known.With(read.Select(stored => stored.Entry), before);
        if (_known.Count >= MostClients)
        {
            _known.Clear();
        }

        _known[(agency, client)] = now;
        return now.Usage;
    }

    /// <param name="Version">The last entry looked at.</param>
    /// <param name="Entries">Usage, and what reverses usage.</param>
    private sealed record Known(long Version, ImmutableArray<ClientEntry> Entries, KnownUsage Usage)
    {
        public static readonly Known Nothing = new(0, [], new KnownUsage([], WholeSince: null));

        /// <param name="before">Entries up to this one are no longer looked at.</param>
        public Known With(IEnumerable<ClientEntry> read, long before)
        {
            var version = Version;
            var entries = Entries.Where(entry => entry.Seq > before).ToList();
            foreach (var entry in read)
            {
                version = entry.Seq;
                if (entry is ClientEntry.Used or ClientEntry.Reversed)
                {
                    entries.Add(entry);
                }
            }

            // What happened after the first of them was written was written after it too.
            return new Known(
                version,
                [.. entries],
                new KnownUsage(
                    UsageEvent.From(entries),
                    before == 0 ? null : entries.FirstOrDefault()?.RecordedAt
                )
            );
        }
    }
}
