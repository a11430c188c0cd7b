using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CreditBot.Understanding.Intents;
using CreditBot.Understanding.Learned;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace CreditBot.Understanding.Training;

/// <summary>Makes the model from sentences: multinomial logistic regression by L-BFGS, with Microsoft.ML.</summary>
/// <remarks>
/// Microsoft.ML is loaded here and nowhere else: what it found is kept as numbers that <see cref="ModelHead"/> scores by itself,
/// so that a message costs microseconds and a start nothing. On one thread the same sentences give the same model.
/// </remarks>
internal static class IntentTrainer
{
    /// <summary>How strongly large weights are held down. Set by cross-validation over templates.</summary>
    private const float Restraint = 0.05f;

    private const int MostPasses = 60;

    private const string Label = "Label";

    /// <param name="sentences">What to learn from.</param>
    /// <param name="meaning">Tells what a text means (<see cref="Vectors.SentenceEncoder"/>); without it only words are learned.</param>
    public static IntentModel Train(
        IReadOnlyList<TrainingSentence> sentences,
        Func<string, float[]>? meaning
    )
    {
        var seen = sentences
            .Select(sentence => new Example(
                sentence,
                Features.Of(Readings.Of(sentence.Said).Message)
            ))
            .ToList();
        return new IntentModel(
            Fingerprint(seen),
            Speakers(seen, Features.Size),
            meaning is null
                ? null
                : Speakers(
                    seen.ConvertAll(one =>
                        one with
                        {
                            Features = one.Features.With(meaning(one.Sentence.Said.Text)),
                        }
                    ),
                    Features.SizeWithMeaning
                )
        );
    }

    /// <summary>Changes whenever a sentence does, or how it is cut and marked.</summary>
    public static string Fingerprint(IReadOnlyList<TrainingSentence> sentences) =>
        Fingerprint([
            .. sentences.Select(sentence => new Example(
                sentence,
                Features.Of(Readings.Of(sentence.Said).Message)
            )),
        ]);

    private static string Fingerprint(List<Example> seen)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (sentence, features) in seen)
        {
            sum.AppendData(
                Encoding.UTF8.GetBytes(
                    $"{sentence.Speaker} {sentence.Intent} {sentence.Said.Text}\n"
                )
            );
            sum.AppendData(MemoryMarshal.AsBytes(features.Places.AsSpan()));
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    private sealed record Example(TrainingSentence Sentence, Features Features);

    private sealed class Row
    {
        /// <summary>The number of the class.</summary>
        public int Class { get; set; }

        public VBuffer<float> Seen { get; set; }
    }

    private static IntentModel.Speakers Speakers(List<Example> seen, int places) =>
        new(
            Heads(seen.FindAll(one => one.Sentence.Speaker != Speaker.Manager), places),
            Heads(seen.FindAll(one => one.Sentence.Speaker != Speaker.Client), places)
        );

    private static IntentModel.Heads Heads(List<Example> seen, int places) =>
        new(
            Head(
                seen.FindAll(one => one.Sentence.Intent != Intent.OutOfScope),
                places,
                one => one.Sentence.Intent.ToString()
            ),
            Head(
                seen,
                places,
                one => IntentModel.GateClass(one.Sentence.Intent != Intent.OutOfScope)
            )
        );

    private static ModelHead Head(List<Example> examples, int places, Func<Example, string> classOf)
    {
        string[] classes = [.. examples.Select(classOf).Distinct().Order(StringComparer.Ordinal)];
        var ml = new MLContext(seed: 0);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Seen)].ColumnType = new VectorDataViewType(
            NumberDataViewType.Single,
            places
        );
        var data = ml.Data.LoadFromEnumerable(
            examples.ConvertAll(one => new Row
            {
                Class = Array.IndexOf(classes, classOf(one)),
                Seen = new VBuffer<float>(
                    places,
                    one.Features.Places.Length,
                    one.Features.Values,
                    one.Features.Places
                ),
            }),
            schema
        );
        // Keys in the order of the numbers, so that weights come in the order of the classes.
        var labelled = ml
            .Transforms.Conversion.MapValueToKey(
                Label,
                nameof(Row.Class),
                keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue
            )
            .Fit(data)
            .Transform(data);
        var trained = ml
            .MulticlassClassification.Trainers.LbfgsMaximumEntropy(
                new LbfgsMaximumEntropyMulticlassTrainer.Options
                {
                    LabelColumnName = Label,
                    FeatureColumnName = nameof(Row.Seen),
                    L1Regularization = 0,
                    L2Regularization = Restraint,
                    MaximumNumberOfIterations = MostPasses,
                    HistorySize = 8,
                    NumberOfThreads = 1,
                }
            )
            .Fit(labelled)
            .Model;
        VBuffer<float>[] weights = [];
        trained.GetWeights(ref weights, out _);
        return ModelHead.Of(
            classes,
            [.. trained.GetBiases()],
            [.. weights.Select(own => own.DenseValues().ToArray())]
        );
    }
}
