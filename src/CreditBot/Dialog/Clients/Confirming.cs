using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Answers to something that was read back.</summary>
internal static class Confirming
{
    public static DialogStep Reply(
        DialogStep step,
        DialogFrame.ConfirmSend confirm,
        DialogInput.Said said,
        ClientScene scene
    )
    {
        switch (said.Frame.Intent)
        {
            case Intent.Affirm:
                return Sending.Confirmed(step, scene, confirm);
            case Intent.Deny:
                return BackToOptions(step, scene);
            case Intent.Unsure:
                return Talk.Miss(step, scene, said.Words);
            default:
                var below = step.In(step.State.Pop());
                return Picking.Of(below.State, said.Frame, scene) is { } offer
                    // The same choice once more is no yes.
                    ? offer == confirm.Offer
                        ? Talk.Miss(step, scene, said.Words)
                        : Sending.Pick(below, scene, offer)
                    : Wishing.Change(below, said.Frame, scene, confirm.Offer)
                        ?? Talk.Miss(step, scene, said.Words);
        }
    }

    public static DialogStep Reply(
        DialogStep step,
        DialogFrame.ConfirmWithdraw withdraw,
        DialogInput.Said said,
        ClientScene scene
    ) =>
        said.Frame.Intent switch
        {
            Intent.Affirm => Withdrawing.Do(step, scene, withdraw.Request),
            Intent.Deny or Intent.Unsure => KeepRequest(step, scene, withdraw),
            _ => Talk.Miss(step, scene, said.Words),
        };

    public static DialogStep Reply(
        DialogStep step,
        DialogFrame.ConfirmOffer offer,
        DialogInput.Said said,
        ClientScene scene
    ) =>
        said.Frame.Intent switch
        {
            Intent.Affirm => CounterOffer.Accept(step, scene, offer.Request),
            Intent.Deny => CounterOffer.Decline(step, scene, offer.Request),
            _ => Talk.Miss(step, scene, said.Words),
        };

    /// <summary>No to what was read back: the options are there again.</summary>
    public static DialogStep BackToOptions(DialogStep step, ClientScene scene)
    {
        if (step.State.Draft?.Changes is not null)
        {
            return Talk.Drop(step);
        }

        var below = step.State.Pop();
        return Asking.Again(
            step.In(
                below.Top is DialogFrame.Wish wish
                    ? below.Swap(new DialogFrame.Wish(wish.Draft.Ready(), Pending.OfferChoice))
                    : below
            ),
            scene,
            Phrases.NotSent
        );
    }

    public static DialogStep KeepRequest(
        DialogStep step,
        ClientScene scene,
        DialogFrame.ConfirmWithdraw withdraw
    ) =>
        Asking.Again(
            step.In(Talk.Kept(step.State.Pop(), withdraw.Request))
                .About(withdraw.Request)
                .Say(Phrases.Kept(withdraw.Request)),
            scene
        );
}
