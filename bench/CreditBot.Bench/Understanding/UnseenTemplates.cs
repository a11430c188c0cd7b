using System.Text.Json;
using CreditBot.Understanding;
using CreditBot.Understanding.Training;
using CreditBot.Understanding.Vectors;

namespace CreditBot.Bench.Understanding;

/// <summary>
/// The training sentences, each read by a model that has seen no sentence of its template: what sentences that nobody
/// thought of will get. To the rules all of them are new.
/// </summary>
internal static class UnseenTemplates
{
    private const int Folds = 5;

    /// <summary>For each reader made of a fold's model, its score over all folds.</summary>
    public static IReadOnlyList<(string Name, Score Score)> Score(
        IReadOnlyList<(string Name, Func<Learned, IUnderstanding> Reader)> readers,
        Func<string, float[]?> meaning
    )
    {
        var all = TrainingSentence.All();
        var scores = readers.Select(reader => (reader.Name, new Score())).ToList();
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = IntentTrainer.Train(
                [.. all.Where(one => one.Template % Folds != fold)],
                text => meaning(text)!
            );
            var lines = all.Where(one => one.Template % Folds == fold).Select(Line).ToList();
            for (var i = 0; i < readers.Count; i++)
            {
                scores[i].Item2.AddAll(readers[i].Reader(new Learned(model)), lines);
            }
        }

        return scores;
    }

    private static LabelledLine Line(TrainingSentence sentence) =>
        new(
            sentence.Said,
            JsonElement.Parse($$"""{"intent":"{{FrameJson.Name(sentence.Intent)}}"}""")
        )
        {
            IntentOnly = true,
        };
}

/// <summary>A model that a measurement trained.</summary>
internal sealed record Learned(CreditBot.Understanding.Learned.IntentModel Model);
