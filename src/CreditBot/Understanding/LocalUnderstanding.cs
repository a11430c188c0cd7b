using CreditBot.Understanding.Intents;
using CreditBot.Understanding.Learned;

namespace CreditBot.Understanding;

/// <summary>
/// Understanding by rules first; what no rule reads is shown to the learned model, which may tell a harmless intent, or
/// have one asked back (<see cref="Frame.Guess"/>). The same frame for the same message.
/// </summary>
/// <remarks>The model is read on the first message that no rule understands. It never throws, whatever the text.</remarks>
public sealed class LocalUnderstanding : IUnderstanding
{
    /// <summary>From here on a proposal is taken as understood. Set by cross-validation over templates, with a margin.</summary>
    private const float Sure = 0.4f;

    /// <summary>From here on it is asked back.</summary>
    private const float Worth = 0.2f;

    private readonly Func<IntentModel> _model;

    public LocalUnderstanding()
        : this(() => IntentModel.Shipped) { }

    internal LocalUnderstanding(Func<IntentModel> model) => _model = model;

    public Frame Read(Utterance utterance)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        var read = Readings.Of(utterance);
        var (intent, also) = RuleUnderstanding.Decide(read);
        return intent != Intent.OutOfScope || Foreign.IsPlain(read)
            ? Frames.Of(read, intent, also)
            : Resembling(read);
    }

    private Frame Resembling(Readings read)
    {
        var outside = Frames.Of(read, Intent.OutOfScope);
        var (inScope, intents) = _model().Score(read.Message, read.Said.ByManager);
        foreach (var (intent, likely) in intents)
        {
            var weight = Proposals.Of(intent, read);
            if (inScope * likely < Worth)
            {
                break;
            }

            if (weight == Proposals.Weight.None)
            {
                continue;
            }

            return weight == Proposals.Weight.Take && inScope * likely >= Sure
                ? Frames.Of(read, intent) with
                {
                    IsLikely = true,
                }
                : outside with
                {
                    Guess = Frames.Of(read, intent),
                };
        }

        return outside;
    }
}
