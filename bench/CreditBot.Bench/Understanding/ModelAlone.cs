using CreditBot.Understanding;
using CreditBot.Understanding.Intents;
using CreditBot.Understanding.Learned;

namespace CreditBot.Bench.Understanding;

/// <summary>The model with no rules before it, as if it decided everything: how good it is by itself.</summary>
internal sealed class ModelAlone(IntentModel model, Func<string, float[]?> meaning, float gate)
    : IUnderstanding
{
    public Frame Read(Utterance utterance)
    {
        var read = Readings.Of(utterance);
        var (inScope, intents) = model.Score(
            read.Message,
            utterance.ByManager,
            meaning(utterance.Text)
        );
        return Frames.Of(read, inScope < gate ? Intent.OutOfScope : intents[0].Intent);
    }
}
