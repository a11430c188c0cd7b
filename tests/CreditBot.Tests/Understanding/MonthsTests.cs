using CreditBot.Understanding;

namespace CreditBot.Tests.Understanding;

/// <summary>For how many months something is wanted.</summary>
public class MonthsTests
{
    [Theory]
    [InlineData("60 more a month for three months", 3)]
    [InlineData("can we have 40 more monthly over the next 4 months", 4)]
    [InlineData("we need 25 more every month for half a year", 6)]
    [InlineData("30 more a month for the next quarter please", 3)]
    [InlineData("20 more a month for a couple of months", 2)]
    public void They_are_read_beside_the_amount(string text, int months)
    {
        var frame = Reading.Client(text);

        frame.Intent.ShouldBe(Intent.RequestCredits);
        (frame.Months, frame.Reason).ShouldBe((months, null));
        frame.Amount.ShouldNotBe(months);
    }

    [Theory]
    [InlineData("make it for two months", Pending.OfferChoice, Intent.ChangeRequest, 2)]
    [InlineData("no, for two months", Pending.Confirm, Intent.ChangeRequest, 2)]
    [InlineData("only for four months", Pending.AskDate, Intent.Inform, 4)]
    [InlineData("for five months", Pending.AskKind, Intent.Inform, 5)]
    public void They_answer_and_correct(string text, Pending asked, Intent intent, int months)
    {
        var frame = Reading.Client(text, asked);

        (frame.Intent, frame.Months).ShouldBe((intent, months));
    }

    [Theory]
    [InlineData("60 more a month, but not for three months")]
    [InlineData("60 more, we have been out for three months now")]
    [InlineData("60 more for three months' worth of posts")]
    [InlineData("60 more in three months")]
    public void What_was_or_is_not_wanted_is_none(string text) =>
        Reading.Client(text).Months.ShouldBeNull();
}
