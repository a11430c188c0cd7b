using System.Collections.Immutable;
using CreditBot.Channels;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Where the client stands: a bar, what comes, six months as a chart, habits that cost credits (design.md §1, §4).</summary>
internal static class CheckCard
{
    /// <summary>Tips shown beside other things; all of them are one question away.</summary>
    private const int TipsBeside = 2;

    public static Card Of(ClientScene scene, LocalDate? due)
    {
        var card = Standing(scene, due).With([.. Past(scene)]);
        return Tips(card, scene, TipsBeside);
    }

    /// <summary>The bar and what comes next.</summary>
    public static Card Standing(ClientScene scene, LocalDate? due) =>
        Card.Empty.With(Bar(scene)).Text(scene.Say.Arrival(scene.Check, due));

    public static MessagePart.Progress Bar(ClientScene scene) =>
        new(
            scene.Check.MonthlyUsed.Value,
            scene.Check.Allocation.Value,
            scene.Say.Standing(scene.Check)
        );

    public static ImmutableList<MessagePart> Past(ClientScene scene) =>
        scene.Say.Past(scene.Check) is { } words
            ?
            [
                new MessagePart.Chart(
                    Phrases.CreditsUsed,
                    [
                        .. scene.Check.Past.Select(period => new ChartBar(
                            Wording.ShortMonth(period.StartsOn),
                            period.Used.Value,
                            period.RanDry
                        )),
                    ],
                    words
                ),
            ]
            : [];

    public static Card Tips(Card card, ClientScene scene, int most) =>
        scene.Check.Tips.Take(most).Aggregate(card, (so, tip) => so.Text(scene.Say.Tip(tip)));
}
