using System.Collections.Immutable;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>A client pressed a button. What it carries is worth no more than words; what it names is looked up.</summary>
internal static class ClientPress
{
    public static DialogStep Step(DialogStep step, DialogInput.Pressed press, ClientScene scene) =>
        Pressed(
            // Any other button says what is wanted better than an answer to what was asked back.
            press.Action.Verb
                is Verbs.Yes
                    or Verbs.No
                ? step
                : Guessing.Past(step),
            press,
            scene
        );

    private static DialogStep Pressed(
        DialogStep step,
        DialogInput.Pressed press,
        ClientScene scene
    ) =>
        press.Action.Verb switch
        {
            Verbs.Person => scene.Talk is null
                ? Talk.HandOff(step, scene, isLost: false)
                : step.Say(Phrases.PassedOn(scene.Talk.Manager)),
            Verbs.Send when !scene.MayAsk => step.Say(Phrases.OnlyViewer).Refusing(),
            Verbs.Send => Sending.Press(step, scene, press.Data(Verbs.Offer)),
            Verbs.Confirm => ForSomebody(step, press, scene),
            Verbs.Refuse when press.Data(Verbs.By) is { Length: > 0 } by => step.Do(
                new DialogCommand.NotConfirmed(scene.Client.Id, by, press.Data(Verbs.Offer) ?? "")
            ),
            Verbs.Answer => Answer(step, press, scene),
            Verbs.Options => Options(step, press, scene),
            Verbs.TakeUp => step.State.Aside is { } aside && IsOf(press, aside)
                ? TakingUp.Do(step, scene)!
                : Old(step, scene),
            Verbs.Yes => Yes(step, scene),
            Verbs.No => No(step, scene),
            Verbs.Cancel => IsOld(step, press) ? Old(step, scene) : Talk.Drop(step),
            Verbs.Show => Show(step, press, scene),
            Verbs.Withdraw or Verbs.AskWithdraw or Verbs.Reply or Verbs.Accept or Verbs.NoThanks =>
                OnRequest(step, press, scene),
            _ => Old(step, scene),
        };

    /// <summary>The approver sends what somebody else wants; at another price than was shown it is read back first.</summary>
    private static DialogStep ForSomebody(
        DialogStep step,
        DialogInput.Pressed press,
        ClientScene scene
    )
    {
        var draft = new Draft
        {
            Number = step.State.Drafts + 1,
            Due = Limits.Date(press.Data(Verbs.Due)),
            Reason = Limits.Words(press.Data(Verbs.Reason)),
        };
        if (
            scene.Client.Terms.Approver?.Value != scene.Me.Person.Id
            || scene.Priced(press.Data(Verbs.Offer) ?? "", draft) is not { } offer
        )
        {
            return Old(step, scene);
        }

        return Sending.ForSomebody(step, scene, draft, offer, press.Data(Verbs.Price));
    }

    private static DialogStep Answer(DialogStep step, DialogInput.Pressed press, ClientScene scene)
    {
        if (IsOld(step, press) || step.State.Top is not DialogFrame.Wish wish)
        {
            return Old(step, scene);
        }

        // A button of an earlier question of the same wish is a change of that answer.
        var slot = press.Data(Verbs.Slot);
        var value = press.Data(Verbs.Value) ?? "";
        if (value.Length == 0)
        {
            return slot == Asking.SlotOf(wish.Asked) && Wishing.Skipped(wish) is { } skipped
                ? Asking.Next(step, scene, skipped, Card.Empty)
                : Asking.Again(step, scene);
        }

        var frame = new Frame { Intent = Intent.Inform };
        frame = slot switch
        {
            "kind" => frame with
            {
                Kind = value switch
                {
                    "one_time" => RequestKind.OneTime,
                    "ongoing" => RequestKind.Ongoing,
                    "upgrade" => RequestKind.Upgrade,
                    _ => null,
                },
            },
            "amount" => frame with
            {
                Amount = decimal.TryParse(
                    value,
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var amount
                )
                    ? amount
                    : null,
            },
            "date" => frame with { Due = Limits.Date(value) },
            _ => frame,
        };
        return Wishing.Change(step, frame, scene, null) ?? Asking.Again(step, scene);
    }

    private static DialogStep Options(DialogStep step, DialogInput.Pressed press, ClientScene scene)
    {
        if (IsOld(step, press) || step.State.Top is not DialogFrame.Wish wish)
        {
            return Old(step, scene);
        }

        return Asking.Next(step, scene, wish.Draft.Ready(), Card.Empty);
    }

    private static DialogStep Yes(DialogStep step, ClientScene scene) =>
        step.State.Top switch
        {
            DialogFrame.ConfirmSend confirm => Sending.Confirmed(step, scene, confirm),
            DialogFrame.ConfirmWithdraw withdraw => Withdrawing.Do(step, scene, withdraw.Request),
            DialogFrame.DidYouMean asked => Guessing.Right(step, asked, scene),
            _ => Old(step, scene),
        };

    private static DialogStep No(DialogStep step, ClientScene scene) =>
        step.State.Top switch
        {
            DialogFrame.ConfirmSend => Confirming.BackToOptions(step, scene),
            DialogFrame.ConfirmWithdraw withdraw => Confirming.KeepRequest(step, scene, withdraw),
            DialogFrame.WhichWithdraw => Withdrawing.KeepAll(step, scene),
            DialogFrame.DidYouMean => Guessing.Wrong(step, scene),
            _ => Old(step, scene),
        };

    private static DialogStep OnRequest(
        DialogStep step,
        DialogInput.Pressed press,
        ClientScene scene
    )
    {
        if (
            !RequestId.TryParse(press.Data(Verbs.Request), out var id)
            || scene.Client.Find(id) is not { } request
        )
        {
            return Asking.Again(step.Say(Phrases.NotYours), scene);
        }

        step = step.About(id);
        return press.Action.Verb switch
        {
            Verbs.Withdraw => Withdrawing.Do(step, scene, id),
            Verbs.AskWithdraw => Withdrawing.Begin(step, scene, id),
            Verbs.Reply when Limits.Words(press.Input(Verbs.Answer)) is { } words =>
                ManagerQuestion.Reply(step, id, words, scene),
            Verbs.Reply when request.State == RequestState.Asked => ManagerQuestion.Ask(
                step,
                request,
                scene
            ),
            Verbs.Accept when !scene.MayAsk => step.Say(Phrases.OnlyViewer).Refusing(),
            Verbs.Accept => CounterOffer.Accept(step, scene, id),
            Verbs.NoThanks => CounterOffer.Decline(step, scene, id),
            _ => Old(step, scene),
        };
    }

    private static DialogStep Show(DialogStep step, DialogInput.Pressed press, ClientScene scene)
    {
        Intent? what = press.Data(Verbs.What) switch
        {
            "balance" => Intent.CheckBalance,
            "history" => Intent.CheckHistory,
            "status" => Intent.CheckRequestStatus,
            "packages" => Intent.AskPackages,
            "tips" => Intent.AskAdvice,
            _ => null,
        };
        return what is { } intent
            ? Asking.Again(Answers.Give(step, scene, intent, new Frame { Intent = intent }), scene)
            : Old(step, scene);
    }

    private static bool IsOld(DialogStep step, DialogInput.Pressed press) =>
        step.State.Draft is not { } draft || !IsOf(press, draft);

    private static bool IsOf(DialogInput.Pressed press, Draft draft) =>
        press.Data(Verbs.Draft) == draft.Number.ToString(CultureInfo.InvariantCulture);

    private static DialogStep Old(DialogStep step, ClientScene scene) =>
        Asking.Again(step.Say(Phrases.OldButton), scene);
}
