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
                Intent.AskPackages => step.Say(Packages(scene, frame).ToMessage()),
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

    private static Card Packages(ClientScene scene, Frame frame)
    {
        var price = scene.Say.ExtraCredit(scene.Catalog.ExtraPriceFor(scene.Client.Plan.Package));
        return frame.Package is { } name && scene.Catalog.Find(name) is { } package
            ? Card.Empty.Text(
                package.Name == scene.Client.Plan.Package
                    ? Phrases.OnIt(package.Name)
                    : scene.Say.Package(package, scene.Client.Plan.MonthlyFee)
            )
            : Card
                .Empty.Text(scene.Say.Packages(scene.Catalog, scene.Client.Plan.Package))
                .Text(price);
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
