using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Answers what a manager asks about clients.</summary>
internal static class ManagerAnswers
{
    /// <summary>Clients told when nobody is named.</summary>
    private const int MostLow = 10;

    /// <summary>A client counts as low with at most this part of its month left.</summary>
    private const decimal LowPart = 0.2m;

    public static DialogStep Status(DialogStep step, Frame frame, ManagerScene scene)
    {
        step = step.Answering(Intent.ClientStatus);
        if (frame.Client is null)
        {
            return step.Say(Low(scene).ToMessage());
        }

        return scene.Me.Asked is { } asked
            ? step.Say(Of(asked, scene).ToMessage())
            : step.Say(scene.NoSuchClient(frame.Client));
    }

    private static Card Of(ClientFacts client, ManagerScene scene)
    {
        var say = new Phrases(scene.Say.Wording);
        var card = Card
            .Empty.With(
                new MessagePart.Heading(client.State.Name),
                new MessagePart.Paragraph(say.PlanOf(client.State)),
                new MessagePart.Progress(
                    client.Check.MonthlyUsed.Value,
                    client.Check.Allocation.Value,
                    say.StandingOf(client.Check)
                )
            )
            .Text(client.State.Planned is { } plan ? say.WillBe(plan) : null)
            .Text(say.Past(client.Check))
            .Text(say.OutlookOf(client.Check));
        return scene
            .Me.Pending.Where(one => one.Client.Id == client.State.Id)
            .Aggregate(card, (so, one) => so.Text(say.Waiting(one.Request)));
    }

    private static Card Low(ManagerScene scene)
    {
        var low = scene
            .Me.Roster.Where(IsLow)
            .OrderBy(client => client.Balance)
            .Take(MostLow)
            .ToList();
        return low.Count == 0
            ? Card.Empty.Text(Phrases.NobodyLow)
            : Card.Empty.With(
                new MessagePart.Facts([
                    .. low.Select(client => new Fact(client.Name, scene.Say.Left(client))),
                ])
            );
    }

    private static bool IsLow(ClientState client) =>
        client.Balance.Value <= client.Plan.MonthlyCredits.Value * LowPart;
}
