using System.Text.Json;
using CreditBot.Commands;
using CreditBot.Understanding;
using CreditBot.Understanding.Learned;
using CreditBot.Understanding.Training;
using CreditBot.Understanding.Vectors;

namespace CreditBot.Tests.Understanding;

public class TrainingTests
{
    [Fact]
    public void The_shipped_model_was_made_from_the_sentences_that_are_here() =>
        IntentModel.Shipped.Sentences.ShouldBe(
            IntentTrainer.Fingerprint(TrainingSentence.All()),
            "Make the model again: Understanding/README.md says how."
        );

    [Fact]
    public void The_same_sentences_make_the_same_model()
    {
        IReadOnlyList<TrainingSentence> some =
        [
            .. TrainingSentence.All().Where((_, at) => at % 40 == 0),
        ];

        Made(some).ShouldBe(Made(some));
    }

    [Fact]
    public async Task Train_writes_what_it_says_and_nothing_on_a_dry_run()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.model");
        try
        {
            var some = TrainingSentence.All().Where((_, at) => at % 80 == 0).ToList();
            (await TrainAsync(path, some, dryRun: true))
                .GetProperty("written")
                .ValueKind.ShouldBe(JsonValueKind.Null);
            File.Exists(path).ShouldBeFalse();

            var told = await TrainAsync(path, some, dryRun: false);

            told.GetProperty("sentences").GetInt32().ShouldBe(some.Count);
            told.GetProperty("bytes").GetInt64().ShouldBe(new FileInfo(path).Length);
            await using var file = File.OpenRead(path);
            IntentModel.Read(file).Sentences.ShouldBe(IntentTrainer.Fingerprint(some));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Made(IReadOnlyList<TrainingSentence> sentences)
    {
        using var file = new MemoryStream();
        IntentTrainer.Train(sentences, SentenceEncoder.Shared.Encode).Write(file);
        return file.ToArray();
    }

    private static async Task<JsonElement> TrainAsync(
        string path,
        IReadOnlyList<TrainingSentence> sentences,
        bool dryRun
    )
    {
        using var output = new StringWriter();
        var code = await TrainCommand.RunAsync(
            new FileInfo(path),
            sentences,
            json: true,
            dryRun,
            output,
            TextWriter.Null,
            TestContext.Current.CancellationToken
        );
        code.ShouldBe(0);
        return JsonElement.Parse(output.ToString());
    }

    [Fact]
    public void The_training_sentences_are_the_same_each_time() =>
        TrainingSentence
            .All()
            .Select(sentence => sentence.Said.Text)
            .ShouldBe(TrainingSentence.All().Select(sentence => sentence.Said.Text));

    [Fact]
    public void Every_intent_has_sentences_enough_and_what_is_out_of_scope_has_most()
    {
        var counts = TrainingSentence
            .All()
            .CountBy(sentence => sentence.Intent)
            .ToDictionary(count => count.Key, count => count.Value);

        foreach (var intent in Enum.GetValues<Intent>())
        {
            counts[intent].ShouldBeGreaterThanOrEqualTo(100, intent.ToString());
        }

        counts[Intent.OutOfScope].ShouldBe(counts.Values.Max());
    }

    [Theory]
    [InlineData("(a|b")]
    [InlineData("add {n")]
    [InlineData("a) b")]
    public void A_template_with_an_open_bracket_is_refused(string template) =>
        Should.Throw<FormatException>(() => SentenceTemplate.Parse(template));
}
