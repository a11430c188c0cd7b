using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Requests;

/// <summary>Numbers that an agency gives out once each; a number may stay unused when its command fails.</summary>
internal sealed class Counters(IStore store)
{
    private const string Requests = "request";

    public async Task<RequestId> NextRequestAsync(AgencyId agency, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (last, version) = await store.ReadAsync<Counter>(
                agency,
                DocumentKinds.Counter,
                Requests,
                stop
            );
            var next = (last?.Last ?? 0) + 1;
            var outcome = await store.CommitAsync(
                new Commit(agency)
                {
                    Documents =
                    [
                        Documents.Write(
                            DocumentKinds.Counter,
                            Requests,
                            new Counter(next),
                            version
                        ),
                    ],
                },
                stop
            );
            if (outcome is CommitOutcome.Done)
            {
                return new RequestId(next);
            }

            Ledgers.ThrowWhenTired(attempt, outcome);
        }
    }

    /// <summary>Numbers up to this one are taken: requests that came from elsewhere bear them.</summary>
    public async Task SkipToAsync(AgencyId agency, RequestId last, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (counter, version) = await store.ReadAsync<Counter>(
                agency,
                DocumentKinds.Counter,
                Requests,
                stop
            );
            if (counter?.Last >= last.Number)
            {
                return;
            }

            var write = Documents.Write(
                DocumentKinds.Counter,
                Requests,
                new Counter(last.Number),
                version
            );
            var outcome = await store.CommitAsync(new Commit(agency) { Documents = [write] }, stop);
            if (outcome is CommitOutcome.Done)
            {
                return;
            }

            Ledgers.ThrowWhenTired(attempt, outcome);
        }
    }

    private sealed record Counter(long Last);
}
