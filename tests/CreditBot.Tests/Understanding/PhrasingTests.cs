using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Tests.Understanding;

/// <summary>Ways of saying things that once were misread, each for its family.</summary>
public class PhrasingTests
{
    [Theory]
    [InlineData("balance and when do they renew?", Intent.CheckBalance, Intent.CheckReset)]
    [InlineData(
        "how much is Professional and what do we have left",
        Intent.AskPackages,
        Intent.CheckBalance
    )]
    public void Two_questions_in_one_sentence_are_both_read(
        string text,
        Intent first,
        Intent second
    )
    {
        var frame = Reading.Client(text);

        frame.Intent.ShouldBe(first);
        frame.Also.ShouldBe(second);
    }

    [Theory]
    [InlineData("5 product pages", WorkKind.Pages, 5)]
    [InlineData("12 product photos", WorkKind.Images, 12)]
    [InlineData("3 blog post images", WorkKind.Images, 3)]
    public void The_last_noun_says_what_is_counted(string text, WorkKind kind, double count)
    {
        var work = Reading.Client(text, Pending.AskAmount).Work.ShouldNotBeNull();

        work.ShouldHaveSingleItem().ShouldBe(new(kind, (decimal)count));
    }

    [Theory]
    [InlineData("our hotel opens a spa")]
    [InlineData("new pizza menu")]
    [InlineData("christmas dinner specials")]
    [InlineData("cat shelter fundraiser")]
    public void A_reason_may_be_about_anything(string text)
    {
        var frame = Reading.Client(text, Pending.AskReason);

        frame.Intent.ShouldBe(Intent.Inform);
        frame.Reason.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("team photos", "team photos")]
    [InlineData("good food week", "good food week")]
    public void A_reason_keeps_the_words_it_begins_with(string text, string reason) =>
        Reading.Client(text, Pending.AskReason).Reason.ShouldBe(reason);

    [Theory]
    [InlineData("wrong date, make it dec 12")]
    [InlineData("looks fine except the amount, should be 40")]
    [InlineData("push the date to dec 4")]
    public void A_correction_gives_no_reason(string text)
    {
        var frame = Reading.Client(text, Pending.Confirm);

        frame.Intent.ShouldBe(Intent.ChangeRequest);
        frame.Reason.ShouldBeNull();
    }

    [Theory]
    [InlineData("40 more for our restaurant")]
    [InlineData("30 extra, our hotel page needs work")]
    public void What_credits_are_for_may_be_anything(string text) =>
        Reading.Client(text).Intent.ShouldBe(Intent.RequestCredits);

    [Theory]
    [InlineData("could our limit go up to 260 a month", 260, null)]
    [InlineData("up to 70 credits please", null, 70)]
    public void Going_up_to_a_number_is_no_upper_end(string text, int? amount, int? most)
    {
        var frame = Reading.Client(text);

        frame.Amount.ShouldBe(amount);
        frame.AmountMax.ShouldBe(most);
    }

    [Theory]
    [InlineData("can't do R-12 this month")]
    [InlineData("unfortunately we cannot approve R-12")]
    [InlineData("sadly no, decline R-12")]
    public void A_refusal_may_begin_with_a_sigh_or_with_cannot(string text)
    {
        var frame = Reading.Manager(text);

        frame.Intent.ShouldBe(Intent.Decline);
        frame.Request.ShouldBe("R-12");
    }

    [Theory]
    [InlineData("let cedar have 20 of the 50 they want", 20)]
    [InlineData("on R-5 I'd agree to 30", 30)]
    public void A_part_of_what_was_asked_approves_with_a_change(string text, int amount)
    {
        var frame = Reading.Manager(text);

        frame.Intent.ShouldBe(Intent.ApproveWithChange);
        frame.Amount.ShouldBe(amount);
    }

    [Theory]
    [InlineData("too much for that site")]
    [InlineData("They should ask again in January.")]
    public void A_refusals_reason_is_the_whole_answer(string text) =>
        Reading.Manager(text, Pending.AskDeclineReason).Reason.ShouldBe(text.TrimEnd('.'));

    [Theory]
    [InlineData("spring", "spring")]
    [InlineData("diner", "diner")]
    [InlineData("brother", "brother")]
    public void Real_words_are_no_slips_of_ours(string word, string kept) =>
        CreditBot.Understanding.Intents.English.Cut(word).Word(0).ShouldBe(kept);

    [Theory]
    [InlineData("at what time is the refill", Intent.CheckReset)]
    [InlineData("can we save unused credits for next month", Intent.CheckReset)]
    [InlineData("credits overview please", Intent.CheckBalance)]
    [InlineData("is Professional 150 a month", Intent.AskPackages)]
    public void A_question_that_names_credits_asks_for_none(string text, Intent intent) =>
        Reading.Client(text).Intent.ShouldBe(intent);

    [Theory]
    [InlineData("the first one", RequestKind.OneTime)]
    [InlineData("the second one", RequestKind.Ongoing)]
    [InlineData("the third", RequestKind.Upgrade)]
    public void A_kind_may_be_picked_by_its_place(string text, RequestKind kind) =>
        Reading.Client(text, Pending.AskKind).Kind.ShouldBe(kind);

    [Theory]
    [InlineData(
        "we need to translate all pages for our guests, 150 credits",
        "translate all pages for our guests"
    )]
    [InlineData("for the jubilee we'd like 120 credits", "jubilee")]
    [InlineData("30 credits would help with the open day", "open day")]
    [InlineData("20 more while we run the spring promo", "we run the spring promo")]
    public void A_reason_is_found_however_it_is_led_in(string text, string reason) =>
        Reading.Client(text).Reason.ShouldNotBeNull().ShouldEndWith(reason);

    [Theory]
    [InlineData("find out from cedar whether 120 is enough")]
    [InlineData("cut cedar's request to 25")]
    [InlineData("i am sick")]
    public void What_only_sounds_like_an_act_on_a_client_is_none(string text) =>
        Reading
            .Manager(text)
            .Intent.ShouldNotBeOneOf(Intent.SetAllocation, Intent.GrantCredits, Intent.Delegate);

    [Theory]
    [InlineData("reduce cedar's monthly credits to 200")]
    [InlineData("cut cedar's allowance to 80")]
    public void Less_for_a_client_decides_no_request(string text) =>
        Reading.Manager(text).Intent.ShouldBe(Intent.SetAllocation);

    [Theory]
    [InlineData("the first one", RequestKind.OneTime)]
    [InlineData("hmm no, the second", RequestKind.Ongoing)]
    [InlineData("option 3 instead", RequestKind.Upgrade)]
    public void Another_option_may_be_picked_when_one_is_read_back(string text, RequestKind kind)
    {
        var frame = Reading.Client(text, Pending.Confirm);

        frame.Intent.ShouldBe(Intent.ChangeRequest);
        frame.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("that tweak of the menu took 8 credits. why?")]
    [InlineData("the footer cost 11 credits, how come?")]
    public void A_short_why_behind_a_price_asks_for_the_reason(string text) =>
        Reading.Client(text).Intent.ShouldBe(Intent.ExplainCharge);

    [Theory]
    [InlineData("I plan to rewrite 4 sections. How many credits should we put aside?")]
    [InlineData("we have to write 3 articles. How many credits should we plan?")]
    public void Work_told_before_a_question_asks_for_no_credits(string text) =>
        Reading.Client(text).Intent.ShouldBe(Intent.AskEstimate);

    [Theory]
    [InlineData("we need 30 for the monthly newsletter", null)]
    [InlineData("we need 30 monthly for the newsletter", RequestKind.Ongoing)]
    public void A_thing_that_comes_each_month_is_no_kind(string text, RequestKind? kind) =>
        Reading.Client(text).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("first of the month")]
    [InlineData("the first")]
    public void A_first_is_a_day_where_a_day_was_asked_for(string text) =>
        Reading.Client(text, Pending.AskDate).Due.ShouldBe(new NodaTime.LocalDate(2026, 12, 1));

    [Fact]
    public void A_request_is_not_its_new_amount()
    {
        var frame = Reading.Client("please correct my last request: 72, not 27");

        frame.Amount.ShouldBe(72);
        frame.Request.ShouldBeNull();
    }

    [Fact]
    public void How_much_more_is_no_amount() =>
        Reading.Client("make it 5 more than that", Pending.Confirm).Amount.ShouldBeNull();

    [Theory]
    [InlineData("too complicated, can somebody call me")]
    [InlineData("this has so many questions, I'd like to talk to a person")]
    public void Who_complains_and_wants_a_person_gets_one(string text) =>
        Reading.Client(text, Pending.AskKind).Intent.ShouldBe(Intent.TalkToHuman);

    [Theory]
    [InlineData("put the phone number into the footer")]
    [InlineData("move the phone number up")]
    public void A_phone_number_on_the_site_calls_nobody(string text) =>
        Reading.Client(text).Intent.ShouldBe(Intent.OutOfScope);
}
