using CreditBot.Bench.Understanding;
using CreditBot.Understanding;
using CreditBot.Understanding.Vectors;

namespace CreditBot.Tests.Understanding;

public class LabelledLinesTests
{
    [Fact]
    public void Sentences_that_nobody_wrote_a_rule_for_are_read_better_with_the_model()
    {
        var (rules, words, both) = (new Score(), new Score(), new Score());
        foreach (var file in FreshLines.Files)
        {
            var lines = FreshLines.Read(file);
            rules.AddAll(new RuleUnderstanding(), lines);
            words.AddAll(new LocalUnderstanding(EncoderUse.Off), lines);
            both.AddAll(new LocalUnderstanding(EncoderUse.Required), lines);
            Score
                .Of(new LocalUnderstanding(EncoderUse.Required), lines)
                .OutsideRecall.ShouldBeGreaterThanOrEqualTo(0.90, file);
        }

        // Over all files: in one of them a line or two may go the other way.
        words.Accuracy.ShouldBeGreaterThan(rules.Accuracy);
        both.Accuracy.ShouldBeGreaterThan(words.Accuracy);
        (words.Unsafe + both.Unsafe).ShouldBe(0);
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
