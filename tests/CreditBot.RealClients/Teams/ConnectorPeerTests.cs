namespace CreditBot.RealClients.Teams;

public class ConnectorPeerTests
{
    [Fact]
    public async Task People_talk_to_a_bot_press_its_buttons_and_see_its_cards_replaced()
    {
        await using var bot = await EchoBot.StartAsync();
        await using var teams = await ConnectorPeer.StartAsync(bot.Messages);
        var bella = teams.Person("29:bella", "Bella");
        var dana = teams.Person("29:dana", "Dana");

        await bella.InstallAsync();
        (await bella.SayAsync("60 credits")).Status.ShouldBe(200);
        await dana.SayAsync("pending");

        (await bella.HearAsync("You said")).Text.ShouldBe("You said **60 credits**");
        var card = await bella.HearAsync("A card for 60 credits");
        card.Buttons.ShouldBe(["Approve", "Pick"]);
        await bella.PressAsync(card, "Pick", ("note", "a note"));
        await bella.HearAsync("Picked it with a note");
        var answer = await bella.PressAsync(card, "Approve", ("note", "fine"));
        answer.Body!["type"]!
            .GetValue<string>()
            .ShouldBe("application/vnd.microsoft.card.adaptive");
        var replaced = await bella.HearAsync("Approved with fine");
        replaced.Id.ShouldBe(card.Id);
        bella.Messages.Count.ShouldBe(3);
        dana.Messages.Select(message => message.Text.Split('\n')[0])
            .ShouldBe(["You said **pending**", "A card for pending"]);
    }

    [Fact]
    public async Task Waiting_in_vain_tells_what_the_bot_said_instead()
    {
        await using var bot = await EchoBot.StartAsync();
        await using var teams = await ConnectorPeer.StartAsync(bot.Messages);
        var bella = teams.Person("29:bella", "Bella");
        await bella.SayAsync("hello");
        var hear = () => bella.HearAsync("goodbye", TimeSpan.FromMilliseconds(200));

        (await hear.ShouldThrowAsync<TimeoutException>()).Message.ShouldContain(
            "You said **hello**"
        );
    }
}
