using System.Collections.Concurrent;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Requests;

/// <summary>Numbers that an agency gives out once each; a number may stay unused when its command fails.</summary>
internal sealed class Counters(IStore store)
{
    private const string Requests = "request";

    private readonly ConcurrentDictionary<
        AgencyId,
        Queue<TaskCompletionSource<RequestId>>
    > _waiting = new();

    /// <summary>The next number. Who waits while one is being taken is given theirs in one go: one at a time, sixteen that ask at once would each commit in vain fifteen times.</summary>
    public Task<RequestId> NextRequestAsync(AgencyId agency, CancellationToken stop)
    {
        var waiting = _waiting.GetOrAdd(agency, _ => []);
        var mine = new TaskCompletionSource<RequestId>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        bool isFirst;
        lock (waiting)
        {
            waiting.Enqueue(mine);
            isFirst = waiting.Count == 1;
        }

        if (isFirst)
        {
            // Whoever comes first takes for all; it goes on though somebody gives up, whose number then stays unused.
            _ = GiveAsync(agency, waiting);
        }

        return mine.Task.WaitAsync(stop);
    }

    private async Task GiveAsync(AgencyId agency, Queue<TaskCompletionSource<RequestId>> waiting)
    {
        while (true)
        {
            TaskCompletionSource<RequestId>[] asking;
            lock (waiting)
            {
                asking = [.. waiting];
            }

            Exception? fault = null;
            var last = 0L;
            try
            {
                last = await TakeAsync(agency, asking.Length, CancellationToken.None);
            }
            catch (Exception e)
            {
                fault = e;
            }

            bool isMore;
            lock (waiting)
            {
                for (var i = 0; i < asking.Length; i++)
                {
                    waiting.Dequeue();
                }

                isMore = waiting.Count > 0;
            }

            for (var i = 0; i < asking.Length; i++)
            {
                if (fault is null)
                {
                    asking[i].SetResult(new RequestId(last - asking.Length + 1 + i));
                }
                else
                {
                    asking[i].SetException(fault);
                }
            }

            if (!isMore)
            {
                return;
            }
        }
    }

    /// <summary>Takes so many numbers in one commit; the last of them.</summary>
    private async Task<long> TakeAsync(AgencyId agency, int count, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (counter, version) = await store.ReadAsync<Counter>(
                agency,
                DocumentKinds.Counter,
                Requests,
                stop
            );
            var last = (counter?.Last ?? 0) + count;
            var outcome = await store.CommitAsync(
                new Commit(agency)
                {
                    Documents =
                    [
                        Documents.Write(
                            DocumentKinds.Counter,
                            Requests,
                            new Counter(last),
                            version
                        ),
                    ],
                },
                stop
            );
            if (outcome is CommitOutcome.Done)
            {
                return last;
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
