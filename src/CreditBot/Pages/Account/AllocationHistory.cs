using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Pages.Account;

/// <summary>The entries that gave or took back credits, or changed the plan or the client's state, read once and then followed; usage is left out.</summary>
internal sealed class AllocationHistory(IStore store, AgencyId agency, ClientId client)
{
    private const int PageSize = 500;

    /// <summary>How far back it looks at first: months of a busy client, bounded for every one.</summary>
    private const int MostEntries = 10_000;

    /// <summary>How many rows a page shows at most.</summary>
    private const int MostRows = 60;

    private long? _seen;

    /// <summary>Newest first.</summary>
    public ImmutableList<ClientEntry> Entries { get; private set; } = [];

    /// <summary>Reads what was written since the last time.</summary>
    /// <param name="version">Of the client's stream.</param>
    public async Task CatchUpAsync(long version, CancellationToken stop)
    {
        var seen = _seen ?? Math.Max(0, version - MostEntries);
        while (seen < version)
        {
            var page = await store.EntriesAsync(agency, client, seen, PageSize, stop);
            if (page.Count == 0)
            {
                break;
            }

            Entries = [.. page.Select(stored => stored.Entry).Where(Counts).Reverse(), .. Entries];
            seen = page[^1].Entry.Seq;
        }

        _seen = seen;
        Entries = [.. Entries.Take(MostRows)];
    }

    private static bool Counts(ClientEntry entry) =>
        entry
            is ClientEntry.Opened
                or ClientEntry.PeriodStarted
                or ClientEntry.LotsExpired
                or ClientEntry.Granted
                or ClientEntry.Bridged
                or ClientEntry.PlanChanged
                or ClientEntry.UpliftEnded
                or ClientEntry.Undone
                or ClientEntry.Reversed
                or ClientEntry.StandingPlanned
                or ClientEntry.Paused
                or ClientEntry.Ended;
}
