using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>Exact commands of a manager; being exact, they need no reading back.</summary>
internal static class ManagerOrders
{
    public static DialogStep Step(DialogStep step, ChatCommand command, ManagerScene scene)
    {
        // A new order leaves an open question of ours behind.
        step = command is ChatCommand.Link ? step : step.In(step.State with { Frames = [] });
        return command switch
        {
            ChatCommand.Link link => step.Do(new DialogCommand.Link(link.Code)),
            ChatCommand.Approve { IsAsAsked: true } approve => Decide(
                step,
                scene.Approval(approve.Request),
                scene
            ),
            ChatCommand.Approve approve => Changed(step, approve, scene),
            ChatCommand.Decline decline => Limits.Words(decline.Reason) is { } reason
                ? Decide(step, new DecideRequest.Decline(decline.Request, reason), scene)
                : ReasonFor(step, decline.Request, scene),
            ChatCommand.Ask ask => Limits.Words(ask.Question) is { } question
                ? Decide(step, new DecideRequest.Ask(ask.Request, question), scene)
                : step.Say(Phrases.AskHow(ask.Request)),
            ChatCommand.Undo undo => Decide(step, new DecideRequest.Undo(undo.Request), scene),
            ChatCommand.Invite invite => scene.Client(invite.Client) is { } client
                ? step.Do(new DialogCommand.Invite(client.Id, invite.Email, invite.MayAsk))
                : step.Say(scene.NoSuchClient(invite.Client)),
            ChatCommand.Assign assign => scene.Client(assign.Client) is { } client
                ? step.Do(new DialogCommand.Assign(client.Id, assign.Manager))
                : step.Say(scene.NoSuchClient(assign.Client)),
            ChatCommand.Invoices invoices => BillingTalk.List(step, invoices, scene),
            ChatCommand.Mark mark => BillingTalk.Mark(step, mark, scene),
            ChatCommand.Approver approver => scene.Client(approver.Client) is { } client
                ? step.Do(new DialogCommand.SetApprover(client.Id, approver.Who, approver.Above))
                : step.Say(scene.NoSuchClient(approver.Client)),
            ChatCommand.AddClient add => NewClients.Add(step, add.Name, add.Site, scene),
            ChatCommand.SetStanding set => StandingTalk.Step(step, set, scene),
            ChatCommand.Reply reply => ManagerTalk.Reply(step, reply.ToAndWords, scene),
            ChatCommand.Close close => ManagerTalk.Close(step, close.Who, scene),
            ChatCommand.Refund refund => Refund(step, refund, scene),
            _ => step.Do(new DialogCommand.Return()),
        };
    }

    private static DialogStep Changed(
        DialogStep step,
        ChatCommand.Approve approve,
        ManagerScene scene
    )
    {
        var credits = approve.With is { } amount ? Limits.Amount(amount) : null;
        if (approve.With is not null && credits is null)
        {
            return step.Say(Phrases.BadAmount);
        }

        if (approve.Price > ManagerPress.MostPrice)
        {
            return step.Say(Phrases.BadPrice);
        }

        return Decide(
            step,
            new DecideRequest.ApproveWithChange(
                approve.Request,
                credits,
                approve.Kind,
                Price: approve.Price is { } price
                    ? new Money(price, scene.Facts.Agency.Terms.Catalog.Currency).Rounded()
                    : null
            ),
            scene
        );
    }

    /// <summary>Decides at once; what is closed is told with who decided, and an undo is judged by the ledger.</summary>
    public static DialogStep Decide(DialogStep step, DecideRequest decision, ManagerScene scene) =>
        scene.Find(decision.Id) switch
        {
            null => step.Say(Phrases.NoSuchRequest(decision.Id)).Refusing(),
            var found when decision is not DecideRequest.Undo && !found.Request.State.IsPending() =>
                ManagerActs.Closed(step, found, scene),
            _ => ManagerActs.Do(step, new ManagerAct.Decide(decision), scene),
        };

    /// <summary>What would be taken back is shown first: "last" may be another one than the manager thinks.</summary>
    private static DialogStep Refund(
        DialogStep step,
        ChatCommand.Refund refund,
        ManagerScene scene
    ) =>
        scene.Client(refund.Client) is not { } client ? step.Say(scene.NoSuchClient(refund.Client))
        : scene.Me.Last is not { } last ? step.Say(Phrases.NothingToRefund(client.Name))
        : last.Preview is Ledger.LedgerAnswer.Refuse refuse
            ? step.Say(refuse.Refusal.Sentence).Refusing()
        : ManagerActs.Ask(
            step,
            new ManagerAct.Refund(client.Id, last.Used.Seq, Limits.Words(refund.Reason)),
            scene
        );

    public static DialogStep ReasonFor(DialogStep step, RequestId id, ManagerScene scene) =>
        scene.Find(id) switch
        {
            null => step.Say(Phrases.NoSuchRequest(id)).Refusing(),
            var found when !found.Request.State.IsPending() => ManagerActs.Closed(
                step,
                found,
                scene
            ),
            _ => ManagerActs.AskReason(step, id),
        };
}
