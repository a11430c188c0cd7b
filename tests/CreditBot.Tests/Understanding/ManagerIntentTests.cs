using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Tests.Understanding;

public class ManagerIntentTests
{
    [Theory]
    [InlineData("nope to request 7 not this month", Intent.Decline)]
    [InlineData("no to request 7, only next month", Intent.Decline)]
    [InlineData("I must say no to R-7", Intent.Decline)]
    [InlineData("no, make it 25", Intent.ApproveWithChange)]
    public void A_refusal_with_a_confirmation_at_hand_is_no_approval(string text, Intent intent) =>
        Reading.Manager(text, Pending.Confirm).Intent.ShouldBe(intent);

    [Theory]
    [InlineData("approve R-7", Intent.Approve)]
    [InlineData("ok for R-7, they are a good client", Intent.Approve)]
    [InlineData("yes to #7", Intent.Approve)]
    [InlineData("approve R-7 with 40", Intent.ApproveWithChange)]
    [InlineData("R-7 is fine but only once", Intent.ApproveWithChange)]
    [InlineData("let them have 25", Intent.ApproveWithChange)]
    [InlineData("approve R-7 starting february", Intent.ApproveWithChange)]
    [InlineData("approved, but bring it down to 25", Intent.ApproveWithChange)]
    [InlineData("please turn Cedar's request down", Intent.Decline)]
    [InlineData("Ines can decide while I am on leave", Intent.Delegate)]
    [InlineData("decline R-7 because the budget is spent", Intent.Decline)]
    [InlineData("no to R-7", Intent.Decline)]
    [InlineData("we can't approve R-7", Intent.Decline)]
    [InlineData("ask R-7 which pages they mean", Intent.AskClient)]
    [InlineData("pending", Intent.ListPending)]
    [InlineData("what is waiting for me", Intent.ListPending)]
    [InlineData("status of cedar", Intent.ClientStatus)]
    [InlineData("who is running low", Intent.ClientStatus)]
    [InlineData("set cedar to 120 a month", Intent.SetAllocation)]
    [InlineData("move moss and fern to Professional", Intent.SetAllocation)]
    [InlineData("give cedar 20 for the outage", Intent.GrantCredits)]
    [InlineData("report 2026-10", Intent.Report)]
    [InlineData("out until friday, Ines decides", Intent.Delegate)]
    public void An_act_of_a_manager_is_known(string text, Intent intent) =>
        Reading.Manager(text).Intent.ShouldBe(intent);

    [Theory]
    [InlineData("should I approve R-7?")]
    [InlineData("who approved R-7")]
    [InlineData("don't approve R-7 yet")]
    [InlineData("approve R-7 if they pay first")]
    [InlineData("I may approve R-7 tomorrow")]
    [InlineData("how do I approve something")]
    [InlineData("did we give cedar 20 credits last week?")]
    [InlineData("what if we set cedar to 120 a month")]
    [InlineData("don't give cedar 20 credits")]
    [InlineData("don't decline it")]
    [InlineData("approve the vacation of my assistant")]
    public void What_only_speaks_of_an_act_is_none(string text) =>
        Reading
            .Manager(text)
            .Intent.ShouldNotBeOneOf(
                Intent.Approve,
                Intent.ApproveWithChange,
                Intent.Decline,
                Intent.GrantCredits,
                Intent.SetAllocation,
                Intent.Delegate,
                Intent.Affirm
            );

    [Fact]
    public void An_approval_names_the_request_and_what_it_changes()
    {
        var frame = Reading.Manager("approve R-7 but 40 and one-time");

        frame.Request.ShouldBe("R-7");
        frame.Amount.ShouldBe(40);
        frame.Kind.ShouldBe(RequestKind.OneTime);
    }

    [Theory]
    [InlineData("decline R-7 because they never log in", "they never log in")]
    [InlineData("no to R-7, too much for one page", "too much for one page")]
    [InlineData("decline R-7", null)]
    public void A_refusal_carries_its_reason(string text, string? reason) =>
        Reading.Manager(text).Reason.ShouldBe(reason);

    [Fact]
    public void A_grant_names_client_amount_and_reason()
    {
        var frame = Reading.Manager("give moss & fern 20 for the trouble");

        frame.Client.ShouldBe("Moss & Fern");
        frame.Amount.ShouldBe(20);
        frame.Reason.ShouldBe("the trouble");
    }

    [Theory]
    [InlineData("give cedar 20, goodwill, free", "goodwill")]
    [InlineData("give cedar 20 credits free of charge", null)]
    [InlineData("give cedar 20, free, goodwill", "goodwill")]
    public void That_a_grant_is_free_is_no_reason(string text, string? reason)
    {
        var frame = Reading.Manager(text);

        frame.Intent.ShouldBe(Intent.GrantCredits);
        frame.Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("out until dec 4, Ines decides", "Ines")]
    [InlineData("please forward my requests to Ines Alvarez", "Ines Alvarez")]
    [InlineData("I'm away, someone else must approve", null)]
    public void Who_stands_in_is_read_by_name(string text, string? person) =>
        Reading.Manager(text).Person.ShouldBe(person);

    [Fact]
    public void The_reason_asked_for_is_taken_as_it_is()
    {
        var frame = Reading.Manager("no money left this quarter", Pending.AskDeclineReason);

        frame.Intent.ShouldBe(Intent.Inform);
        frame.Reason.ShouldBe("no money left this quarter");
    }

    [Theory]
    [InlineData("sign off on 19", Intent.Approve)]
    [InlineData("I want more details on 19", Intent.AskClient)]
    [InlineData("hard pass on 19", Intent.Decline)]
    [InlineData("only half for R-19", Intent.ApproveWithChange)]
    [InlineData("R-19: 40 is enough", Intent.ApproveWithChange)]
    public void A_number_behind_what_is_decided_names_the_request(string text, Intent intent)
    {
        var frame = Reading.Manager(text);

        frame.Intent.ShouldBe(intent);
        frame.Request.ShouldBe("R-19");
    }

    [Theory]
    [InlineData("wait, don't")]
    [InlineData("stop")]
    [InlineData("no wait, don't do it")]
    public void A_decline_is_called_off_before_it_has_a_reason(string text) =>
        Reading.Manager(text, Pending.AskDeclineReason).Intent.ShouldBe(Intent.Cancel);
}
