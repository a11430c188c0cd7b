using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>What an agency does to a client's credits without a request: grants, plan and terms.</summary>
internal sealed class CreditDesk(Ledgers ledgers)
{
    public Task<LedgerResult> GrantAsync(
        Actor actor,
        ClientId client,
        GrantCredits command,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ChangeAsync(
            actor,
            client,
            (state, context) => Granting.Decide(state, command, context),
            answer,
            stop
        );

    public Task<LedgerResult> ChangePlanAsync(
        Actor actor,
        ClientId client,
        ChangePlan command,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ChangeAsync(
            actor,
            client,
            (state, context) => PlanChanging.Decide(state, command, context),
            answer,
            stop
        );

    /// <param name="terms">The new terms, from those in force.</param>
    public Task<LedgerResult> ChangeTermsAsync(
        Actor actor,
        ClientId client,
        Func<ClientState, ChangeTerms> terms,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ChangeAsync(
            actor,
            client,
            (state, context) => TermsChanging.Decide(state, terms(state), context),
            answer,
            stop
        );

    public Task<LedgerResult> OpenAsync(
        Actor actor,
        OpenClient command,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ledgers.OpenAsync(
            actor,
            command,
            done => new Beside { Answer = answer?.Invoke(done) },
            stop
        );

    /// <summary>Writes the resets and expiries that are due; nothing when none is.</summary>
    public Task<LedgerResult> CatchUpAsync(Actor actor, ClientId client, CancellationToken stop) =>
        ledgers.ChangeAsync(actor, client, (_, _) => new LedgerAnswer.Append([]), null, stop);

    private Task<LedgerResult> ChangeAsync(
        Actor actor,
        ClientId client,
        Func<ClientState, ActionContext, LedgerAnswer> decide,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ledgers.ChangeAsync(
            actor,
            client,
            decide,
            done => new Beside { Answer = answer?.Invoke(done) },
            stop
        );
}
