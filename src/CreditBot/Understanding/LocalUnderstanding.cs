using CreditBot.Understanding.Intents;
using CreditBot.Understanding.Learned;
using CreditBot.Understanding.Vectors;

namespace CreditBot.Understanding;

/// <summary>
/// Understanding by rules first; what no rule reads is shown to the learned model, which may tell a harmless intent, or
/// have one asked back (<see cref="Frame.Guess"/>). The same frame for the same message.
/// </summary>
/// <remarks>The model is read on the first message that no rule understands. It never throws, whatever the text.</remarks>
public sealed class LocalUnderstanding : IUnderstanding
{
    /// <summary>From where on the model is sure.</summary>
    private const float Sure = 0.85f;

    private readonly Func<IntentModel> _model;
    private readonly Func<string, float[]?> _meaning;
    private readonly Thresholds _thresholds;

    public LocalUnderstanding()
        : this(EncoderUse.Auto) { }

    /// <param name="encoder">Whether the model also sees what a message means as a whole.</param>
    public LocalUnderstanding(EncoderUse encoder)
        : this(
            () => IntentModel.Shipped,
            encoder switch
            {
                EncoderUse.Off => _ => null,
                EncoderUse.Required => text => SentenceEncoder.Shared.Encode(text),
                _ => text => SentenceEncoder.SharedIfThere?.Encode(text),
            }
        ) { }

    internal LocalUnderstanding(
        Func<IntentModel> model,
        Func<string, float[]?> meaning,
        Thresholds? thresholds = null
    ) => (_model, _meaning, _thresholds) = (model, meaning, thresholds ?? Thresholds.Chosen);

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
        var meaning = _meaning(read.Message.Text);
        var outside = Frames.Of(read, Intent.OutOfScope);
        var (inScope, intents) = _model().Score(read.Message, read.Said.ByManager, meaning);
        foreach (var (intent, likely) in intents)
        {
            if (inScope < _thresholds.Near || likely < _thresholds.Worth)
            {
                break;
            }

            switch (Proposals.Of(intent, read, sure: inScope >= Sure && likely >= Sure))
            {
                case Proposals.Weight.None:
                    continue;
                case Proposals.Weight.Take
                    when inScope >= _thresholds.Ours && likely >= _thresholds.Clear:
                    return Frames.Of(read, intent) with { IsLikely = true };
                default:
                    return outside with { Guess = Frames.Of(read, intent) };
            }
        }

        return outside;
    }
}
