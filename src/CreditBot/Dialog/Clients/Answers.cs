using CreditBot.Advice;
using CreditBot.Channels;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Answers what a client asks about its account; the dialog stays where it is.</summary>
internal static class Answers
{
    /// <summary>Requests told at once when asked for the status.</summary>
    private const int MostRequests = 3;

    public static bool Has(Intent intent) =>
        intent
            is Intent.CheckBalance
                or Intent.CheckHistory
                or Intent.CheckReset
                or Intent.CheckRequestStatus
                or Intent.AskAdvice
                or Intent.AskEstimate
                or Intent.AskPackages
                or Intent.ExplainCharge;

    /// <summary>Of two questions in one message the figures come first: what is left, then when it resets.</summary>
    public static Frame InOrder(Frame frame) =>
        frame.Also is { } also && Has(also) && Has(frame.Intent) && frame.Intent < also
            ? frame with
            {
                Intent = also,
                Also = frame.Intent,
            }
            : frame;

    public static DialogStep Give(DialogStep step, ClientScene scene, Intent intent, Frame frame) =>
        (
            intent switch
            {
                Intent.CheckBalance => step.Say(Balance(scene).ToMessage()),
                Intent.CheckHistory => step.Say(History(scene, frame).ToMessage()),
                Intent.CheckReset => step.Say(
                    scene.Say.Reset(
                        scene.Check,
                        scene.Client.Terms,
                        !scene.Check.OneTimeRemaining.IsZero
                    )
                ),
                Intent.CheckRequestStatus => Status(step, scene, frame),
                Intent.AskAdvice => step.Say(Advice(scene).ToMessage()),
                Intent.AskEstimate => step.Say(Estimate(scene, frame)),
                Intent.AskPackages => step.Say(Packages(step.State, scene, frame).ToMessage()),
                _ => step.Say(Charge(scene).ToMessage()),
            }
        ).Answering(intent);

    private static Card Balance(ClientScene scene) =>
        CheckCard
            .Standing(scene, null)
            .Text(scene.Say.Outlook(scene.Check))
            .Text(scene.Say.Owed(scene.Check));

    private static Card History(ClientScene scene, Frame frame)
    {
        if (frame.Month is { } month)
        {
            return Card.Empty.Text(
                scene.Check.Past.LastOrDefault(period => period.StartsOn.ToYearMonth() == month)
                    is { } past
                    ? scene.Say.InMonth(past)
                : scene.Client.Current?.StartsOn.ToYearMonth() == month
                    ? scene.Say.ThisPeriod(scene.Check)
                : Phrases.NoMonth(month)
            );
        }

        var card = Card
            .Empty.Text(scene.Say.ThisPeriod(scene.Check))
            .Text(scene.Say.Outlook(scene.Check));
        if (scene.Check.Past.Count > 0)
        {
            card = card.With([.. CheckCard.Past(scene)])
                .Text(scene.Say.RunOutDays(scene.Check))
                .Text(scene.Say.Bought(scene.Check));
        }

        return CheckCard.Tips(
            card.Text(
                scene.Say.PastRequests([
                    .. scene.Client.Requests.Values.Reverse().Take(MostRequests),
                ])
            ),
            scene,
            int.MaxValue
        );
    }

    private static DialogStep Status(DialogStep step, ClientScene scene, Frame frame)
    {
        var all = scene.Client.Requests.Values.Reverse().ToList();
        if (frame.Request is { } text && Amounts.RequestId.TryParse(text, out var id))
        {
            all = all.FindAll(request => request.Id == id);
            if (all.Count == 0)
            {
                return step.Say(Phrases.NotYours);
            }
        }

        if (all.Count == 0)
        {
            return step.Say(Phrases.NoRequests);
        }

        var open = scene.Open;
        var told = open.Count > 0 && frame.Request is null ? open : all;
        var card = told.Take(MostRequests)
            .Aggregate(
                Card.Empty,
                (so, request) =>
                    so.Text(
                        scene.Say.Status(
                            request,
                            scene.Manager,
                            scene.NameOf(request.Decision?.By ?? request.LastHandledBy),
                            scene.AnswerBy(request.CreatedAt)
                        )
                    )
            );
        return step.About(told[0].Id).Say(card.ToMessage());
    }

    private static Card Advice(ClientScene scene) =>
        scene.Check.Tips.Count == 0
            ? Card.Empty.Text(Phrases.NoTip)
            : CheckCard.Tips(Card.Empty, scene, int.MaxValue);

    private static string Estimate(ClientScene scene, Frame frame) =>
        frame.Work is not { Count: > 0 } work ? Phrases.WhichWork
        : ClientNeed.Estimate(work, scene) is { } estimate ? scene.Say.Estimate(estimate)
        : Phrases.NoEstimate;

    /// <summary>One package or all of them, and the one to move up to, if there is just one, a tap away.</summary>
    private static Card Packages(DialogState state, ClientScene scene, Frame frame)
    {
        var named = frame.Package is { } name ? scene.Catalog.Find(name) : null;
        var next =
            named is not null ? scene.Larger.FirstOrDefault(one => one.Name == named.Name)
            : scene.Larger is [var only] ? only
            : null;
        var card =
            named is null
                ? Card
                    .Empty.Text(scene.Say.Packages(scene.Catalog, scene.Client.Plan.Package))
                    .Text(
                        scene.Say.ExtraCredit(
                            scene.Catalog.ExtraPriceFor(scene.Client.Plan.Package)
                        )
                    )
            : named.Name == scene.Client.Plan.Package ? Card.Empty.Text(Phrases.OnIt(named.Name))
            : Card.Empty.Text(scene.Say.Package(named, scene.Client.Plan.MonthlyFee));
        // While something is being asked, its own buttons follow.
        if (next is not null && state.Top is null && scene.MayAsk)
        {
            card = OffersCard.Upgrade(card, scene, next.Name);
        }

        return card;
    }

    private static Card Charge(ClientScene scene)
    {
        var last = scene.Me.Account.LastUsage;
        var card = Card.Empty.Text(Phrases.HowItIsCharged);
        card = last.Count == 0 ? card : card.Text(scene.Say.LastUse(last[^1]));
        return card.Text(
            scene.Say.ExtraCredit(scene.Catalog.ExtraPriceFor(scene.Client.Plan.Package))
        );
    }
}
