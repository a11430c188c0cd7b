using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Tests.Understanding;

public class AnswerTests
{
    [Theory]
    [InlineData("yes please")]
    [InlineData("yep, send it")]
    [InlineData("👍")]
    [InlineData("looks good to me")]
    [InlineData("go ahead")]
    [InlineData("that's right")]
    [InlineData("let's do it")]
    [InlineData("fire away")]
    [InlineData("ok, off it goes")]
    public void A_yes_is_read_when_all_of_it_is_one(string text) =>
        Reading.Client(text, Pending.Confirm).Intent.ShouldBe(Intent.Affirm);

    [Theory]
    [InlineData("that is incorrect")]
    [InlineData("no that's not right")]
    [InlineData("not yet")]
    [InlineData("hold on")]
    [InlineData("👎")]
    [InlineData("that isn't what I wanted")]
    public void A_denial_is_no_yes_although_it_holds_words_of_one(string text) =>
        Reading.Client(text, Pending.Confirm).Intent.ShouldBe(Intent.Deny);

    [Theory]
    [InlineData("yes, but make it 35")]
    [InlineData("ok but 35")]
    [InlineData("no, 35 please")]
    public void A_new_value_beats_yes_and_no(string text)
    {
        var frame = Reading.Client(text, Pending.Confirm);

        frame.Intent.ShouldBe(Intent.ChangeRequest);
        frame.Amount.ShouldBe(35);
    }

    [Theory]
    [InlineData("is that right?")]
    [InlineData("are you sure")]
    [InlineData("yes or no, what would you do")]
    [InlineData("what do you answer to")]
    [InlineData("ok but wait")]
    [InlineData("great thanks")]
    [InlineData("right, I'm off")]
    [InlineData("ok, that's all")]
    [InlineData("ok I'm done now")]
    public void What_only_sounds_like_a_yes_is_none(string text) =>
        Reading.Client(text, Pending.Confirm).Intent.ShouldNotBe(Intent.Affirm);

    [Fact]
    public void A_yes_with_a_question_behind_it_is_both()
    {
        var frame = Reading.Client("yes, and when do our credits reset?", Pending.Confirm);

        frame.Intent.ShouldBe(Intent.Affirm);
        frame.Also.ShouldBe(Intent.CheckReset);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("#3", 3)]
    [InlineData("the first one please", 1)]
    [InlineData("let's go with the second", 2)]
    [InlineData("the last one", 3)]
    public void An_offer_is_picked_by_its_place(string text, int option)
    {
        var frame = Reading.Client(text, Pending.OfferChoice);

        frame.Intent.ShouldBe(Intent.ChooseOption);
        frame.Option.ShouldBe(option);
        frame.Amount.ShouldBeNull();
    }

    [Fact]
    public void An_offer_is_picked_by_its_kind_or_package()
    {
        Reading
            .Client("the monthly one please", Pending.OfferChoice)
            .Kind.ShouldBe(RequestKind.Ongoing);
        Reading.Client("I'd take Enterprise", Pending.OfferChoice).Package.ShouldBe("Enterprise");
        Reading
            .Client("not monthly, the one-off", Pending.OfferChoice)
            .Kind.ShouldBe(RequestKind.OneTime);
    }

    [Theory]
    [InlineData("no clue", Pending.AskAmount, Intent.Unsure)]
    [InlineData("you choose", Pending.AskKind, Intent.Unsure)]
    [InlineData("I'd rather not tell you", Pending.AskReason, Intent.Deny)]
    [InlineData("none of them", Pending.OfferChoice, Intent.Deny)]
    [InlineData("never mind", Pending.AskAmount, Intent.Cancel)]
    [InlineData("the team photos", Pending.AskReason, Intent.Inform)]
    [InlineData("no particular reason", Pending.AskReason, Intent.Inform)]
    [InlineData("how many do we have left", Pending.AskAmount, Intent.CheckBalance)]
    public void A_short_answer_is_read_by_what_was_asked(
        string text,
        Pending pending,
        Intent intent
    ) => Reading.Client(text, pending).Intent.ShouldBe(intent);
}
