using System.Collections.Concurrent;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>What units of work usually take across an agency's clients: worked out seldom, as it reads many entries.</summary>
internal sealed class UsualWork(IStore store, Ledgers ledgers, Accounts accounts)
{
    /// <summary>Clients that are looked at; more would not move a median much.</summary>
    private const int MostClients = 50;

    private static readonly Duration GoodFor = Duration.FromHours(1);
    private readonly ConcurrentDictionary<AgencyId, Known> _known = new();

    public async ValueTask<IReadOnlyDictionary<string, WorkMedian>> ReadAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        var now = ledgers.Now;
        if (_known.TryGetValue(agency, out var known) && now - known.At < GoodFor)
        {
            return known.Medians;
        }

        var usage = new List<Advice.UsageEvent>();
        foreach (var id in await store.ClientIdsAsync(agency, null, MostClients, stop))
        {
            if (await store.ReadableAsync(agency, id, stop) is { } client)
            {
                usage.AddRange(await accounts.UsageAsync(agency, client, stop));
            }
        }

        var medians = Estimating.Medians(usage);
        _known[agency] = new Known(medians, now);
        return medians;
    }

    private sealed record Known(IReadOnlyDictionary<string, WorkMedian> Medians, Instant At);
}
