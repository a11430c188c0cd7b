using System.Collections.Immutable;
using CreditBot.Ports;

namespace CreditBot.Dialog;

/// <summary>What is to be written about hand-overs, and what becomes of each command by it.</summary>
internal sealed record HandOverWrites(
    ImmutableList<DocumentWrite> Documents,
    ImmutableList<OutboxMessage> Outbox,
    ImmutableDictionary<DialogCommand, CommandOutcome> Outcomes
)
{
    public static readonly HandOverWrites None = new(
        [],
        [],
        ImmutableDictionary<DialogCommand, CommandOutcome>.Empty
    );

    /// <summary>A command that changes nothing.</summary>
    public HandOverWrites With(DialogCommand command, CommandOutcome outcome) =>
        this with
        {
            Outcomes = Outcomes.SetItem(command, outcome),
        };

    public HandOverWrites With(
        DialogCommand command,
        CommandOutcome outcome,
        DocumentWrite document,
        ImmutableList<OutboxMessage> outbox
    ) => new(Documents.Add(document), Outbox.AddRange(outbox), Outcomes.SetItem(command, outcome));
}
