using CreditBot.Understanding.Intents;

namespace CreditBot.Understanding;

/// <summary>Understanding by grammar and rules alone: the same frame for the same message, in microseconds.</summary>
/// <remarks>Only the first 2,000 characters are read. It never throws, whatever the text.</remarks>
public sealed class RuleUnderstanding : IUnderstanding
{
    public Frame Read(Utterance utterance)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        var read = Readings.Of(utterance);
        var (intent, also) = Decide(read);
        return Frames.Of(read, intent, also);
    }

    /// <summary>What the message wants, and what else; out of scope when no rule reads it.</summary>
    internal static (Intent Intent, Intent? Also) Decide(Readings read) =>
        read.Said.ByManager ? ManagerRules.Decide(read) : ClientRules.Decide(read);
}
