using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Where editors set credits aside before they work, and give back what they don't need (design.md §3.11).</summary>
internal sealed class HoldDesk(Ledgers ledgers)
{
    /// <summary>Places a hold, or denies it and writes nothing.</summary>
    /// <param name="answer">The answer kept for a repeated call.</param>
    public Task<LedgerResult> PlaceAsync(
        Actor actor,
        ClientId client,
        PlaceHold command,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ledgers.ChangeAsync(
            actor,
            client,
            (state, context) => Holding.Decide(state, command, context),
            done => new Beside { Answer = answer?.Invoke(done) },
            stop
        );

    /// <summary>Gives an open hold back.</summary>
    /// <param name="answer">The answer kept for a repeated call.</param>
    public Task<LedgerResult> ReleaseAsync(
        Actor actor,
        HoldId hold,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ledgers.ChangeAsync(
            actor,
            hold.Client,
            (state, context) => Holding.Release(state, hold, context),
            done => new Beside { Answer = answer?.Invoke(done) },
            stop
        );
}
