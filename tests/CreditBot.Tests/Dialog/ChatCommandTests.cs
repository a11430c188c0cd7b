using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Dialog;
using CreditBot.Requests;

namespace CreditBot.Tests.Dialog;

public sealed class ChatCommandTests
{
    private static readonly RequestId R12 = new(12);

    [Theory]
    [InlineData("approve R-12")]
    [InlineData(" Approve r-12 ")]
    [InlineData("/approve R-12")]
    public void An_exact_approval_is_read_by_its_form(string words) =>
        Read(words).ShouldBe(new ChatCommand.Approve(R12, null));

    [Theory]
    [InlineData("approve R-12 with 40", "40")]
    [InlineData("approve R-12 with 1,500 credits", "1500")]
    [InlineData("approve R-12 with 0.5", "0.5")]
    [InlineData("approve R-12 with -5", "-5")]
    public void An_approval_may_name_another_amount(string words, string with) =>
        Read(words)
            .ShouldBe(
                new ChatCommand.Approve(R12, decimal.Parse(with, CultureInfo.InvariantCulture))
            );

    [Theory]
    [InlineData("approve R-12 with 40 for $50", "40", null, "50")]
    [InlineData("approve R-12 with 40 credits at 1.25 each", "40", null, "50.00")]
    [InlineData("approve R-12 for 1,070.50", null, null, "1070.50")]
    [InlineData("approve R-12 with 40 a month for $60", "40", RequestKind.Ongoing, "60")]
    [InlineData("approve R-12 monthly", null, RequestKind.Ongoing, null)]
    [InlineData("approve R-12 with 40 once", "40", RequestKind.OneTime, null)]
    public void An_approval_may_name_another_kind_and_price(
        string words,
        string? with,
        RequestKind? kind,
        string? price
    ) => Read(words).ShouldBe(new ChatCommand.Approve(R12, Number(with), kind, Number(price)));

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("decline R-12 because they have plenty left", "they have plenty left")]
    [InlineData("decline R-12: budget is gone", "budget is gone")]
    [InlineData("decline R-12", null)]
    public void A_decline_may_name_its_reason(string words, string? reason) =>
        Read(words).ShouldBe(new ChatCommand.Decline(R12, reason));

    [Fact]
    public void A_question_is_what_follows_the_number() =>
        Read("ask R-12 how many pages is that?")
            .ShouldBe(new ChatCommand.Ask(R12, "how many pages is that?"));

    [Fact]
    public void An_undo_names_a_request() => Read("undo R-12").ShouldBe(new ChatCommand.Undo(R12));

    [Theory]
    [InlineData("approve R-12 but only 50")]
    [InlineData("approve it")]
    [InlineData("approve R-12 with")]
    [InlineData("approve R-12 with 40 for the launch")]
    [InlineData("approve R-12 at 1.25 each")]
    [InlineData("approve R-0")]
    [InlineData("approve R-99999999999999999999")]
    [InlineData("please approve R-12")]
    [InlineData("undo R-12 please")]
    [InlineData("")]
    public void Anything_looser_is_left_to_the_understanding(string words) =>
        Read(words).ShouldBeNull();

    [Fact]
    public void A_client_has_no_deciding_commands() =>
        ChatCommands.Read("approve R-12", byManager: false).ShouldBeNull();

    [Fact]
    public void Anybody_may_link() =>
        ChatCommands
            .Read("link ABCD2345", byManager: false)
            .ShouldBe(new ChatCommand.Link("ABCD2345"));

    [Fact]
    public void People_are_invited_and_assigned_by_name()
    {
        Read("invite Bella Bakery bo@bella.example")
            .ShouldBe(new ChatCommand.Invite("Bella Bakery", "bo@bella.example"));
        Read("assign Bella Bakery to Sam").ShouldBe(new ChatCommand.Assign("Bella Bakery", "Sam"));
    }

    [Theory]
    [InlineData("ask Acme how many pages that is", "how many pages that is")]
    [InlineData("ask acme dental: is it urgent?", "is it urgent?")]
    [InlineData("please ask them what it's for", "what it's for")]
    [InlineData(
        "can you find out how many pages that is?",
        "can you find out how many pages that is?"
    )]
    [InlineData("ask R-12 when they need it", "when they need it")]
    public void A_client_reads_the_question_without_the_order_to_ask(
        string words,
        string question
    ) => AskedWords.Of(words, "Acme Dental").ShouldBe(question);

    private static ChatCommand? Read(string words) => ChatCommands.Read(words, byManager: true);
}
