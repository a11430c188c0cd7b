using CreditBot.RealClients.Browser;

namespace CreditBot.RealClients.Teams;

public class PlaygroundTests(Chromium chromium)
{
    [Fact]
    public async Task A_person_types_fills_in_a_card_presses_its_buttons_and_reads_what_comes_back()
    {
        await using var bot = await EchoBot.StartAsync();
        await using var bella = await Playground.StartAsync(chromium, bot.Messages, "Bella Baker");

        await bella.SayAsync("60 credits");
        await bella.SeeAsync("A card for 60 credits");
        await bella.FillAsync("Note", "fine");
        await bella.PressAsync("Pick");
        await bella.SeeAsync("Picked it with fine");
        // The Playground empties a card's inputs after an Action.Submit.
        await bella.FillAsync("Note", "good");
        await bella.PressAsync("Approve");
        await bella.SeeAsync("Approved with good");

        await bella.Tab.ScreenshotAsync("harness-playground");
        // Answers of one moment may stand in either order there: the Playground sorts by its own clock.
        (await bella.TranscriptAsync())
            .Select(line => line.Split('\n')[0])
            .ShouldBe(
                [
                    "me: 60 credits",
                    "Test Bot: You said 60 credits",
                    "Test Bot: Approved with good",
                    "Test Bot: Picked it with fine",
                ],
                ignoreOrder: true
            );
    }
}
