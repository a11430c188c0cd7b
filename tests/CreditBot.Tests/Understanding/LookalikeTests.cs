using CreditBot.Understanding;

namespace CreditBot.Tests.Understanding;

/// <summary>Messages that resemble an act which changes something, and are another or none.</summary>
public class LookalikeTests
{
    [Theory]
    [InlineData("approve 200 for R-3", Intent.ApproveWithChange, "R-3")]
    [InlineData("approve 130 for request number 4", Intent.ApproveWithChange, "R-4")]
    [InlineData("go ahead for R 21", Intent.Approve, "R-21")]
    [InlineData("approve 31", Intent.Approve, "R-31")]
    public void A_number_before_a_named_request_is_an_amount(
        string text,
        Intent intent,
        string request
    )
    {
        var frame = Reading.Manager(text);

        frame.Intent.ShouldBe(intent);
        frame.Request.ShouldBe(request);
    }

    [Theory]
    [InlineData("make it 75 a month for Cedar Clinic", Intent.SetAllocation)]
    [InlineData("Cedar Clinic is to get 75 monthly from now on", Intent.SetAllocation)]
    [InlineData("give Cedar Clinic 50 one-time credits", Intent.GrantCredits)]
    [InlineData("top up Cedar Clinic by 100 credits", Intent.GrantCredits)]
    [InlineData("turn down the lights", Intent.OutOfScope)]
    [InlineData("how can i substitute eggs with oil", Intent.OutOfScope)]
    [InlineData("I'm off now, bye", Intent.Bye)]
    [InlineData("what is Cedar Clinic's phone number", Intent.OutOfScope)]
    public void A_manager_is_taken_for_what_they_say(string text, Intent intent) =>
        Reading.Manager(text).Intent.ShouldBe(intent);

    [Theory]
    [InlineData("send a question to Cedar Clinic: is a dozen enough")]
    [InlineData("give Cedar Clinic 45 instead")]
    public void Passing_on_a_question_or_another_number_grants_nothing(string text) =>
        Reading.Manager(text).Intent.ShouldNotBe(Intent.GrantCredits);

    [Fact]
    public void A_question_made_of_words_of_a_yes_is_none() =>
        Reading.Client("did my request get approved").Intent.ShouldBe(Intent.CheckRequestStatus);
}
