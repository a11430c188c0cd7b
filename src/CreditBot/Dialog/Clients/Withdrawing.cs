using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>Takes a sent request back, once it is sure which one.</summary>
internal static class Withdrawing
{
    /// <param name="named">The request that was named; null means the one that is open.</param>
    public static DialogStep Begin(DialogStep step, ClientScene scene, RequestId? named)
    {
        if (named is { } id)
        {
            return scene.Client.Find(id) switch
            {
                null => Asking.Again(step.Say(Phrases.NotYours), scene),
                { State: var state } when !state.IsPending() => Asking.Again(
                    step.About(id)
                        .Say(Phrases.NothingToWithdraw(id, Phrases.StateName(state)))
                        .Refusing(),
                    scene
                ),
                var request => Ask(step, scene, request, Card.Empty),
            };
        }

        return scene.Open switch
        {
            [] when step.State.Draft is not null => Talk.Drop(step),
            [] => step.Say(Phrases.NothingOpen),
            [var only] => Ask(step, scene, only, Card.Empty),
            var several => Asking.Again(
                step.Say(Phrases.WhichRequest(several.Select(request => request.Id))),
                scene
            ),
        };
    }

    public static DialogStep Ask(
        DialogStep step,
        ClientScene scene,
        CreditRequest request,
        Card before
    ) =>
        step.In(step.State.Push(new DialogFrame.ConfirmWithdraw(request.Id)))
            .About(request.Id)
            .Say(
                before
                    .Text(scene.Say.AskWithdraw(request, scene.Manager))
                    .Button(
                        Phrases.WithdrawButton,
                        CardAction.Of(Verbs.Withdraw, (Verbs.Request, request.Id.ToString())),
                        ChoiceStyle.Destructive
                    )
                    .Button(Phrases.KeepButton, CardAction.Of(Verbs.No))
                    .ToMessage()
            );

    /// <summary>It is sure: a press on the button, or a yes.</summary>
    public static DialogStep Do(DialogStep step, ClientScene scene, RequestId id)
    {
        var state =
            step.State.Top is DialogFrame.ConfirmWithdraw top && top.Request == id
                ? step.State.Pop()
                : step.State;
        return step.In(state).About(id).Do(new DialogCommand.Withdraw(scene.Client.Id, id));
    }
}
