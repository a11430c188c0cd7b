using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>A manager pressed a button of a card.</summary>
internal static class ManagerPress
{
    /// <summary>As much as REST takes.</summary>
    internal const decimal MostPrice = 1_000_000m;

    public static DialogStep Step(DialogStep step, DialogInput.Pressed press, ManagerScene scene)
    {
        if (press.Action.Verb is not (Verbs.Yes or Verbs.No))
        {
            // Any other button says what is wanted better than an answer to what was asked back.
            step = Guessing.Past(step);
        }

        switch (press.Action.Verb)
        {
            case Verbs.Yes when step.State.Top is DialogFrame.DidYouMean asked:
                return ManagerGuessing.Right(step, asked, scene);
            case Verbs.No when step.State.Top is DialogFrame.DidYouMean:
                return ManagerGuessing.Wrong(step);
            case Verbs.Yes when step.State.Top is DialogFrame.ConfirmAct confirm:
                return ManagerActs.Do(step.In(step.State.Pop()), confirm.Act, scene);
            case Verbs.No when step.State.Top is DialogFrame.ConfirmAct:
                return step.In(step.State.Pop()).Say(Phrases.NothingChanged);
            case Verbs.Site when press.Data(Verbs.Client) is { Length: > 0 } name:
                return NewClients.Add(step, name, NewClients.SiteOf(press.Data(Verbs.Kind)), scene);
            case Verbs.Show when press.Data(Verbs.What) == "pending":
                return ManagerDialog.Pending(step, scene);
            case Verbs.ReplyTalk
            or Verbs.CloseTalk when scene.Talk(press.Data(Verbs.Talk)) is { } talk:
                return ManagerTalk.Press(step, press, talk, scene);
        }

        return RequestId.TryParse(press.Data(Verbs.Request), out var id)
            ? OnRequest(step, press, id, scene)
            : step.Say(Phrases.OldButton);
    }

    private static DialogStep OnRequest(
        DialogStep step,
        DialogInput.Pressed press,
        RequestId id,
        ManagerScene scene
    )
    {
        DecideRequest decision;
        switch (press.Action.Verb)
        {
            case Verbs.Approve:
                decision = new DecideRequest.Approve(
                    id,
                    long.TryParse(
                        press.Data(Verbs.Seconds),
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var first
                    )
                        ? first
                        : null
                );
                break;
            case Verbs.Change when Amount(press.Input(Verbs.Credits)) is { } credits:
                var price = press.Input(Verbs.Price) is { Length: > 0 } text ? Price(text) : null;
                if (price is null && press.Input(Verbs.Price) is { Length: > 0 })
                {
                    return step.Say(Phrases.BadPrice);
                }

                decision = new DecideRequest.ApproveWithChange(
                    id,
                    credits,
                    KindOf(press, scene.Find(id)),
                    Price: price is { } amount
                        ? new Money(amount, scene.Facts.Agency.Terms.Catalog.Currency)
                        : null
                );
                break;
            case Verbs.Change:
                return step.Say(Phrases.BadAmount);
            case Verbs.Ask when Limits.Words(press.Input(Verbs.Question)) is { } question:
                decision = new DecideRequest.Ask(id, question);
                break;
            case Verbs.Ask:
                return step.Say(Phrases.AskHow(id));
            case Verbs.Decline when Limits.Words(press.Input(Verbs.Reason)) is { } reason:
                decision = new DecideRequest.Decline(id, reason);
                break;
            case Verbs.Decline:
                return ManagerOrders.ReasonFor(step, id, scene);
            case Verbs.Undo:
                decision = new DecideRequest.Undo(id);
                break;
            default:
                return step.Say(Phrases.OldButton);
        }

        decision = decision with { Seen = FactsSeen.Read(press.Data(Verbs.Seen)) };
        step = ManagerOrders.Decide(step, decision, scene);
        // A card that is behind is brought up to date where it was pressed.
        return step.Commands.IsEmpty && scene.Find(id) is { } found
            ? step with
            {
                Replacement = ManagerDialog.CardOf(found, scene),
            }
            : step;
    }

    /// <summary>Another kind than was asked for.</summary>
    private static RequestKind? KindOf(DialogInput.Pressed press, RequestFacts? facts) =>
        press.Input(Verbs.Kind) switch
        {
            Verbs.Once => RequestKind.OneTime,
            Verbs.Monthly => RequestKind.Ongoing,
            _ => (RequestKind?)null,
        }
            is { } kind
        && kind != facts?.Request.Terms.Kind
            ? kind
            : null;

    private static decimal? Price(string text) =>
        decimal.TryParse(
            text.Trim(),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture,
            out var price
        )
        && price <= MostPrice
            ? price
            : null;

    private static Credits? Amount(string? text) =>
        decimal.TryParse(
            text?.Trim(),
            NumberStyles.AllowLeadingSign
                | NumberStyles.AllowDecimalPoint
                | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? Limits.Amount(amount)
            : null;
}
