using System.Text.RegularExpressions;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Takes a sent request back, once it is sure which one.</summary>
internal static partial class Withdrawing
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
            _ => Which(step, scene, Card.Empty),
        };
    }

    /// <summary>"Cancel it" or "never mind" with nothing at hand: what was sent just before is meant; "cancel it" may also mean the only one that is open; else it is offered.</summary>
    public static DialogStep Nothing(DialogStep step, ClientScene scene, string words)
    {
        if (
            (
                scene.Spoken(step.State)
                ?? (scene.Open is [var only] && Cancels().IsMatch(words) ? only : null)
            ) is
            { } sent
        )
        {
            return Ask(step, scene, sent, Card.Empty);
        }

        return scene.Open.Count == 0
            ? step.Say(Phrases.NothingBegun)
            : step.Say(
                scene
                    .Open.Aggregate(
                        Card.Empty.Text(Phrases.NothingToCancel(scene.Open[0].Id)),
                        (card, request) =>
                            card.Button(
                                Phrases.TakeBackButton(request.Id),
                                CardAction.Of(
                                    Verbs.AskWithdraw,
                                    (Verbs.Request, request.Id.ToString())
                                )
                            )
                    )
                    .ToMessage()
            );
    }

    /// <summary>Asks which of the open ones, with a button for each.</summary>
    public static DialogStep Which(DialogStep step, ClientScene scene, Card before) =>
        step.In(step.State.Push(new DialogFrame.WhichWithdraw()))
            .Say(
                scene
                    .Open.Aggregate(
                        before.Text(Phrases.WhichToWithdraw),
                        (card, request) =>
                            card.Button(
                                scene.Say.Short(request),
                                CardAction.Of(
                                    Verbs.AskWithdraw,
                                    (Verbs.Request, request.Id.ToString())
                                )
                            )
                    )
                    .Button(Phrases.KeepAllButton, CardAction.Of(Verbs.No))
                    .ToMessage()
            );

    /// <summary>The answer to which one: by number, by place, by kind or by amount.</summary>
    public static DialogStep Reply(DialogStep step, DialogInput.Said said, ClientScene scene)
    {
        var frame = said.Frame;
        if (frame.Intent is Intent.Deny or Intent.Unsure)
        {
            return KeepAll(step, scene);
        }

        var named = RequestId.TryParse(frame.Request, out var id) ? id : (RequestId?)null;
        var fitting = scene
            .Open.Where(
                (request, index) =>
                    named is { } one ? request.Id == one
                    : frame.Option is { } place ? index + 1 == place
                    : frame.Kind is { } kind ? request.Terms.Kind == kind
                    : frame.Amount is { } amount && request.Terms.Credits?.Value == amount
            )
            .ToList();
        return fitting is [var only]
            ? Ask(step, scene, only, Card.Empty)
            : Talk.Miss(step, scene, said.Words);
    }

    public static DialogStep KeepAll(DialogStep step, ClientScene scene) =>
        Asking.Again(step.In(step.State.Pop() with { About = null }).Say(Phrases.KeptAll), scene);

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

    /// <summary>"Yes, withdraw it", "take it back": what is read back, said once more. A bare "cancel" or "forget it" keeps the request.</summary>
    public static bool IsSaidAgain(DialogInput.Said said) =>
        said.Frame is { Intent: Intent.Cancel or Intent.CancelRequest, Request: null }
        && said.Words.Length <= Longest
        && Again().IsMatch(said.Words);

    /// <summary>Longer messages say something else as well.</summary>
    private const int Longest = 60;

    [GeneratedRegex(
        @"^\W*((yes|yep|yeah|yup|ok|okay|sure|please|pls|correct|right|exactly|do)\W+)*(withdraw|retract|revoke|take|pull|cancel|drop|scrap|delete|remove)( (it|that|this|(the|my|our|that) request))?( back)?(\W+(please|pls|now|then|thanks|thank you))*\W*$(?<!^\W*cancel\W*)(?<!^\W*drop\W*)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Again();

    /// <summary>It is sure: a press on the button, or a yes.</summary>
    public static DialogStep Do(DialogStep step, ClientScene scene, RequestId id)
    {
        var state =
            step.State.Top is DialogFrame.ConfirmWithdraw top && top.Request == id
                ? step.State.Pop()
                : step.State;
        return step.In(state).About(id).Do(new DialogCommand.Withdraw(scene.Client.Id, id));
    }

    /// <summary>"Cancel it", as against "never mind" and "forget this new one".</summary>
    [GeneratedRegex(
        @"^\W*((please|pls|ok|okay|oh|wait|no|actually|then|and|can you|could you|i want to|we want to)\W+)*(cancel|withdraw|revoke|retract|undo|take back|pull back)( (it|that|this|the request|my request|our request|that one))?( back)?( again| please| pls| then| now)*\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Cancels();
}
