using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Outbox;

/// <summary>A message that waits for another try, or was given up on.</summary>
/// <param name="To">Its lane: an address or a conversation.</param>
/// <param name="State">waiting or dead.</param>
/// <param name="NextTry">Null for one that was given up on.</param>
internal sealed record StuckMessage(
    string Id,
    string Kind,
    string To,
    string State,
    int Attempts,
    string? Why,
    Instant? NextTry
);

/// <summary>What could not be delivered: visible, and sent again by one command (design.md §6).</summary>
internal sealed class DeadLetters(IStore store, Ledgers ledgers)
{
    /// <summary>More than anybody reads at once.</summary>
    private const int Most = 10_000;

    /// <summary>What was tried in vain: given up on first, then what waits for its next try.</summary>
    public async Task<IReadOnlyList<StuckMessage>> ListAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        var dead = await store.OutboxAsync(agency, OutboxState.Dead, Most, stop);
        var waiting = await store.OutboxAsync(agency, OutboxState.Waiting, Most, stop);
        return
        [
            .. dead.Select(Stuck),
            .. waiting.Where(message => message.Attempts > 0).Select(Stuck),
        ];
    }

    /// <summary>Sends again what was given up on, each under its old id; null for all of it.</summary>
    /// <returns>The ids of what will be sent; an id that isn't dead is not among them.</returns>
    public async Task<IReadOnlyList<string>> ResendAsync(
        AgencyId agency,
        string? id,
        bool dryRun,
        CancellationToken stop
    )
    {
        var dead = await store.OutboxAsync(agency, OutboxState.Dead, Most, stop);
        List<OutboxMessage> again = [.. dead.Where(message => id is null || message.Id == id)];
        if (again.Count > 0 && !dryRun)
        {
            await store.CommitAsync(
                new Commit(agency)
                {
                    Outbox =
                    [
                        .. again.Select(message =>
                            message with
                            {
                                State = OutboxState.Waiting,
                                Attempts = 0,
                                Error = null,
                                DueAt = ledgers.Now,
                            }
                        ),
                    ],
                },
                stop
            );
        }

        return [.. again.Select(message => message.Id)];
    }

    private static StuckMessage Stuck(OutboxMessage message) =>
        new(
            message.Id,
            message.Kind,
            message.Lane,
            message.State == OutboxState.Dead ? "dead" : "waiting",
            message.Attempts,
            message.Error,
            message.State == OutboxState.Dead ? null : message.DueAt
        );
}
