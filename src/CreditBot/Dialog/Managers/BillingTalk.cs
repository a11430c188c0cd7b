using CreditBot.Billing;

namespace CreditBot.Dialog;

/// <summary>Invoice lines by chat: listed, and moved on. One line is moved at once; a month's lines and what can't be taken back are read back first.</summary>
internal static class BillingTalk
{
    /// <summary>Lines shown; more are counted.</summary>
    private const int Most = 10;

    public static DialogStep List(
        DialogStep step,
        ChatCommand.Invoices asked,
        ManagerScene scene
    ) =>
        Meant(null, asked.Client, asked.Month ?? scene.Say.Wording.Today.ToYearMonth(), scene)
            is { } lines
            ? step.Do(new DialogCommand.ListLines(lines))
            : step.Say(scene.NoSuchClient(asked.Client!));

    public static DialogStep Mark(DialogStep step, ChatCommand.Mark asked, ManagerScene scene)
    {
        if (asked.To == LineState.Void && Limits.Words(asked.Reason) is null)
        {
            return step.Say(Phrases.VoidHow).Refusing();
        }

        if (Meant(asked.Line, asked.Client, asked.Month, scene) is not { } lines)
        {
            return step.Say(scene.NoSuchClient(asked.Client!));
        }

        return asked.To == LineState.Void && asked.Line is null
            ? step.Say(Phrases.VoidHow).Refusing()
            : step.Do(
                new DialogCommand.Mark(
                    lines,
                    asked.To,
                    Limits.Words(asked.Reason),
                    IsTrial: asked.Line is null || asked.To == LineState.Void
                )
            );
    }

    public static DialogStep Listed(
        DialogStep step,
        CommandOutcome.Lines outcome,
        ManagerScene scene
    ) =>
        outcome.Found.Count == 0
            ? step.Say(Phrases.NoLines)
            : step.Say(
                outcome
                    .Found.Take(Most)
                    .Aggregate(
                        Card.Empty.Text(scene.Say.LineSums(outcome.Found)),
                        (card, line) => card.Text(scene.Say.Line(line))
                    )
                    .Text(
                        outcome.Found.Count > Most
                            ? Phrases.AndMore(outcome.Found.Count - Most)
                            : null
                    )
                    .ToMessage()
            );

    public static DialogStep Marked(
        DialogStep step,
        DialogCommand.Mark mark,
        CommandOutcome.Marked outcome,
        ManagerScene scene
    )
    {
        var refused = outcome.Hindrances.Count == 0 ? null : string.Join(" ", outcome.Hindrances);
        if (outcome.Moved.Count == 0)
        {
            return step.Say(
                    refused
                        ?? (
                            outcome.There.Count == 0
                                ? Phrases.NoLines
                                : scene.Say.LinesAreAlready(outcome.There, mark.To)
                        )
                )
                .Refusing();
        }

        return mark.IsTrial
            ? ManagerActs.Ask(
                refused is null ? step : step.Say(refused),
                new ManagerAct.Mark(mark.Lines, mark.To, mark.Reason),
                scene.Say.ReadBack(outcome.Moved, mark.To)
            )
            : step.Say(
                $"{scene.Say.LinesAre(outcome.Moved, mark.To)}{(refused is null ? "" : $" {refused}")}"
            );
    }

    private static LinesMeant? Meant(
        string? line,
        string? client,
        NodaTime.YearMonth? month,
        ManagerScene scene
    ) =>
        client is null ? new LinesMeant(line, null, month)
        : scene.Client(client) is { } known ? new LinesMeant(null, known.Id, month)
        : null;
}
