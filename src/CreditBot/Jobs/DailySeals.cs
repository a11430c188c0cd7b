using System.Collections.Concurrent;
using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Jobs;

/// <summary>Writes down in an agency's own stream where its clients' streams stand (design.md §3.1): one that ends before its seal has lost entries.</summary>
/// <remarks>A day's seals are one commit, so a day has all of them or none. What is damaged is not sealed.</remarks>
internal sealed partial class DailySeals(IStore store, Ledgers ledgers, ILogger<DailySeals> log)
{
    /// <summary>Some 100 bytes each; an entry has room for far more.</summary>
    private const int HeadsInOneEntry = 5000;

    private const int PageSize = 500;

    /// <summary>The seals of an agency's stream as far as it was read; the rest is read on from there.</summary>
    private readonly ConcurrentDictionary<AgencyId, Known> _known = new();

    /// <summary>Seals the heads that moved since they were sealed last, unless this day has its seals.</summary>
    public async Task SealAsync(AgencyId agency, CancellationToken stop)
    {
        while (true)
        {
            var state = await ledgers.AgencyAsync(agency, stop);
            var zone = state.Terms.Catalog.Zone;
            var now = ledgers.NowAfter(state.RecordedAt);
            var today = PeriodCalendar.StartOfDay(now.InZone(zone).Date, zone);
            var known = await KnownAsync(agency, state.Version, stop);
            if (known.Last >= today)
            {
                return;
            }

            var moved = await MovedAsync(agency, known.Seals, stop);
            if (moved.Count == 0)
            {
                return;
            }

            var entries = moved
                .Chunk(HeadsInOneEntry)
                .Select(
                    (heads, n) =>
                        (AgencyEntry)
                            new AgencyEntry.Sealed(
                                heads.ToImmutableSortedDictionary(StringComparer.Ordinal)
                            )
                            {
                                Seq = state.NextSeq + n,
                                At = today,
                                RecordedAt = now,
                            }
                )
                .ToImmutableList();
            var outcome = await store.CommitAsync(
                new Commit(agency)
                {
                    AgencyEntries = entries,
                    AgencyState = entries.Aggregate(
                        state,
                        (before, entry) => AgencyState.Apply(before, agency, entry)
                    ),
                },
                stop
            );
            if (outcome is CommitOutcome.Done)
            {
                return;
            }
        }
    }

    private async Task<Known> KnownAsync(AgencyId agency, long version, CancellationToken stop)
    {
        var known = _known.GetValueOrDefault(agency) ?? Known.Nothing;
        while (known.Version < version)
        {
            var page = await store.AgencyEntriesAsync(agency, known.Version, PageSize, stop);
            known = page.Select(stored => stored.Entry)
                .Aggregate(known, (all, one) => all.With(one));
        }

        _known[agency] = known;
        return known;
    }

    private async Task<List<KeyValuePair<string, StreamSeal>>> MovedAsync(
        AgencyId agency,
        ImmutableDictionary<string, StreamSeal> seals,
        CancellationToken stop
    )
    {
        var moved = new List<KeyValuePair<string, StreamSeal>>();
        await foreach (var client in store.AllClientIdsAsync(agency, stop))
        {
            var before = seals.GetValueOrDefault(client.Value)?.Seq ?? 0;
            if (await HeadAsync(agency, client, before, stop) is { } head)
            {
                moved.Add(KeyValuePair.Create(client.Value, head));
            }
        }

        return moved;
    }

    /// <summary>Where a stream stands, or null when it hasn't moved or can't be sealed.</summary>
    private async Task<StreamSeal?> HeadAsync(
        AgencyId agency,
        ClientId client,
        long before,
        CancellationToken stop
    )
    {
        try
        {
            if (await store.ClientAsync(agency, client, stop) is not { } state)
            {
                return null;
            }

            if (state.Version < before)
            {
                throw new LedgerDamagedException(
                    $"{client} ends with {state.Version}, but {before} was sealed."
                );
            }

            return state.Version == before
                ? null
                : new StreamSeal(
                    state.Version,
                    (await store.EntriesAsync(agency, client, state.Version - 1, 1, stop))[0].Hash
                );
        }
        catch (LedgerDamagedException damaged)
        {
            LogNotSealed(client, damaged);
            return null;
        }
    }

    [LoggerMessage(
        4003,
        LogLevel.Error,
        "The ledger of client {Client} is damaged and was not sealed"
    )]
    private partial void LogNotSealed(ClientId client, Exception damaged);

    /// <param name="Version">The agency's entries up to here were read.</param>
    /// <param name="Last">The start of the last day that was sealed.</param>
    private sealed record Known(
        long Version,
        Instant Last,
        ImmutableDictionary<string, StreamSeal> Seals
    )
    {
        public static readonly Known Nothing = new(
            0,
            Instant.MinValue,
            ImmutableDictionary<string, StreamSeal>.Empty.WithComparers(StringComparer.Ordinal)
        );

        public Known With(AgencyEntry entry) =>
            entry is AgencyEntry.Sealed day
                ? new Known(entry.Seq, Instant.Max(Last, day.At), Seals.SetItems(day.Heads))
                : this with
                {
                    Version = entry.Seq,
                };
    }
}
