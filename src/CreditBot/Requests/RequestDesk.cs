using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Where requests are made and decided: each call loads, decides and saves once, with the notices that follow (design.md §5).</summary>
internal sealed class RequestDesk(
    Ledgers ledgers,
    Counters counters,
    People people,
    RequestAudience audience,
    ClientMargin margins,
    Pool pool
)
{
    /// <summary>Opens a request and tells the managers who answer it.</summary>
    /// <param name="answer">The answer kept for a repeated call, from the change.</param>
    public async Task<LedgerResult> SendAsync(
        Actor actor,
        ClientId client,
        RequestTerms terms,
        string? reason,
        NodaTime.LocalDate? due,
        RequestTerms? advised,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    )
    {
        var agency = await ledgers.AgencyAsync(actor.Agency, stop);
        var id = await counters.NextRequestAsync(actor.Agency, stop);
        var command = new MakeRequest(id, terms, reason, due, advised);
        var margin = await MarginAsync(agency, client, terms, stop);
        return await MoveAsync(
            actor,
            client,
            id,
            (state, told, context) =>
                Unconfirmed(told, actor, state, terms)
                ?? RequestMaking.Decide(state, command, agency.Terms.Policy, context, margin),
            answer,
            stop
        );
    }

    /// <summary>Opens a request in the place of one that is still open: both in one step, or neither.</summary>
    public async Task<LedgerResult> ReplaceAsync(
        Actor actor,
        ClientId client,
        RequestId old,
        RequestTerms terms,
        string? reason,
        NodaTime.LocalDate? due,
        RequestTerms? advised,
        CancellationToken stop
    )
    {
        var agency = await ledgers.AgencyAsync(actor.Agency, stop);
        var id = await counters.NextRequestAsync(actor.Agency, stop);
        var command = new MakeRequest(id, terms, reason, due, advised);
        var told = await audience.LoadAsync(actor.Agency, client, ledgers.Now, stop);
        var margin = await MarginAsync(agency, client, terms, stop);
        return await ledgers.ChangeAsync(
            actor,
            client,
            (state, context) =>
                Unconfirmed(told, actor, state, terms)
                ?? InItsPlace(
                    RequestMaking.Withdraw(state, old, context),
                    state,
                    after =>
                        RequestMaking.Decide(after, command, agency.Terms.Policy, context, margin)
                ),
            done => new Beside
            {
                Outbox = [.. told.OfRequest(done, old), .. told.OfRequest(done, id)],
            },
            stop
        );
    }

    /// <summary>A manager's decision: a compare-and-set; everybody concerned is told, and every card shows it.</summary>
    public async Task<LedgerResult> DecideAsync(
        Actor actor,
        ClientId client,
        DecideRequest command,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    )
    {
        var agency = await ledgers.AgencyAsync(actor.Agency, stop);
        if (await people.FindAsync(actor.Agency, actor.By.Value, stop) is not { IsManager: true })
        {
            return new LedgerResult.Refused(
                new Refusal.NotAllowed("Only the agency's managers decide requests."),
                null
            );
        }

        var poolLeft = command.Seen?.PoolLeft is null
            ? null
            : await pool.LeftAsync(actor.Agency, stop);
        var result = await MoveAsync(
            actor,
            client,
            command.Id,
            (state, told, context) =>
                Deciding.Decide(
                    state,
                    command,
                    told.Deciders,
                    agency.Terms.Policy,
                    context,
                    poolLeft
                ),
            answer,
            stop
        );
        return
            result is LedgerResult.Refused { Refusal: Refusal.AboveLimit above, State: { } state }
            ? new LedgerResult.Refused(
                new Refusal.AboveLimit(
                    above.Id,
                    above.Size,
                    above.Bounds,
                    await OthersAsync(agency, actor.By, above, state, stop)
                ),
                state
            )
            : result;
    }

    public Task<LedgerResult> WithdrawAsync(
        Actor actor,
        ClientId client,
        RequestId id,
        CancellationToken stop
    ) =>
        MoveAsync(
            actor,
            client,
            id,
            (state, _, context) => RequestMaking.Withdraw(state, id, context),
            null,
            stop
        );

    /// <summary>The client's answer to a manager's question.</summary>
    public Task<LedgerResult> AnswerAsync(
        Actor actor,
        ClientId client,
        RequestId id,
        string answer,
        CancellationToken stop
    ) =>
        MoveAsync(
            actor,
            client,
            id,
            (state, _, context) => RequestMaking.Answer(state, id, answer, context),
            null,
            stop
        );

    public Task<LedgerResult> AcceptCounterAsync(
        Actor actor,
        ClientId client,
        RequestId id,
        CancellationToken stop
    ) =>
        MoveAsync(
            actor,
            client,
            id,
            (state, told, context) =>
                (
                    state.Find(id)?.Counter is { } offer
                        ? Unconfirmed(told, actor, state, offer)
                        : null
                ) ?? Deciding.AcceptCounter(state, id, told.Deciders, context),
            null,
            stop
        );

    public Task<LedgerResult> DeclineCounterAsync(
        Actor actor,
        ClientId client,
        RequestId id,
        CancellationToken stop
    ) =>
        MoveAsync(
            actor,
            client,
            id,
            (state, _, context) => RequestMaking.DeclineCounter(state, id, context),
            null,
            stop
        );

    /// <summary>Ends what nobody answered in time; like every change it writes the resets and expiries due before it.</summary>
    public async Task<LedgerResult> LapseAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    )
    {
        var told = await audience.LoadAsync(agency, client, ledgers.Now, stop);
        return await ledgers.ChangeAsync(
            new Actor(agency, PersonId.System, Channels.ChannelNames.System),
            client,
            RequestMaking.Lapse,
            done => new Beside
            {
                Outbox =
                [
                    .. done
                        .Entries.OfType<ClientEntry.Lapsed>()
                        .SelectMany(entry => told.OfRequest(done, entry.Request!.Value)),
                ],
            },
            stop
        );
    }

    /// <summary>What is decided after something else, with it; the first refusal refuses both.</summary>
    private static LedgerAnswer InItsPlace(
        LedgerAnswer first,
        ClientState state,
        Func<ClientState, LedgerAnswer> then
    )
    {
        if (first is not LedgerAnswer.Append { Entries: var entries })
        {
            return first;
        }

        var second = then(entries.Aggregate(state, ClientFold.Apply));
        return second is LedgerAnswer.Append { Entries: var more }
            ? new LedgerAnswer.Append([.. entries, .. more])
            : second;
    }

    /// <summary>What a rule for approvals without a manager may ask for; read only when there is one.</summary>
    private async Task<Money?> MarginAsync(
        AgencyState agency,
        ClientId client,
        RequestTerms terms,
        CancellationToken stop
    ) =>
        agency.Terms.Policy.AutoApproval?.MinimumMargin is not null
        && terms.Kind == RequestKind.OneTime
            ? await margins.ReadAsync(agency, client, ledgers.Now, stop)
            : null;

    /// <summary>Names of the other managers who may approve so much.</summary>
    private async Task<IReadOnlyList<string>> OthersAsync(
        AgencyState agency,
        PersonId by,
        Refusal.AboveLimit above,
        ClientState state,
        CancellationToken stop
    )
    {
        var team = await people.TeamAsync(agency.Id, ledgers.Now, stop);
        return
        [
            .. team
                .Everybody.Where(person =>
                    person.Id != by.Value
                    && team.MayApprove(person, above.Size, state, agency.Terms)
                )
                .Select(person => person.Name),
        ];
    }

    /// <summary>Refuses what somebody of the client wants and its approver has to send.</summary>
    private static LedgerAnswer? Unconfirmed(
        RequestAudience.Told told,
        Actor actor,
        ClientState state,
        RequestTerms terms
    ) =>
        told.Team.Find(actor.By.Value)?.Clients.ContainsKey(state.Id.Value) == true
        && state.Terms.NeedsApprover(actor.By, terms.Price)
            ? new LedgerAnswer.Refuse(
                new Refusal.NotAllowed(
                    $"What costs more than {state.Terms.ApproverAbove} is for {told.Team.Find(state.Terms.Approver!.Value.Value)?.Name ?? "the client's approver"} to send or accept."
                )
            )
            : null;

    /// <summary>Changes a request, with what has to be told of it.</summary>
    private async Task<LedgerResult> MoveAsync(
        Actor actor,
        ClientId client,
        RequestId id,
        Func<ClientState, RequestAudience.Told, ActionContext, LedgerAnswer> decide,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    )
    {
        var told = await audience.LoadAsync(actor.Agency, client, ledgers.Now, stop);
        return await ledgers.ChangeAsync(
            actor,
            client,
            (state, context) => decide(state, told, context),
            done => new Beside { Outbox = told.OfRequest(done, id), Answer = answer?.Invoke(done) },
            stop
        );
    }
}
