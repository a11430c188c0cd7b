namespace CreditBot.Dialog;

/// <summary>What somebody is told after writing a code.</summary>
internal static class LinkOutcomes
{
    public static DialogStep After(DialogStep step, CommandOutcome outcome, Phrases say) =>
        outcome switch
        {
            CommandOutcome.Linked { ClientName: { } client } linked => step.Say(
                Phrases.LinkedToClient(linked.PersonName, client)
            ),
            CommandOutcome.Linked linked => step.Say(Phrases.LinkedManager(linked.PersonName)),
            CommandOutcome.WrongCode => step.Say(Phrases.WrongCode).Refusing(),
            CommandOutcome.CodesLocked locked => step.Say(say.CodesLocked(locked.Until)).Refusing(),
            _ => step.Say(Phrases.NoCommandWorked),
        };
}
