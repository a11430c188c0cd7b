using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>A manager offers something else for a request: the client takes it or not.</summary>
internal static class CounterOffer
{
    /// <summary>Words with nothing asked: a no is taken as one, while a yes may have been meant for something else, and is asked for again with the price; "accept" can't. Null when they are neither.</summary>
    public static DialogStep? Unasked(
        DialogStep step,
        CreditRequest request,
        DialogInput.Said said,
        ClientScene scene
    ) =>
        said.Frame.Intent switch
        {
            _ when scene.MayAsk && ChatCommands.IsAccept(said.Words) => Accept(
                step,
                scene,
                request.Id
            ),
            Intent.Affirm when !scene.MayAsk => step.Say(Phrases.OnlyViewer).Refusing(),
            Intent.Affirm => Ask(step, request, scene, Card.Empty),
            Intent.Deny => Decline(step, scene, request.Id),
            _ => null,
        };

    public static DialogStep Ask(
        DialogStep step,
        CreditRequest request,
        ClientScene scene,
        Card before
    ) =>
        step.In(step.State.Push(new DialogFrame.ConfirmOffer(request.Id)))
            .About(request.Id)
            .Say(
                Buttons(
                        before.Text(
                            scene.Say.AskToAccept(
                                request,
                                request.Counter!,
                                scene.NameOf(request.LastHandledBy)
                            )
                        ),
                        request.Id
                    )
                    .ToMessage()
            );

    public static Card Buttons(Card card, RequestId request)
    {
        var id = (Verbs.Request, request.ToString());
        return card.Button(
                Phrases.AcceptButton,
                CardAction.Of(Verbs.Accept, id),
                ChoiceStyle.Primary
            )
            .Button(Phrases.NoThanksButton, CardAction.Of(Verbs.NoThanks, id));
    }

    public static DialogStep Accept(DialogStep step, ClientScene scene, RequestId id) =>
        Answered(step).Do(new DialogCommand.AcceptCounter(scene.Client.Id, id));

    public static DialogStep Decline(DialogStep step, ClientScene scene, RequestId id) =>
        Answered(step).Do(new DialogCommand.DeclineCounter(scene.Client.Id, id));

    private static DialogStep Answered(DialogStep step) =>
        step.In(
            step.State with
            {
                Frames = step.State.Frames.RemoveAll(frame => frame is DialogFrame.ConfirmOffer),
            }
        );
}
