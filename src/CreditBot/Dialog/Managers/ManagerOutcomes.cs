using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>What a manager is told once something has been done, or could not be; a pressed card is replaced by how it stands now.</summary>
internal static class ManagerOutcomes
{
    public static DialogStep After(
        DialogStep step,
        DialogInput input,
        DialogCommand command,
        CommandOutcome outcome,
        ManagerScene scene
    ) =>
        (command, outcome) switch
        {
            (DialogCommand.Decide decide, CommandOutcome.Done { Request: { } request } done) =>
                OnCard(
                    Decided(step.About(request.Id), decide.Decision, request, done, input, scene),
                    input,
                    request.Id,
                    scene
                ),
            (DialogCommand.Decide decide, CommandOutcome.Refused refused) => OnCard(
                Refused(step.About(decide.Decision.Id), refused.Refusal, scene),
                input,
                decide.Decision.Id,
                scene
            ),
            (DialogCommand.Grant, CommandOutcome.Done done) => step.Say(
                scene.Say.Given(done.Client)
            ),
            (_, CommandOutcome.Lines lines) => BillingTalk.Listed(step, lines, scene),
            (DialogCommand.Mark mark, CommandOutcome.Marked marked) => BillingTalk.Marked(
                step,
                mark,
                marked,
                scene
            ),
            (DialogCommand.SetApprover set, CommandOutcome.Done done) => step.Say(
                scene.Say.ApproverSet(done.Client, set.Who)
            ),
            (_, CommandOutcome.NoSuchPerson none) => step.Say(Phrases.NobodyOfClient(none.Name)),
            (DialogCommand.AddClient, CommandOutcome.Done done) => step.Say(
                scene.Say.Added(done.Client)
            ),
            (DialogCommand.Refund, CommandOutcome.Done done) => step.Say(
                scene.Say.Refunded(done.Client)
            ),
            (DialogCommand.SetPlan, CommandOutcome.Done done) => step.Say(
                scene.Say.PlanSet(done.Client)
            ),
            (DialogCommand.SetStanding, CommandOutcome.Done done) => step.Say(
                scene.Say.StandingSet(done.Client)
            ),
            (DialogCommand.Assign assign, CommandOutcome.Done done) => step.Say(
                Phrases.Assigned(done.Client.Name, assign.ManagerName)
            ),
            (_, CommandOutcome.Replied replied) => step.Say(Phrases.ReplySent(replied.To)),
            (DialogCommand.Close close, CommandOutcome.Closed closed) => OnTalkCard(
                step.Say(Phrases.TalkClosed(closed.Person)),
                input,
                HandOver.KeyOf(close.Client, close.Person),
                scene
            ),
            (_, CommandOutcome.TalkOver) => step.Say(Phrases.TalkOverForManager).Refusing(),
            (_, CommandOutcome.NoSuchManager none) => step.Say(Phrases.NoSuchManager(none.Name)),
            (_, CommandOutcome.Invited invited) => step.Say(
                scene.Say.Invited(invited.Email, invited.Code, invited.ExpiresAt)
            ),
            (_, CommandOutcome.StoodIn { Result: var result }) => step.Say(
                scene.Say.StoodIn(result)
            ),
            (_, CommandOutcome.NoReport none) => step.Say(Phrases.NoReport(none.Month)),
            (_, CommandOutcome.Reported reported) => step.Say(
                scene
                    .Say.Report(reported.Book)
                    .Aggregate(Card.Empty, (card, line) => card.Text(line))
                    .ToMessage()
            ),
            (_, CommandOutcome.Refused refused) => Refused(step, refused.Refusal, scene),
            _ => LinkOutcomes.After(step, outcome, scene.Say),
        };

    private static DialogStep Decided(
        DialogStep step,
        DecideRequest decision,
        CreditRequest request,
        CommandOutcome.Done done,
        DialogInput input,
        ManagerScene scene
    )
    {
        var client = done.Client;
        return (decision, request.State) switch
        {
            _ when done.Entry is ClientEntry.FirstApprovalWithdrawn => step.Say(
                Phrases.FirstTakenBack(request.Id)
            ),
            (DecideRequest.Ask, _) => step.Say(Phrases.AskedThem(request, client)),
            (DecideRequest.Undo, _) => step.Say(Phrases.UndoneFor(request, client)),
            (_, RequestState.Countered) when request.Counter is { } offer => step.Say(
                scene.Say.OfferedThem(request, client, offer)
            ),
            // The pressed card says it all.
            _ when input is DialogInput.Pressed { Action.Verb: not Verbs.Yes } => step,
            _ when done.Entry is ClientEntry.FirstApproved
                    && scene.Find(request.Id) is { } found
                    && PolicyFacts.Of(found, scene.Facts.Agency.Terms, scene.Id) is { } policy =>
                step.Say(Phrases.NotedAsFirst(policy, request.Id)),
            _ => step.Say(Told(request, client, scene)),
        };
    }

    private static Message Told(CreditRequest request, ClientState client, ManagerScene scene)
    {
        var found = scene.Find(request.Id);
        var card = Card.Empty.Text(
            scene.Say.Decided(
                request,
                client,
                found is not null && request.Decision is { } decision
                    ? found.NameOf(decision.By)
                    : scene.Me.Person.Name,
                found?.NameOf(request.FirstApproval?.By)
            )
        );
        var until =
            (request.Decision?.At ?? scene.Facts.Now) + scene.Facts.Agency.Terms.Policy.UndoFor;
        return (
            request.State is RequestState.Approved or RequestState.ApprovedWithChange
            && scene.Facts.Now < until
                ? card.Button(
                    scene.Say.UndoButton(until),
                    CardAction.Of(Verbs.Undo, (Verbs.Request, request.Id.ToString()))
                )
                : card
        ).ToMessage();
    }

    private static DialogStep Refused(DialogStep step, Refusal refusal, ManagerScene scene) =>
        refusal is Refusal.AlreadyDecided { Request: var request }
            ? step.Say(
                    scene.Say.AlreadyClosed(
                        request,
                        scene.Find(request.Id)?.NameOf(request.Decision?.By)
                    )
                )
                .Refusing()
            : step.Say(scene.Say.Why(refusal)).Refusing();

    private static DialogStep OnTalkCard(
        DialogStep step,
        DialogInput input,
        string key,
        ManagerScene scene
    ) =>
        input is DialogInput.Pressed && scene.Talk(key) is { } talk
            ? step with
            {
                Replacement = HandOverCard.Of(
                    talk,
                    scene.NameOfClient(talk.Client),
                    scene.Say,
                    scene.Facts.Now
                ),
            }
            : step;

    private static DialogStep OnCard(
        DialogStep step,
        DialogInput input,
        Amounts.RequestId id,
        ManagerScene scene
    ) =>
        input is DialogInput.Pressed { Action.Verb: not Verbs.Yes } && scene.Find(id) is { } found
            ? step with
            {
                Replacement = ManagerDialog.CardOf(found, scene),
            }
            : step;
}
