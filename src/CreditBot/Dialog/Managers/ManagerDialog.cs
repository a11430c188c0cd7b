using System.Text.RegularExpressions;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>A manager's turn: exact commands decide at once, free words are read back first.</summary>
internal static partial class ManagerDialog
{
    /// <summary>Cards shown at once; more are counted.</summary>
    private const int MostCards = 5;

    public static DialogStep Step(DialogStep step, DialogInput input, ManagerScene scene) =>
        input switch
        {
            DialogInput.Joined => Hello(step, scene),
            DialogInput.Ordered order => ManagerOrders.Step(
                Guessing.Past(step),
                order.Command,
                scene
            ),
            DialogInput.Pressed press => ManagerPress.Step(step, press, scene),
            DialogInput.Said said => Said(step, said, scene),
            _ => step,
        };

    public static DialogStep Pending(DialogStep step, ManagerScene scene)
    {
        step = step.Answering(Intent.ListPending);
        step = scene.Waiting.Aggregate(
            step,
            (so, talk) =>
                so.Say(
                    Phrases.TalkWaits(
                        talk,
                        scene.NameOfClient(talk.Client),
                        isOnly: scene.Waiting.Count(one => one.Client == talk.Client) == 1
                    )
                )
        );
        if (scene.Me.Pending.Count == 0)
        {
            return step.Say(Phrases.NonePending);
        }

        step = scene
            .Me.Pending.Take(MostCards)
            .Aggregate(step, (so, one) => so.Say(CardOf(one, scene)));
        var more = scene.Me.Pending.Count - MostCards;
        return more > 0
            ? step.Say(
                Phrases.AndMore(scene.Me.Pending.Skip(MostCards).Select(one => one.Request.Id))
            )
            : step;
    }

    public static Channels.Message CardOf(RequestFacts request, ManagerScene scene) =>
        RequestCard.Of(request, scene.Say, scene.Facts.Agency.Terms, scene.Id, scene.Facts.Now);

    /// <summary>The question at hand again, after something else was answered.</summary>
    public static DialogStep Again(DialogStep step, ManagerScene scene) =>
        step.State.Top switch
        {
            DialogFrame.ConfirmAct confirm => ManagerActs.Ask(
                step.In(step.State.Pop()),
                confirm.Act,
                scene
            ),
            DialogFrame.DidYouMean asked => ManagerGuessing.Ask(
                step.In(step.State.Pop()),
                asked,
                scene
            ) ?? step,
            DialogFrame.DeclineReason decline => step.Say(
                Phrases.AskDeclineReason(decline.Request)
            ),
            DialogFrame.ReplyWords reply when scene.Talk(reply.Talk) is { } talk => step.Say(
                Phrases.AskReplyWords(talk.PersonName)
            ),
            _ => step,
        };

    public static DialogStep Said(DialogStep step, DialogInput.Said said, ManagerScene scene)
    {
        var frame = said.Frame;
        if (
            step.State.Top is DialogFrame.ReplyWords reply
            && frame.Intent is not (Intent.Cancel or Intent.Help)
        )
        {
            // Any words are for the client, whatever they would mean otherwise.
            step = step.In(step.State.Pop());
            return scene.Talk(reply.Talk) is { } talk && Limits.Words(said.Words) is { } words
                ? ManagerTalk.Tell(step, talk, words, scene)
                : step.Say(Phrases.NothingAtHand);
        }

        if (step.State.Top is DialogFrame.DidYouMean asked)
        {
            return ManagerGuessing.Reply(step, asked, said, scene);
        }

        if (ChatCommands.IsOutUntil(said.Words))
        {
            return ManagerActs.Away(step, said, scene);
        }

        switch (frame.Intent)
        {
            case Intent.Greet:
                return Again(Hello(step, scene), scene);
            case Intent.Thanks:
                return Again(step.Say(Phrases.YouAreWelcome), scene);
            case Intent.Bye:
                return step.Say(Phrases.Goodbye);
            case Intent.Help:
                return Again(
                    step.Say(
                        Phrases
                            .HelpForManagers.Aggregate(Card.Empty, (card, line) => card.Text(line))
                            .ToMessage()
                    ),
                    scene
                );
            case Intent.Cancel:
                return step.State.Top is null
                    ? step.Say(Phrases.NothingAtHand)
                    : step.In(step.State.Cleared()).Say(Phrases.NothingChanged);
            case Intent.ListPending:
                return Again(Pending(step, scene), scene);
            case Intent.ClientStatus:
                return Again(ManagerAnswers.Status(step, frame, scene), scene);
            case Intent.Report:
                return step.Answering(Intent.Report)
                    .Do(
                        new DialogCommand.ReportMonth(
                            frame.Month ?? scene.Say.Wording.Today.ToYearMonth().PlusMonths(-1)
                        )
                    );
            case Intent.Delegate:
                return ManagerActs.Away(step, said, scene);
            // "approve it" is no reason to decline.
            case Intent.Approve
            or Intent.ApproveWithChange when step.State.Top is DialogFrame.DeclineReason decline:
                return ManagerActs.Wanted(
                    step.In(step.State.Pop()),
                    frame is { Request: null, Client: null }
                        ? said with
                        {
                            Frame = frame with { Request = decline.Request.ToString() },
                        }
                        : said,
                    scene
                );
            case Intent.Approve
            or Intent.ApproveWithChange
            or Intent.AskClient
            or Intent.SetAllocation
            or Intent.GrantCredits
            or Intent.Decline when step.State.Top is not DialogFrame.DeclineReason:
                return ManagerActs.Wanted(step, said, scene);
            default:
                return Reply(step, said, scene);
        }
    }

    private static DialogStep Reply(DialogStep step, DialogInput.Said said, ManagerScene scene)
    {
        switch (step.State.Top, said.Frame.Intent)
        {
            case (DialogFrame.ConfirmAct confirm, Intent.Affirm):
                return ManagerActs.Do(step.In(step.State.Pop()), confirm.Act, scene);
            case (DialogFrame.ConfirmAct, Intent.Deny):
                return step.In(step.State.Pop()).Say(Phrases.NothingChanged);
            case (DialogFrame.DeclineReason decline, not (Intent.Affirm or Intent.Unsure)):
                return
                    Limits.Words(WithoutBecause().Replace(said.Words, "", 1)) is { } reason
                    && said.Frame.Intent != Intent.Deny
                    && !NoReason().IsMatch(reason)
                    ? ManagerActs.Do(
                        step.In(step.State.Pop()),
                        new ManagerAct.Decide(
                            new Requests.DecideRequest.Decline(decline.Request, reason)
                        ),
                        scene
                    )
                    : Missed(step, Phrases.DeclineNeedsReason, scene);
            case (null, Intent.OutOfScope)
                when NamesClient().Match(said.Words) is { Success: true } of:
                return step.Say(scene.NoSuchClient(of.Groups["client"].Value)).Refusing();
            case (null, Intent.OutOfScope)
                when NearNames.In(said.Words, scene.Me.Roster) is var (part, near):
                return step.Say(Phrases.NoSuchClient(part, near)).Refusing();
            case (null, Intent.OutOfScope) when ManagerGuessing.Ask(step, said, scene) is { } back:
                return back;
            case (null, Intent.OutOfScope):
                return step.Say(
                        said.Words.Contains("R-", StringComparison.OrdinalIgnoreCase)
                            ? Phrases.DecideHow
                            : Phrases.ManagersOutOfScope
                    )
                    .Refusing();
            case (null, _):
                return step.Say(Phrases.NothingAtHand);
            default:
                return Missed(step, Phrases.DidNotGetIt, scene);
        }
    }

    /// <summary>No answer to the question at hand: it is asked once more, then let go.</summary>
    public static DialogStep Missed(DialogStep step, string why, ManagerScene scene) =>
        step.State.Misses == 0
            ? Again(step.In(step.State with { Misses = 1 }).Say(why), scene)
            : step.In(step.State.Cleared()).Say($"{why} {Phrases.LeftAlone}");

    private static DialogStep Hello(DialogStep step, ManagerScene scene) =>
        step.Say(Phrases.HelloManager(scene.Me.Person.Name, scene.Me.Pending.Count));

    [GeneratedRegex(
        @"^\s*(because|since|as)\s+",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex WithoutBecause();

    /// <summary>Words that the client could make nothing of.</summary>
    [GeneratedRegex(
        @"^(yes|yeah|yep|y|ok|okay|sure|do it|no|nope|n|hm+|maybe|dunno|\W*)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex NoReason();

    /// <summary>The exact forms of contract.md, with a name that nobody has.</summary>
    [GeneratedRegex(
        @"^\s*/?(status\s+of\s+(?<client>\S.{0,99}?)\s*[.?!]?|give\s+(?<client>\S.{0,99}?)\s+\d.*|set\s+(?<client>\S.{0,99}?)\s+to\s+\d.*)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex NamesClient();
}
