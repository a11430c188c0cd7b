using System.Globalization;
using System.Text.Json.Nodes;
using CreditBot.RealClients.Browser;
using CreditBot.RealClients.Teams;
using NodaTime;

namespace CreditBot.RealClients.Product;

/// <summary>The conversation of design.md §1: the client at Microsoft's Agents Playground, the manager behind botbuilder's connector.</summary>
public class ConversationTests(Chromium chromium)
{
    private const string Credits = "clients/bella-bakery/credits";
    private const string HowToLink = "I don't know you yet.";

    // A week ahead, so that it is to come whenever this runs.
    private static LocalDate InAWeek =>
        SystemClock
            .Instance.GetCurrentInstant()
            .InZone(DateTimeZoneProviders.Tzdb["America/New_York"])
            .Date.PlusDays(7);

    [Fact]
    public async Task A_client_asks_and_picks_a_manager_approves_and_both_see_the_outcome()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var teams = await ConnectorPeer.StartAsync(bot.Messages);
        var dana = teams.Person("29:dana", "Dana");
        await dana.SayAsync($"link {await CodeAsync(bot, "managers/dana")}");
        await dana.HearAsync("Dana");
        var before = await bot.ReadAsync(Credits);

        await using var bella = await Playground.StartAsync(chromium, bot.Messages, "Bella Baker");
        await bella.SeeAsync(HowToLink);
        await bella.SayAsync($"link {await CodeAsync(bot, "clients/bella-bakery")}");
        await bella.SeeAsync("Bella Bakery");
        await bella.SayAsync(
            $"we're relaunching on {Date("MMM d")}, need about 60 more credits, just this once"
        );
        await bella.SeeAsync("monthly credits used");
        await bella.SeeAsync("The last six months took");
        await bella.SeeAsync("I understood: 60 credits, once, for ");
        await bella.SeeAsync($", needed by {Date("d MMM")}.");
        await bella.SeeAsync("Best value: ");
        await bella.Tab.ScreenshotAsync("conversation-options");
        await bella.PressAsync("60 credits once, now · $118.80");
        await bella.SeeAsync("is with Dana Ruiz: 60 credits once for $118.80.");

        var card = await dana.HearAsync("Bella Bakery asks for 60 credits once, $118.80");
        card.Text.ShouldContain("margin this month");
        ((string[])["Approve", "Approve with change", "Ask", "Decline"]).ShouldBeSubsetOf(
            card.Buttons
        );
        await dana.PressAsync(card, "Approve");
        (await dana.HearAsync("Approved by Dana Ruiz")).Id.ShouldBe(card.Id);
        await bella.SeeAsync("60 credits added");
        await bella.Tab.ScreenshotAsync("conversation-approved");

        var after = await bot.ReadAsync(Credits);
        OneTime(after).ShouldBe(OneTime(before) + 60m);
        after["balance"]!
            .GetValue<decimal>()
            .ShouldBe(before["balance"]!.GetValue<decimal>() + 60m);
    }

    [Fact]
    public async Task Somebody_unknown_is_told_how_to_link_and_nothing_else()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var teams = await ConnectorPeer.StartAsync(bot.Messages);
        var stranger = teams.Person("29:mallory", "Mallory");
        var before = await bot.ReadAsync("requests");

        await stranger.InstallAsync();
        string[] said =
        [
            "balance",
            "status of Bella Bakery",
            "approve R-1",
            "60 credits please, once, for bella-bakery",
        ];
        foreach (var words in said)
        {
            (await stranger.SayAsync(words)).Status.ShouldBe(200, words);
            await stranger.HearAsync(HowToLink);
        }

        await stranger.SayAsync("link AAAAAAAA");
        await stranger.HearAsync("code");

        stranger
            .Messages.Take(said.Length)
            .ShouldAllBe(message => message.Text.Contains(HowToLink, StringComparison.Ordinal));
        stranger.Messages.Select(message => message.Text).Distinct().Count().ShouldBe(2);
        stranger.Messages.ShouldAllBe(message => message.Buttons.Count == 0);
        JsonNode.DeepEquals(await bot.ReadAsync("requests"), before).ShouldBeTrue();
    }

    private static async Task<string> CodeAsync(RunningCreditBot bot, string who) =>
        (await bot.SendAsync($"{who}/invites"))["code"]!.GetValue<string>();

    private static decimal OneTime(JsonNode credits) =>
        credits["oneTime"]!["remaining"]!.GetValue<decimal>();

    private static string Date(string pattern) =>
        InAWeek.ToString(pattern, CultureInfo.InvariantCulture);
}
