using System.Text.Json;
using CreditBot.Commands;
using CreditBot.Understanding;
using CreditBot.Understanding.Intents;
using CreditBot.Understanding.Learned;
using CreditBot.Understanding.Training;

namespace CreditBot.Tests.Understanding;

public class TrainingTests
{
    [Fact]
    public async Task The_shipped_model_is_the_one_that_train_makes()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.model");
        try
        {
            using var output = new StringWriter();
            var code = await TrainCommand.RunAsync(
                new FileInfo(path),
                json: true,
                dryRun: false,
                output,
                TextWriter.Null,
                TestContext.Current.CancellationToken
            );

            code.ShouldBe(0);
            await using var file = File.OpenRead(path);
            JsonElement
                .Parse(output.ToString())
                .GetProperty("bytes")
                .GetInt64()
                .ShouldBe(file.Length);
            var made = IntentModel.Read(file);
            foreach (var sentence in TrainingSentence.All().Where((_, at) => at % 9 == 0))
            {
                var message = Readings.Of(sentence.Said).Message;
                var byManager = sentence.Speaker == Speaker.Manager;
                var (now, shipped) = (
                    made.Score(message, byManager),
                    IntentModel.Shipped.Score(message, byManager)
                );
                // Another processor may round a weight's last bit differently.
                now.InScope.ShouldBe(shipped.InScope, 0.005, sentence.Said.Text);
                now.Intents[0]
                    .Likely.ShouldBe(shipped.Intents[0].Likely, 0.005, sentence.Said.Text);
            }
        }
        finally
        {
            File.Delete(path);
        }
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
