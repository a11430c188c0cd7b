using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Changes what is agreed with a client and whether it runs, both in one go (contract.md, PATCH /clients/{id}).</summary>
internal sealed class ClientDesk(Ledgers ledgers, Farewells farewells)
{
    /// <param name="terms">The new terms, from those in force; null when they stay.</param>
    /// <param name="answer">The answer kept for a repeated call, from the change.</param>
    public Task<LedgerResult> ChangeAsync(
        Actor actor,
        ClientId client,
        Func<ClientState, ChangeTerms>? terms,
        ChangeStanding? standing,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ledgers.ChangeAsync(
            actor,
            client,
            (state, _, context) =>
                ValueTask.FromResult(Decide(state, terms?.Invoke(state), standing, context)),
            async done =>
                await farewells.BesideAsync(actor.Agency, done, stop) with
                {
                    Answer = answer?.Invoke(done),
                },
            stop
        );

    private static LedgerAnswer Decide(
        ClientState state,
        ChangeTerms? terms,
        ChangeStanding? standing,
        ActionContext context
    )
    {
        var entries = ImmutableList<ClientEntry>.Empty;
        if (terms is not null)
        {
            var changed = TermsChanging.Decide(state, terms, context);
            if (changed is not LedgerAnswer.Append { Entries: var ofTerms })
            {
                return changed;
            }

            entries = ofTerms;
            state = ofTerms.Aggregate(state, ClientFold.Apply);
        }

        if (standing is null)
        {
            return new LedgerAnswer.Append(entries);
        }

        var moved = StandingChanging.Decide(state, standing, context);
        if (moved is not LedgerAnswer.Append { Entries: var ofStanding })
        {
            return moved;
        }

        state = ofStanding.Aggregate(state, ClientFold.Apply);
        return new LedgerAnswer.Append([
            .. entries,
            .. ofStanding,
            .. Farewells.Entries(state, context),
        ]);
    }
}
