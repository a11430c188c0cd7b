using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>What a client is told once something has been done, or could not be.</summary>
internal static class ClientOutcomes
{
    /// <param name="step">With the state after the step.</param>
    /// <param name="before">The state before it: a wish that could not be sent is there again.</param>
    /// <param name="scene">As it is now.</param>
    public static DialogStep After(
        DialogStep step,
        DialogState before,
        DialogCommand command,
        CommandOutcome outcome,
        ClientScene scene
    ) => ClientDialog.WithName(Told(step, before, command, outcome, scene), scene);

    private static DialogStep Told(
        DialogStep step,
        DialogState before,
        DialogCommand command,
        CommandOutcome outcome,
        ClientScene scene
    ) =>
        (command, outcome) switch
        {
            (
                DialogCommand.Send,
                CommandOutcome.Done { Request: { Decision.Terms: { } terms } request } done
            ) => step.About(request.Id)
                .Say(scene.Say.Approved(request, terms, done.Client, decider: null)),
            (
                DialogCommand.Send { Replaces: var old },
                CommandOutcome.Done { Request: { } request }
            ) => step.About(request.Id)
                // "Cancel it" and "make it 40" mean this one now.
                .In(step.State with { About = request.Id })
                .Say(
                    scene.Say.Sent(request, old, scene.Manager, scene.AnswerBy(request.CreatedAt))
                        + scene.Say.Lent(request)
                ),
            (DialogCommand.Send, CommandOutcome.Refused refused) => Asking.Again(
                step.In(Reopened(before)).Say(Refused(refused.Refusal, scene)).Refusing(),
                scene
            ),
            (DialogCommand.Withdraw withdraw, CommandOutcome.Done) => Asking.Again(
                step.About(withdraw.Request).Say(Phrases.Withdrawn(withdraw.Request)),
                scene
            ),
            (DialogCommand.Answer answer, CommandOutcome.Done) => Asking.Again(
                step.About(answer.Request).Say(Phrases.AnswerTold),
                scene
            ),
            (DialogCommand.AcceptCounter, CommandOutcome.Done { Request: { } request } done)
                when request.Decision?.Terms is { } terms => step.About(request.Id)
                .Say(
                    scene.Say.Approved(
                        request,
                        terms,
                        done.Client,
                        scene.NameOf(request.Decision.By)
                    )
                ),
            (DialogCommand.DeclineCounter, CommandOutcome.Done { Request: { } request }) =>
                step.About(request.Id).Say(scene.Say.CounterDeclined(request)),
            (_, CommandOutcome.AskedApprover asked) => step.Say(
                scene.Say.ApproverAsked(scene.Client, asked.Approver)
            ),
            (_, CommandOutcome.ToldNo told) => step.Say(Phrases.ToldThemNo(told.By)),
            (_, CommandOutcome.HandedOff { To: null }) => step.In(step.State.HandedBack())
                .Say(Phrases.NobodyToAsk),
            (_, CommandOutcome.HandedOff handed) => step.Say(
                Phrases.HandedOver(handed.To, handed.IsLost)
            ),
            (_, CommandOutcome.Told { To: { } to }) => step.Say(Phrases.PassedOn(to)),
            // They are talking: nothing has to be said in between.
            (_, CommandOutcome.Told) => step,
            (_, CommandOutcome.TookBack back) => Asking.Again(
                step.Say(Phrases.TakenBack(back.From)),
                scene
            ),
            (_, CommandOutcome.TalkOver) => step.In(step.State.HandedBack())
                .Say(Phrases.TalkOverForClient),
            (_, CommandOutcome.Refused refused) => Asking.Again(
                step.Say(Refused(refused.Refusal, scene)).Refusing(),
                scene
            ),
            _ => Asking.Again(LinkOutcomes.After(step, outcome, scene.Say), scene),
        };

    private static string Refused(Refusal refusal, ClientScene scene) =>
        refusal is Refusal.AlreadyDecided { Request: var request }
            ? scene.Say.Status(
                request,
                scene.Manager,
                scene.NameOf(request.Decision?.By),
                scene.AnswerBy(request.CreatedAt)
            )
            : refusal.Sentence;

    /// <summary>The wish as it stood, with its options to choose from.</summary>
    private static DialogState Reopened(DialogState before) =>
        before.Draft is { } draft
            ? before with
            {
                Frames = before
                    .Cleared()
                    .Frames.Add(
                        new DialogFrame.Wish(draft.Ready(), Understanding.Pending.OfferChoice)
                    ),
            }
            : before with
            {
                Frames = before.Cleared().Frames,
            };
}
