using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>What a manager wants done, from free words: read back before it is done, so that nothing is decided by a misreading.</summary>
internal static class ManagerActs
{
    /// <summary>Days that nobody is away for without being asked.</summary>
    private const int LongAway = 183;

    public static DialogStep Wanted(DialogStep step, DialogInput.Said said, ManagerScene scene)
    {
        var frame = said.Frame;
        if (frame.Intent is Intent.SetAllocation or Intent.GrantCredits)
        {
            return OnClient(step, frame, scene);
        }

        var (found, unclear) = scene.Which(frame, step.State);
        if (found is null)
        {
            return step.Say(unclear!);
        }

        var id = found.Request.Id;
        step = step.About(id).In(step.State with { About = id });
        if (!found.Request.State.IsPending())
        {
            return Closed(step, found, scene);
        }

        switch (frame.Intent)
        {
            case Intent.AskClient:
                return Do(
                    step,
                    new ManagerAct.Decide(
                        new DecideRequest.Ask(id, AskedWords.Of(said.Words, found.Client.Name))
                    ),
                    scene
                );
            case Intent.Decline when Limits.Words(frame.Reason) is { } reason:
                return Ask(
                    step,
                    new ManagerAct.Decide(new DecideRequest.Decline(id, reason)),
                    scene
                );
            case Intent.Decline:
                return AskReason(step, id);
            case Intent.ApproveWithChange:
                return frame.Amount is { } amount && Limits.Amount(amount) is null
                    ? step.Say(Phrases.BadAmount)
                    : Ask(
                        step,
                        new ManagerAct.Decide(
                            new DecideRequest.ApproveWithChange(
                                id,
                                frame.Amount is { } credits ? Limits.Amount(credits) : null,
                                frame.Kind,
                                frame.Package
                            )
                        ),
                        scene
                    );
            default:
                return Ask(step, new ManagerAct.Decide(scene.Approval(id)), scene);
        }
    }

    /// <summary>"out until Monday, Sam decides": done at once in just these words, read back in others, or for a date so far ahead that it may be last year's.</summary>
    public static DialogStep Away(DialogStep step, DialogInput.Said said, ManagerScene scene) =>
        said.Frame is not { Person: { } standIn, Due: { } until }
            ? step.Say(said.Frame.Person is null ? Phrases.WhoStandsIn : Phrases.AwayUntilWhen)
        : ChatCommands.IsOutUntil(said.Words)
        && NodaTime.Period.DaysBetween(scene.Say.Wording.Today, until) <= LongAway
            ? Do(
                step.In(step.State with { Frames = [] }),
                new ManagerAct.Leave(standIn, said.Frame.From, until),
                scene
            )
        : Ask(step, new ManagerAct.Leave(standIn, said.Frame.From, until), scene);

    /// <summary>Reads an act back and asks.</summary>
    public static DialogStep Ask(DialogStep step, ManagerAct act, ManagerScene scene)
    {
        var words = act switch
        {
            ManagerAct.Decide { Decision: var decision } => scene.Find(decision.Id) is { } found
                ? scene.Say.ReadBack(decision, found, scene.Facts.Agency.Terms.Catalog)
                : null,
            ManagerAct.Grant grant => scene.Say.ReadBack(grant, NameOf(grant.Client, scene)),
            ManagerAct.Refund refund
                when scene.Me.Last is { } last && last.Used.Seq == refund.Seq => scene.Say.ReadBack(
                last,
                refund.Reason
            ),
            ManagerAct.Leave leave => scene.Say.ReadBack(leave),
            ManagerAct.AddClient add => scene.Say.ReadBack(add),
            ManagerAct.SetStanding set when State(set.Client, scene) is { } state =>
                scene.Say.ReadBack(set.Change, state),
            ManagerAct.SetPlan plan when State(plan.Client, scene) is { } state =>
                scene.Say.ReadBack(plan, state, scene.Facts.Agency.Terms.Catalog),
            _ => null,
        };
        return words is null ? step.Say(Phrases.NothingAtHand) : Ask(step, act, words);
    }

    public static DialogStep Ask(DialogStep step, ManagerAct act, string words) =>
        step.In(step.State.Only(new DialogFrame.ConfirmAct(act)))
            .Say(
                Card.Empty.Text(words)
                    .Button(Phrases.YesButton, CardAction.Of(Verbs.Yes), ChoiceStyle.Primary)
                    .Button(Phrases.NoButton, CardAction.Of(Verbs.No))
                    .ToMessage()
            );

    /// <summary>Has an act done.</summary>
    public static DialogStep Do(DialogStep step, ManagerAct act, ManagerScene scene)
    {
        switch (act)
        {
            case ManagerAct.Decide { Decision: var decision }:
                if (scene.Find(decision.Id) is not { } found)
                {
                    return step.Say(Phrases.NoSuchRequest(decision.Id)).Refusing();
                }

                return step.In(step.State with { About = decision.Id })
                    .About(decision.Id)
                    .Do(new DialogCommand.Decide(found.Client.Id, decision));
            case ManagerAct.Grant grant:
                return step.Do(new DialogCommand.Grant(grant.Client, grant.Credits, grant.Reason));
            case ManagerAct.Refund refund:
                return step.Do(new DialogCommand.Refund(refund.Client, refund.Seq, refund.Reason));
            case ManagerAct.Mark mark:
                return step.Do(
                    new DialogCommand.Mark(mark.Lines, mark.To, mark.Reason, IsTrial: false)
                );
            case ManagerAct.AddClient add:
                return step.Do(new DialogCommand.AddClient(add.Name, add.Plan));
            case ManagerAct.Leave leave:
                return step.Do(new DialogCommand.Leave(leave.StandIn, leave.From, leave.Until));
            case ManagerAct.SetStanding set:
                return step.Do(new DialogCommand.SetStanding(set.Client, set.Change));
            case ManagerAct.SetPlan plan when Change(plan, scene) is { } change:
                return step.Do(new DialogCommand.SetPlan(plan.Client, change, plan.Effective));
            default:
                return step.Say(Phrases.NothingAtHand);
        }
    }

    /// <summary>A request that nobody waits for any more: who decided and when.</summary>
    public static DialogStep Closed(DialogStep step, RequestFacts found, ManagerScene scene) =>
        step.About(found.Request.Id)
            .Say(
                found
                    is {
                        Request.State: RequestState.Lapsed,
                        Client: { Standing: Standing.Ended, Name: var name }
                    }
                    ? Phrases.LapsedWithEnd(found.Request.Id, name)
                    : scene.Say.AlreadyClosed(
                        found.Request,
                        found.NameOf(found.Request.Decision?.By)
                    )
            )
            .Refusing();

    public static DialogStep AskReason(DialogStep step, RequestId id) =>
        step.In(step.State.Only(new DialogFrame.DeclineReason(id)) with { About = id })
            .About(id)
            .Say(Phrases.AskDeclineReason(id));

    private static DialogStep OnClient(DialogStep step, Frame frame, ManagerScene scene)
    {
        if (scene.Client(frame.Client) is not { } client)
        {
            return step.Say(
                frame.Client is { } name ? scene.NoSuchClient(name) : Phrases.WhichClient
            );
        }

        if (frame.Amount is { } said && Limits.Amount(said) is null)
        {
            return step.Say(Phrases.BadAmount);
        }

        var credits = frame.Amount is { } amount ? Limits.Amount(amount) : null;
        if (frame.Intent == Intent.GrantCredits)
        {
            return credits is { } given
                ? Ask(
                    step,
                    new ManagerAct.Grant(client.Id, given, Limits.Words(frame.Reason)),
                    scene
                )
                : step.Say(Phrases.GiveHow);
        }

        var total =
            credits is { } monthly && !frame.MonthlyTotal
                ? monthly + client.Plan.MonthlyCredits
                : credits;
        var package = frame.Package is { } wanted
            ? scene.Facts.Agency.Terms.Catalog.Find(wanted)?.Name
            : null;
        if (total is null && package is null)
        {
            return step.Say(Phrases.SetHow);
        }

        var effective = frame.Due == scene.Say.Wording.Today ? Effective.Now : Effective.NextReset;
        // "From January" in November: one change waits at most, for the next reset.
        return Ask(
            frame.Due is { } from && client.Current is { } period && from > period.EndsOn
                ? step.Say(scene.Say.NotSoLate(from))
                : step,
            new ManagerAct.SetPlan(client.Id, total, package, effective),
            scene
        );
    }

    private static PlanChange? Change(ManagerAct.SetPlan plan, ManagerScene scene) =>
        plan switch
        {
            { Package: { } name } when scene.Facts.Agency.Terms.Catalog.Find(name) is { } package =>
                new PlanChange.ToPackage(package.Name, package.Credits, package.Fee),
            { Credits: { } credits } => new PlanChange.ToAllocation(credits, null),
            _ => null,
        };

    private static ClientState? State(ClientId client, ManagerScene scene) =>
        scene.Me.Roster.FirstOrDefault(one => one.Id == client);

    private static string NameOf(ClientId client, ManagerScene scene) =>
        State(client, scene)?.Name ?? client.Value;
}
