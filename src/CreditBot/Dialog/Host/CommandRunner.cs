using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>Carries out what a dialog wants done: each command is one call of the desk that owns it. What hand-overs need is written with the turn itself (<see cref="HandOverDesk"/>).</summary>
internal sealed class CommandRunner(
    IStore store,
    RequestDesk requests,
    CreditDesk credits,
    ClientDesk clients,
    Reversals reversals,
    StandIns standIns,
    Approvers approvers,
    Invoices invoices,
    People people,
    Invites invites,
    BookKeeper books
)
{
    public async Task<CommandOutcome> RunAsync(
        Turn turn,
        Person? person,
        DialogCommand command,
        CancellationToken stop
    )
    {
        if (command is DialogCommand.Link link)
        {
            return await LinkAsync(turn, link.Code, stop);
        }

        var actor = new Actor(
            turn.Where.Agency,
            new PersonId(
                person?.Id ?? throw new InvalidOperationException("A stranger only links.")
            ),
            turn.Where.Channel
        );
        return command switch
        {
            DialogCommand.Send send => await SendAsync(actor, send, stop),
            DialogCommand.Withdraw withdraw => Of(
                await requests.WithdrawAsync(actor, withdraw.Client, withdraw.Request, stop),
                withdraw.Request
            ),
            DialogCommand.Answer answer => Of(
                await requests.AnswerAsync(
                    actor,
                    answer.Client,
                    answer.Request,
                    answer.Words,
                    stop
                ),
                answer.Request
            ),
            DialogCommand.AcceptCounter accept => Of(
                await requests.AcceptCounterAsync(actor, accept.Client, accept.Request, stop),
                accept.Request
            ),
            DialogCommand.DeclineCounter decline => Of(
                await requests.DeclineCounterAsync(actor, decline.Client, decline.Request, stop),
                decline.Request
            ),
            DialogCommand.Decide decide => Of(
                await requests.DecideAsync(actor, decide.Client, decide.Decision, null, stop),
                decide.Decision.Id
            ),
            DialogCommand.Grant grant => Of(
                await credits.GrantAsync(
                    actor,
                    grant.Client,
                    new GrantCredits(grant.Credits, grant.Reason),
                    null,
                    stop
                )
            ),
            DialogCommand.SetPlan plan => Of(
                await credits.ChangePlanAsync(
                    actor,
                    plan.Client,
                    new ChangePlan(plan.Change, plan.Effective),
                    null,
                    stop
                )
            ),
            DialogCommand.SetStanding set => Of(
                await clients.ChangeAsync(actor, set.Client, null, set.Change, null, stop)
            ),
            DialogCommand.Refund refund => Of(
                await reversals.ReverseAsync(
                    actor,
                    refund.Client,
                    new ReverseEntry(refund.Seq, refund.Reason ?? Phrases.RefundReason),
                    null,
                    stop
                )
            ),
            DialogCommand.AskApprover ask => new CommandOutcome.AskedApprover(
                (
                    await approvers.AskAsync(
                        actor,
                        ask.Client,
                        ask.Offer,
                        ask.Reason,
                        ask.Due,
                        stop
                    )
                )?.Name
            ),
            DialogCommand.NotConfirmed no => await approvers.RefuseAsync(
                actor,
                no.Client,
                no.By,
                no.Offer,
                stop
            )
                is { } told
                ? new CommandOutcome.ToldNo(told.Name)
                : new CommandOutcome.NoSuchPerson(no.By),
            DialogCommand.SetApprover set => await approvers.SetAsync(
                actor,
                set.Client,
                set.Who,
                set.Above,
                stop
            )
                is { } result
                ? Of(result)
                : new CommandOutcome.NoSuchPerson(set.Who!),
            DialogCommand.ListLines list => new CommandOutcome.Lines(
                await invoices.ListAsync(actor.Agency, list.Lines.ToQuery(), stop).ToListAsync(stop)
            ),
            DialogCommand.Mark mark => await MarkAsync(actor, mark, stop),
            DialogCommand.AddClient add => await AddClientAsync(actor, add, stop),
            DialogCommand.Wish wish => new CommandOutcome.Wished(
                await people.ChangeAsync(
                    actor.Agency,
                    actor.By.Value,
                    known =>
                        known with
                        {
                            Wishes = wish.Change.Apply(known.Wishes ?? new Wishes()),
                        },
                    _ => [],
                    stop
                )
            ),
            DialogCommand.Leave leave => new CommandOutcome.StoodIn(
                await standIns.LeaveAsync(actor, leave.StandIn, leave.From, leave.Until, stop)
            ),
            DialogCommand.Return => new CommandOutcome.StoodIn(
                await standIns.ReturnAsync(actor, stop)
            ),
            DialogCommand.Assign assign => await AssignAsync(actor, assign, stop),
            DialogCommand.Invite invite => await InviteAsync(actor, invite, stop),
            DialogCommand.ReportMonth report => await books.ReadAsync(
                turn.Where.Agency,
                report.Month,
                stop
            )
                is { } book
                ? new CommandOutcome.Reported(book)
                : new CommandOutcome.NoReport(report.Month),
            _ => throw new InvalidOperationException($"Nobody carries out {command}."),
        };
    }

    private static CommandOutcome Of(LedgerResult result, RequestId? request = null) =>
        result switch
        {
            LedgerResult.Done done => new CommandOutcome.Done(
                done.After,
                request is { } id ? done.After.Find(id) : null,
                done.Entries.LastOrDefault(entry => request is not null && entry.Request == request)
            ),
            LedgerResult.Refused refused => new CommandOutcome.Refused(refused.Refusal),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private async Task<CommandOutcome> SendAsync(
        Actor actor,
        DialogCommand.Send send,
        CancellationToken stop
    )
    {
        var result = send.Replaces is { } old
            ? await requests.ReplaceAsync(
                actor,
                send.Client,
                old,
                send.Terms,
                send.Reason,
                send.Due,
                send.Advised,
                stop
            )
            : await requests.SendAsync(
                actor,
                send.Client,
                send.Terms,
                send.Reason,
                send.Due,
                send.Advised,
                null,
                stop
            );
        return Of(
            result,
            (result as LedgerResult.Done)
                ?.Entries.OfType<ClientEntry.Requested>()
                .LastOrDefault()
                ?.Request
        );
    }

    private async Task<CommandOutcome> MarkAsync(
        Actor actor,
        DialogCommand.Mark mark,
        CancellationToken stop
    )
    {
        IReadOnlyList<InvoiceLine> lines =
            mark.Lines.Line is null
                ? await invoices
                    .ListAsync(actor.Agency, mark.Lines.Before(mark.To), stop)
                    .ToListAsync(stop)
            : InvoiceId.TryParse(mark.Lines.Line, out var id)
            && await invoices.FindAsync(actor.Agency, id, stop) is { } line
                ? [line]
            : [];
        var moved = await invoices.MarkAsync(
            actor,
            lines.Select(line => line.Id),
            mark.To,
            mark.Reason,
            mark.IsTrial,
            stop
        );
        return new CommandOutcome.Marked(
            [.. lines.Where(line => moved.Moved.Contains(line.Id))],
            [.. lines.Where(line => line.State == mark.To)],
            moved.Refused
        );
    }

    /// <summary>The client's id is its name; when that is another one's, with a number.</summary>
    private async Task<CommandOutcome> AddClientAsync(
        Actor actor,
        DialogCommand.AddClient add,
        CancellationToken stop
    )
    {
        var zone = (await store.AgencyAsync(actor.Agency, stop))!.Terms.Catalog.Zone;
        var stem = Slug.Of(add.Name, "client");
        for (var n = 1; ; n++)
        {
            var result = await credits.OpenAsync(
                actor,
                new OpenClient(
                    ClientId.Parse(n == 1 ? stem : $"{stem}-{n}"),
                    add.Name,
                    Email: null,
                    new ClientTerms { Zone = zone, Manager = actor.By },
                    add.Plan,
                    StartsOn: null
                ),
                null,
                stop
            );
            if (result is not LedgerResult.Refused { Refusal: Refusal.Exists })
            {
                return Of(result);
            }
        }
    }

    private async Task<CommandOutcome> AssignAsync(
        Actor actor,
        DialogCommand.Assign assign,
        CancellationToken stop
    )
    {
        return await people.ManagerAsync(actor.Agency, assign.ManagerName, stop) is { } only
            ? Of(
                await credits.ChangeTermsAsync(
                    actor,
                    assign.Client,
                    state => new ChangeTerms(state.Terms with { Manager = new PersonId(only.Id) }),
                    null,
                    stop
                )
            )
            : new CommandOutcome.NoSuchManager(assign.ManagerName);
    }

    private async Task<CommandOutcome> InviteAsync(
        Actor actor,
        DialogCommand.Invite invite,
        CancellationToken stop
    )
    {
        var name = invite.Email[..invite.Email.IndexOf('@', StringComparison.Ordinal)];
        var person = await people.EnsureAsync(actor.Agency, name, invite.Email, stop);
        var (code, expires) = await invites.CreateAsync(
            actor.Agency,
            person.Id,
            invite.Client.Value,
            stop,
            invite.MayAsk ? ClientRole.Requester : ClientRole.Viewer
        );
        return new CommandOutcome.Invited(invite.Email, code, expires);
    }

    private async Task<CommandOutcome> LinkAsync(Turn turn, string code, CancellationToken stop) =>
        await invites.RedeemAsync(turn.Where.Agency, turn.Who, code, stop) switch
        {
            Redeemed.Linked { Client: { } client } linked => new CommandOutcome.Linked(
                linked.Person.Name,
                ClientId.TryParse(client, out var id)
                && await store.ClientAsync(turn.Where.Agency, id, stop) is { } state
                    ? state.Name
                    : client,
                linked.Person.Clients.GetValueOrDefault(client) == ClientRole.Requester
            ),
            Redeemed.Linked linked => new CommandOutcome.Linked(linked.Person.Name, null),
            Redeemed.Locked locked => new CommandOutcome.CodesLocked(locked.Until),
            _ => new CommandOutcome.WrongCode(),
        };
}
