using CreditBot.Understanding;

namespace CreditBot.Tests.Understanding;

/// <summary>Amounts told by another one.</summary>
public class MeasureTests
{
    [Theory]
    [InlineData("double it", Pending.Confirm, 2)]
    [InlineData("please double that", Pending.Confirm, 2)]
    [InlineData("half of that, please", Pending.OfferChoice, 0.5)]
    [InlineData("triple the amount", Pending.AskReason, 3)]
    [InlineData("twice the number", Pending.AskDate, 2)]
    [InlineData("halve it", Pending.Confirm, 0.5)]
    public void Of_what_was_said_before_is_a_correction(string text, Pending asked, double times)
    {
        var frame = Reading.Client(text, asked);

        frame.Intent.ShouldBe(Intent.ChangeRequest);
        frame.Measure.ShouldBe(new Measure((decimal)times, OfAllowance: false));
        frame.Amount.ShouldBeNull();
    }

    [Theory]
    [InlineData("twice what we have", 2)]
    [InlineData("double our monthly credits", 2)]
    [InlineData("three times what we get now", 3)]
    public void Of_what_the_client_has_answers_how_many(string text, double times) =>
        Reading
            .Client(text, Pending.AskAmount)
            .Measure.ShouldBe(new Measure((decimal)times, OfAllowance: true));

    [Theory]
    [InlineData("half of our pages need new photos")]
    [InlineData("we were charged double")]
    [InlineData("don't double it")]
    [InlineData("a double page about the opening")]
    [InlineData("half a hundred")]
    public void Half_of_something_else_measures_nothing(string text) =>
        Reading.Client(text, Pending.AskReason).Measure.ShouldBeNull();
}
