using CreditBot.Understanding;
using CreditBot.Understanding.Learned;
using CreditBot.Understanding.Training;

namespace CreditBot.Tests.Understanding;

public class LocalUnderstandingTests
{
    private static readonly Intent[] Acts =
    [
        Intent.Affirm,
        Intent.Approve,
        Intent.ApproveWithChange,
        Intent.Decline,
        Intent.GrantCredits,
        Intent.SetAllocation,
        Intent.Delegate,
        Intent.AskClient,
        Intent.CancelRequest,
    ];

    [Fact]
    public void The_model_is_not_asked_what_a_rule_reads()
    {
        var rules = new LocalUnderstanding(
            () => throw new InvalidOperationException("Asked."),
            _ => throw new InvalidOperationException("Encoded.")
        );

        rules
            .Read(
                new Utterance("how many credits are left?", false, Pending.None, Reading.Today, [])
            )
            .Intent.ShouldBe(Intent.CheckBalance);
        rules
            .Read(new Utterance("what is my credit score", false, Pending.None, Reading.Today, []))
            .Intent.ShouldBe(Intent.OutOfScope);
    }

    [Fact]
    public void Only_rules_say_what_decides_or_spends()
    {
        var (rules, both) = (new RuleUnderstanding(), new LocalUnderstanding());
        foreach (
            var said in TrainingSentence.All().Where((_, at) => at % 5 == 0).Select(one => one.Said)
        )
        {
            var frame = both.Read(said);
            if (frame.IsLikely)
            {
                rules.Read(said).Intent.ShouldBe(Intent.OutOfScope, said.Text);
                Acts.ShouldNotContain(frame.Intent, said.Text);
            }

            if (frame.Guess is { } guess)
            {
                frame.Intent.ShouldBe(Intent.OutOfScope, said.Text);
                guess.Intent.ShouldNotBe(Intent.OutOfScope, said.Text);
                guess.Intent.ShouldNotBe(Intent.Affirm, said.Text);
            }
        }
    }

    [Theory]
    [InlineData("what's the damage for a handful of new product shots in your currency")]
    [InlineData("xqzt vvbn")]
    [InlineData("")]
    public void The_same_message_gives_the_same_frame(string text)
    {
        var said = new Utterance(text, false, Pending.None, Reading.Today, []);

        new LocalUnderstanding().Read(said).ShouldBe(new LocalUnderstanding().Read(said));
    }

    [Fact]
    public void A_model_of_another_version_is_refused()
    {
        using var file = new MemoryStream("\u0003abc"u8.ToArray());

        Should.Throw<InvalidDataException>(() => IntentModel.Read(file));
    }
}
