using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Channels.Web;
using CreditBot.Tests.Pages;

namespace CreditBot.Tests.Channels.Web;

public class WebChatTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_said_and_answered_is_kept_in_order()
    {
        await using var agency = await DemoAgency.OpenAsync();
        agency.Handler.Answer = _ => Cards.Say("4 credits are left.");

        await SayAsync(agency, "turn-1", "balance");

        var lines = await agency.LinesAsync(DemoAgency.Asker);
        lines[0].ShouldBeOfType<ChatLine.Said>().Words.ShouldBe("balance");
        PlainText
            .Of(lines[1].ShouldBeOfType<ChatLine.Answered>().Message)
            .ShouldBe("4 credits are left.");
        var turn = agency.Handler.Heard.ShouldHaveSingleItem();
        turn.Who.ShouldBe(new ChatIdentity("web", "bella", "Bella"));
        turn.Where.Conversation.ShouldBe("person:bella");
        turn.IsPersonal.ShouldBeTrue();
    }

    [Fact]
    public async Task A_text_sent_again_is_written_down_once()
    {
        await using var agency = await DemoAgency.OpenAsync();
        agency.Handler.Answer = _ => throw new InvalidOperationException("The store is away.");
        await Should.ThrowAsync<InvalidOperationException>(
            SayAsync(agency, "turn-1", "need 60 credits")
        );

        agency.Handler.Answer = _ => Cards.Say("R-12 is with Dana.");
        await SayAsync(agency, "turn-1", "need 60 credits");

        (await agency.LinesAsync(DemoAgency.Asker)).OfType<ChatLine.Said>().ShouldHaveSingleItem();
        agency.Handler.Heard.Select(turn => turn.Id).ShouldBe(["turn-1", "turn-1"]);
    }

    [Fact]
    public async Task A_new_conversation_is_greeted_once()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var bella = await agency.PersonAsync(DemoAgency.Asker);

        await agency.Chat.OpenAsync(AgencyId.Default, bella, Stop);
        await agency.Chat.OpenAsync(AgencyId.Default, bella, Stop);

        (await agency.LinesAsync(DemoAgency.Asker)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_card_that_is_answered_by_another_changes_in_its_place()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var card = await ShowAsync(agency);
        agency.Handler.Answer = _ => new TurnReply([], Message.Of("Approved by Dana."));

        await PressAsync(agency, card);

        var line = (await agency.LinesAsync(DemoAgency.Asker)).OfType<ChatLine.Answered>().Single();
        PlainText.Of(line.Message).ShouldBe("Approved by Dana.");
        (line.Number, line.Version).ShouldBe((card, 2));
        agency
            .Handler.Heard.Last()
            .Input.ShouldBeOfType<TurnInput.Press>()
            .Card.ShouldBe(Transcripts.IdOf(card));
    }

    [Fact]
    public async Task A_press_that_leaves_the_card_is_told_in_the_conversation()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var card = await ShowAsync(agency);
        agency.Handler.Answer = _ => Cards.Say("Which one?");

        await PressAsync(agency, card);

        (await agency.LinesAsync(DemoAgency.Asker))
            .OfType<ChatLine.Said>()
            .Last()
            .ShouldSatisfyAllConditions(
                said => said.Words.ShouldBe("Approve"),
                said => said.IsPress.ShouldBeTrue()
            );
    }

    [Fact]
    public async Task The_outbox_speaks_and_replaces_in_the_same_conversation()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var channel = agency.Get<IChannel>();
        var where = DemoAgency.Conversation(DemoAgency.Decider);

        var sent = (Delivery.Sent)await channel.SendAsync(where, "", Cards.ToDecide, Stop);
        var done = Message.Of("Declined by Dana.");
        var replaced = await channel.ReplaceAsync(where, "", sent.MessageId, done, Stop);
        var missing = await channel.ReplaceAsync(where, "", "77", done, Stop);

        replaced.ShouldBe(sent);
        missing.ShouldBeOfType<Delivery.Gone>();
        (await agency.LinesAsync(DemoAgency.Decider)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_card_comes_back_from_the_store_as_it_was()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var card = await ShowAsync(agency);

        var message = (await agency.LinesAsync(DemoAgency.Asker))
            .OfType<ChatLine.Answered>()
            .Single(line => line.Number == card)
            .Message;

        PlainText.Of(message).ShouldBe(PlainText.Of(Cards.ToDecide));
        message.Choices[1].Inputs!.Single().ShouldBe(Cards.ToDecide.Choices[1].Inputs!.Single());
        message.Choices[1].Action.Data["request"].ShouldBe("R-12");
        agency.Handler.Shown.ShouldBe([("R-12", Transcripts.IdOf(card))]);
    }

    private static async Task SayAsync(DemoAgency agency, string turn, string words) =>
        await agency.Chat.SayAsync(
            AgencyId.Default,
            await agency.PersonAsync(DemoAgency.Asker),
            turn,
            words,
            Stop
        );

    private static async Task<long> ShowAsync(DemoAgency agency)
    {
        agency.Handler.Answer = _ => new TurnReply([Cards.ToDecide]);
        await SayAsync(agency, "show", "pending");
        return (await agency.LinesAsync(DemoAgency.Asker))[^1].Number;
    }

    private static async Task PressAsync(DemoAgency agency, long card) =>
        await agency.Chat.PressAsync(
            AgencyId.Default,
            await agency.PersonAsync(DemoAgency.Asker),
            "press-1",
            card,
            Cards.ToDecide.Choices[0],
            ImmutableDictionary<string, string>.Empty,
            Stop
        );
}
