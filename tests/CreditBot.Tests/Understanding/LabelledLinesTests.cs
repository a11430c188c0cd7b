using CreditBot.Bench.Understanding;
using CreditBot.Understanding;
using CreditBot.Understanding.Vectors;

namespace CreditBot.Tests.Understanding;

public class LabelledLinesTests
{
    [Fact]
    public void Sentences_that_nobody_wrote_a_rule_for_are_read_better_with_the_model()
    {
        foreach (var file in FreshLines.Files)
        {
            var lines = FreshLines.Read(file);
            var rules = Score.Of(new RuleUnderstanding(), lines);
            var words = Score.Of(new LocalUnderstanding(EncoderUse.Off), lines);
            var both = Score.Of(new LocalUnderstanding(EncoderUse.Required), lines);

            words.Accuracy.ShouldBeGreaterThan(rules.Accuracy, file);
            both.Accuracy.ShouldBeGreaterThanOrEqualTo(words.Accuracy, file);
            both.OutsideRecall.ShouldBeGreaterThanOrEqualTo(0.90, file);
            (words.Unsafe + both.Unsafe).ShouldBe(0, file);
        }
    }

    [Fact]
    public void The_labelled_lines_beside_the_checkout_are_read_well_enough()
    {
        var folder = LabelledLines.Folder();
        Assert.SkipWhen(folder is null, "There is no shared/data/nlu beside the checkout.");

        var understanding = new LocalUnderstanding();
        var dev = Score.Of(understanding, LabelledLines.Read(folder!, "dev_utterances.jsonl"));
        var talk = Score.Of(understanding, LabelledLines.Read(folder!, "clinc_chat_train.jsonl"));
        var outside = Score.Of(understanding, LabelledLines.Read(folder!, "clinc_oos_train.jsonl"));

        dev.Accuracy.ShouldBeGreaterThanOrEqualTo(0.93);
        dev.ExactFrames.ShouldBeGreaterThanOrEqualTo(0.85);
        dev.OutsideRecall.ShouldBeGreaterThanOrEqualTo(0.90);
        dev.Refused.ShouldBeLessThanOrEqualTo(0.04);
        outside.OutsideRecall.ShouldBeGreaterThanOrEqualTo(0.90);
        talk.Accuracy.ShouldBeGreaterThanOrEqualTo(0.93);
        (dev.Unsafe + talk.Unsafe + outside.Unsafe).ShouldBe(0);
    }
}
