using CreditBot.Amounts;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>A client's turn: what it asks, answers, changes or drops.</summary>
internal static class ClientDialog
{
    public static DialogStep Step(DialogStep step, DialogInput input, ClientScene scene) =>
        scene.Me.Clients.Count > 1
            ? WithName(
                ChoosingClient.Other(Chosen(step, scene), input, scene)
                    ?? Answered(ClientTalk.Meet(Chosen(step, scene), scene), input, scene),
                scene
            )
            : Answered(ClientTalk.Meet(step, scene), input, scene);

    /// <summary>A press may be about another client than what was said last: what belonged to that is put aside.</summary>
    private static DialogStep Chosen(DialogStep step, ClientScene scene) =>
        step.State.For == scene.Client.Id
            ? step
            : (step.State.Draft is null ? step : step.Say(Phrases.SetAside)).In(
                step.State.SpeakingFor(scene.Client.Id)
            );

    /// <summary>Somebody with several clients sees in every answer which one it is about.</summary>
    public static DialogStep WithName(DialogStep step, ClientScene scene) =>
        scene.Me.Clients.Count < 2
        || step.Resume is not null
        || step.State.For != scene.Client.Id
        || step.Messages.IsEmpty
            ? step
            : step with
            {
                Messages = step.Messages.SetItem(
                    0,
                    step.Messages[0] with
                    {
                        Parts = step.Messages[0]
                            .Parts.Insert(0, new Channels.MessagePart.Heading(scene.Client.Name)),
                    }
                ),
            };

    /// <summary>What words mean by themselves, whether or not a person is called in.</summary>
    public static DialogStep Understood(DialogStep step, DialogInput.Said said, ClientScene scene)
    {
        if (step.State.Top is DialogFrame.DidYouMean asked)
        {
            return Guessing.Reply(step, asked, said, scene);
        }

        if (AsksForOptions.Is(said.Words))
        {
            return Wishing.ShowOptions(step, scene);
        }

        if (
            step.State is { Top: null, Aside: not null }
            && (
                TakingUp.Is(said.Words)
                || (said.Frame.Intent == Intent.Affirm && said.Frame.IsBare())
            )
        )
        {
            return TakingUp.Do(step, scene)!;
        }

        if (SameAgain.Take(step, said.Words, scene) is { } again)
        {
            return again;
        }

        var frame = Answers.InOrder(said.Frame);
        if (frame.Also is { } also && Answers.Has(also) && also != frame.Intent)
        {
            // A new wish begins with where the client stands: that needs no saying twice.
            step =
                also == Intent.CheckBalance
                && frame.Intent == Intent.RequestCredits
                && step.State.Draft is null
                && scene.MayAsk
                    ? step.Answering(also)
                    : Answers.Give(step, scene, also, frame);
        }

        return frame.Intent switch
        {
            // "R-13" alone is the answer to which one.
            Intent.CheckRequestStatus
                when step.State.Top is DialogFrame.WhichWithdraw && frame.Request is not null =>
                Withdrawing.Reply(step, said, scene),
            // "Yes, withdraw it" to "shall I take it back?"
            Intent.Cancel
            or Intent.CancelRequest
                when step.State.Top is DialogFrame.ConfirmWithdraw taken
                    && Withdrawing.IsSaidAgain(said) => Withdrawing.Do(step, scene, taken.Request),
            // "Never mind" keeps the request that was to be taken back.
            Intent.Cancel when step.State.Top is DialogFrame.ConfirmWithdraw kept =>
                Confirming.KeepRequest(step, scene, kept),
            Intent.Greet => Talk.Hello(step, scene),
            Intent.Thanks => Asking.Again(step.Say(Phrases.YouAreWelcome), scene),
            Intent.Bye => step.Say(Phrases.Goodbye),
            Intent.Help => Talk.Help(step, scene),
            Intent.TalkToHuman => Talk.HandOff(step, scene, isLost: false),
            Intent.RequestCredits => Wishing.Begin(step, frame, scene, said.Words),
            Intent.Cancel => step.State is { Top: null, Aside: null }
                ? Withdrawing.Nothing(step, scene, said.Words)
                : Talk.Drop(step),
            Intent.CancelRequest => Withdrawing.Begin(
                step,
                scene,
                RequestId.TryParse(frame.Request, out var id) ? id : null
            ),
            var question when Answers.Has(question) => Asking.Again(
                Answers.Give(step, scene, question, frame),
                scene
            ),
            _ => Reply(step, said, scene),
        };
    }

    private static DialogStep Answered(DialogStep step, DialogInput input, ClientScene scene) =>
        input switch
        {
            // Until its people are unlinked, an ended client hears that it has ended, and nothing else.
            not DialogInput.Ordered when scene.Client.Standing == Ledger.Standing.Ended => step.In(
                    step.State with
                    {
                        Frames = [],
                    }
                )
                .Say(scene.Say.HasEnded(scene.Client)),
            DialogInput.Joined => Talk.Hello(step, scene),
            DialogInput.Ordered { Command: ChatCommand.Link link } => step.Do(
                new DialogCommand.Link(link.Code)
            ),
            DialogInput.Pressed press => ClientPress.Step(step, press, scene),
            DialogInput.Said said => (
                scene.Talk is null ? null : ClientTalk.Said(step, said, scene)
            ) ?? Understood(step, said, scene),
            _ => step,
        };

    /// <summary>What answers whatever was asked: facts, yes, no, a choice, a correction, or nothing that makes sense.</summary>
    private static DialogStep Reply(DialogStep step, DialogInput.Said said, ClientScene scene) =>
        step.State.Top switch
        {
            DialogFrame.ConfirmOffer offer when ChatCommands.IsAccept(said.Words) =>
                CounterOffer.Accept(step, scene, offer.Request),
            not (null or DialogFrame.Answer) when said.Frame.Intent == Intent.OutOfScope =>
                Talk.OutOfScope(step, scene, said),
            DialogFrame.Wish wish => Wishing.Reply(step, wish, said, scene),
            DialogFrame.ConfirmSend confirm => Confirming.Reply(step, confirm, said, scene),
            DialogFrame.ConfirmWithdraw withdraw => Confirming.Reply(step, withdraw, said, scene),
            DialogFrame.ConfirmOffer offer => Confirming.Reply(step, offer, said, scene),
            DialogFrame.WhichWithdraw => Withdrawing.Reply(step, said, scene),
            DialogFrame.Answer answer => ManagerQuestion.Reply(
                step.In(step.State.Pop()),
                answer.Request,
                said.Words,
                scene
            ),
            null when scene.Asked is { } asked && said.Frame.Intent != Intent.ChangeRequest =>
                ManagerQuestion.Reply(step, asked.Id, said.Words, scene),
            null when scene.Offered is { } offered => CounterOffer.Unasked(
                step,
                offered,
                said,
                scene
            ) ?? Wishing.Unasked(step, said, scene),
            _ => Wishing.Unasked(step, said, scene),
        };
}
