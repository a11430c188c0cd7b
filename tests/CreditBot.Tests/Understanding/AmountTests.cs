using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Tests.Understanding;

public class AmountTests
{
    [Theory]
    [InlineData("we want 45 credits", 45)]
    [InlineData("please send us another 35", 35)]
    [InlineData("+15", 15)]
    [InlineData("could you add one hundred and ten credits", 110)]
    [InlineData("we'd like seventy five credits", 75)]
    [InlineData("a couple dozen credits would help", 24)]
    [InlineData("need a few hundred credits", 300)]
    [InlineData("give us half a thousand credits", 500)]
    [InlineData("we need 3k credits", 3000)]
    [InlineData("about 0.5k credits please", 500)]
    [InlineData("we need 1,250 credits", 1250)]
    [InlineData("i need fifteen hundred credits", 1500)]
    [InlineData("at least 65 credits please", 65)]
    [InlineData("we need 20 credits for 4 people", 20)]
    [InlineData("40 more, we only have 7 left", 40)]
    public void A_number_of_credits_is_read_in_digits_and_words(string text, double amount)
    {
        var frame = Reading.Client(text);

        frame.Intent.ShouldBe(Intent.RequestCredits);
        frame.Amount.ShouldBe((decimal)amount);
    }

    [Theory]
    [InlineData("0 credits please", "0")]
    [InlineData("give me -5 credits", "-5")]
    [InlineData("i want 1e9 credits", "1000000000")]
    [InlineData("we need 0.0001 credits", "0.0001")]
    public void An_amount_that_nobody_can_be_given_comes_through_as_said(
        string text,
        string amount
    ) =>
        Reading
            .Client(text)
            .Amount.ShouldBe(
                decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)
            );

    [Theory]
    [InlineData("70-90", 70, 90)]
    [InlineData("between thirty and fifty", 30, 50)]
    [InlineData("70 to 90 credits", 70, 90)]
    [InlineData("two or three hundred", 200, 300)]
    [InlineData("1-2k", 1000, 2000)]
    [InlineData("at least 40, at most 60", 40, 60)]
    public void A_range_has_both_ends(string text, double low, double high)
    {
        var frame = Reading.Client(text, Pending.AskAmount);

        frame.Amount.ShouldBe((decimal)low);
        frame.AmountMax.ShouldBe((decimal)high);
    }

    [Theory]
    [InlineData("up to 85")]
    [InlineData("no more than 85")]
    [InlineData("85 tops")]
    [InlineData("85 at most")]
    [InlineData("a maximum of 85 credits")]
    public void A_limit_is_an_upper_end_only(string text)
    {
        var frame = Reading.Client(text, Pending.AskAmount);

        frame.Amount.ShouldBeNull();
        frame.AmountMax.ShouldBe(85);
    }

    [Theory]
    [InlineData("sorry, 25 not 35")]
    [InlineData("make that 25 instead of 35")]
    [InlineData("I said 35 but we need 25")]
    [InlineData("change it from 35 to 25")]
    public void A_correction_gives_the_new_value(string text)
    {
        var frame = Reading.Client(text, Pending.AskReason);

        frame.Intent.ShouldBe(Intent.ChangeRequest);
        frame.Amount.ShouldBe(25);
    }

    [Theory]
    [InlineData("we'd like 90 credits a month", 90, true)]
    [InlineData("raise our monthly credits from 50 to 90", 90, true)]
    [InlineData("90/mo please, we need more credits", 90, true)]
    [InlineData("90 more credits a month", 90, false)]
    [InlineData("raise our allowance by 90 a month", 90, false)]
    public void A_monthly_amount_is_a_total_unless_it_is_added(
        string text,
        double amount,
        bool total
    )
    {
        var frame = Reading.Client(text);

        frame.Amount.ShouldBe((decimal)amount);
        frame.MonthlyTotal.ShouldBe(total);
        frame.Kind.ShouldBe(RequestKind.Ongoing);
    }

    [Theory]
    [InlineData("double it please", Pending.AskAmount)]
    [InlineData("the same as last time", Pending.AskAmount)]
    [InlineData("we have 12 credits left, will that last?", Pending.None)]
    [InlineData("why did that edit cost 14 credits", Pending.None)]
    [InlineData("what does the $199 plan include", Pending.None)]
    [InlineData("our 50 a month is too little, please increase it", Pending.None)]
    public void What_is_no_amount_asked_for_stays_null(string text, Pending pending)
    {
        var frame = Reading.Client(text, pending);

        frame.Amount.ShouldBeNull();
        frame.AmountMax.ShouldBeNull();
    }
}
