using CreditBot.Channels;
using CreditBot.RealClients.Browser;

namespace CreditBot.RealClients.Teams;

public class TeamsRoomTests(Chromium chromium)
{
    [Fact]
    public async Task Botbuilders_connector_hears_the_welcome_once_the_cards_and_what_becomes_of_them()
    {
        await using var room = await TeamsRoom.StartAsync();
        await using var teams = await ConnectorPeer.StartAsync(room.Messages);
        var bella = teams.Person("29:bella", "Bella");

        await bella.InstallAsync();
        await bella.HearAsync("Hello");
        (await bella.SayAsync("60 credits")).Status.ShouldBe(200);
        var card = await bella.HearAsync("46 of 50 monthly credits used");
        card.Buttons.ShouldContain("60 credits once");

        var answer = await bella.PressAsync(card, "60 credits once");
        answer.Body!["value"]!["type"]!.GetValue<string>().ShouldBe("AdaptiveCard");
        (await bella.HearAsync("Taken: pick 1")).Id.ShouldBe(card.Id);
        await bella.HearAsync("Noted.");

        var (turn, messageId) = room.Shown!.Value;
        var stop = TestContext.Current.CancellationToken;
        (
            await room.Channel.ReplaceAsync(
                turn.Where,
                turn.Reference,
                messageId,
                TeamsRoom.Outcome("by Dana"),
                stop
            )
        ).ShouldBeOfType<Delivery.Sent>();
        (
            await room.Channel.SendAsync(
                turn.Where,
                turn.Reference,
                Message.Of("Dana approved."),
                stop
            )
        ).ShouldBeOfType<Delivery.Sent>();
        (await bella.HearAsync("Taken: by Dana")).Id.ShouldBe(card.Id);
        await bella.HearAsync("Dana approved.");
        bella.Messages.Count.ShouldBe(5);
    }

    [Fact]
    public async Task In_the_Playground_a_person_reads_a_card_fills_in_what_it_asks_and_sees_it_replaced()
    {
        await using var room = await TeamsRoom.StartAsync();
        await using var bella = await Playground.StartAsync(chromium, room.Messages, "Bella Baker");

        await bella.SeeAsync("Hello. Say *options*.");
        await bella.SayAsync("1. one *two*");
        await bella.SeeAsync("You said: 1. one *two*");
        await bella.SeeAsync("the *relaunch* [now](https://evil.example)");
        await bella.Tab.ScreenshotAsync("teams-card");
        await bella.PressAsync("No thanks");
        await bella.FillAsync("Why? *", "too dear");
        await bella.Tab.ScreenshotAsync("teams-card-reason");
        await bella.PressAsync("No thanks");
        await bella.SeeAsync("Taken: decline too dear");
        await bella.SeeAsync("Noted.");

        await bella.Tab.ScreenshotAsync("teams-card-replaced");
        var transcript = await bella.TranscriptAsync();
        transcript.Count(line => line.Contains("Hello", StringComparison.Ordinal)).ShouldBe(1);
        transcript.ShouldNotContain(line => line.Contains("46 of 50", StringComparison.Ordinal));
    }
}
