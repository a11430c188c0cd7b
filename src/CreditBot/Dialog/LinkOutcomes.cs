namespace CreditBot.Dialog;

/// <summary>What anybody is told after what anybody may write: a code, or a wish how to be told things.</summary>
internal static class LinkOutcomes
{
    public static DialogStep After(DialogStep step, CommandOutcome outcome, Phrases say) =>
        outcome switch
        {
            CommandOutcome.Linked { ClientName: { } client } linked => step.Say(
                Phrases.LinkedToClient(linked.PersonName, client, linked.MayAsk)
            ),
            CommandOutcome.Linked linked => step.Say(Phrases.LinkedManager(linked.PersonName)),
            CommandOutcome.WrongCode => step.Say(Phrases.WrongCode).Refusing(),
            CommandOutcome.CodesLocked locked => step.Say(say.CodesLocked(locked.Until)).Refusing(),
            CommandOutcome.Wished wished => step.Say(Phrases.Wished(wished.Person)),
            _ => step.Say(Phrases.NoCommandWorked),
        };
}
