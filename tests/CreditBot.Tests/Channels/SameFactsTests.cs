using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Channels.Slack.Peers;
using CreditBot.Manifest;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Channels;

/// <summary>One conversation through every channel: the same entries, the same requests, the same figures said to the same people.</summary>
public sealed class SameFactsTests
{
    [Fact]
    public async Task The_same_conversation_comes_to_the_same_facts_in_Teams_Slack_and_a_terminal()
    {
        await using var teams = await TeamsScene.StartAsync();
        await using var slack = new SlackScene(await Workspace.StartAsync());
        await using var terminal = new TerminalScene(await HostedCreditBot.StartAsync());

        var inTeams = await PlayAsync(teams);
        var inSlack = await PlayAsync(slack);
        var inTerminal = await PlayAsync(terminal);

        inTeams.Entries.ShouldContain("\"requestId\":\"R-1\"");
        inTeams.Requests.ShouldContain("declined");
        inSlack.ShouldBe(inTeams);
        inTerminal.ShouldBe(inTeams);
        foreach (var who in (string[])["bo", "dana"])
        {
            teams.Figures(who).Count.ShouldBeGreaterThan(10);
            slack.Figures(who).ShouldBe(teams.Figures(who));
            terminal.Figures(who).ShouldBe(teams.Figures(who));
        }
    }

    [Fact]
    public void A_channel_is_one_folder_of_less_than_150_lines() =>
        Directory
            .EnumerateFiles(
                Path.Combine(ManifestFolder.Root, "src", "CreditBot", "Channels", "Terminal"),
                "*.cs"
            )
            .Sum(file => File.ReadLines(file).Count())
            .ShouldBeLessThan(150);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task In_Teams_every_activity_ten_times_shuffled_and_through_a_restart_is_as_if_it_came_once(
        int seed
    )
    {
        await using var once = await TeamsScene.StartAsync();
        await using var often = await TeamsScene.StartAsync();
        var random = new Random(seed);
        var posts = new List<Func<Task>>();
        often.Deliver = async post =>
        {
            posts.Add(post);
            await post();
            for (var time = 1; time < 10; time++)
            {
                foreach (var again in posts.TakeLast(3).OrderBy(_ => random.Next()))
                {
                    await again();
                }

                if (time == 5)
                {
                    await often.Bot.RestartAsync();
                }
            }
        };

        (await PlayAsync(often)).ShouldBe(await PlayAsync(once));
    }

    private static async Task<(string Entries, string Requests)> PlayAsync(Scene scene)
    {
        var bot = scene.Bot;
        await Agency.AddManagersAsync(bot.Api);
        (
            await bot.Api.PostAsync(
                "/clients",
                new
                {
                    id = Scene.Client,
                    name = "Bella & Söhne <Bakery>",
                    timeZone = "America/New_York",
                    package = "Basic",
                    manager = "dana",
                }
            )
        ).ShouldBe("201");
        (await bot.Api.UseAsync(Agency.Use(Scene.Client, "u1", 46))).ShouldBe("200");
        await scene.LinkAsync("dana", "/managers/dana/invites");
        await scene.LinkAsync("bo", $"/clients/{Scene.Client}/invites");
        Func<Task>[] acts =
        [
            () =>
                scene.SayAsync("bo", "need about 60 more credits just this once for the relaunch"),
            () => scene.PressAsync("bo", "60 credits once"),
            () => scene.PressAsync("dana", "Approve with", "40", "", ""),
            () => scene.SayAsync("bo", "balance"),
            () => scene.SayAsync("bo", "10 more credits once for the blog"),
            () => scene.PressAsync("bo", "10 credits once"),
            () => scene.PressAsync("dana", "Decline", "Let's wait & see <until> Monday"),
            () => scene.SayAsync("bo", "history"),
        ];
        foreach (var act in acts)
        {
            // What waited for somebody who wasn't there is due again.
            bot.Clock.Advance(Duration.FromMinutes(5));
            await act();
        }

        return (
            Facts(await bot.Api.GetAsync($"/clients/{Scene.Client}/entries")),
            Facts(await bot.Api.GetAsync($"/requests?client={Scene.Client}"))
        );
    }

    /// <summary>All but what differs by design: hashes, which hold the names of channels.</summary>
    private static string Facts(ApiAnswer answer) =>
        JsonSerializer.Serialize(Without(answer.Json, "hash", "channel"));

    private static JsonNode Without(JsonNode node, params string[] names)
    {
        foreach (
            var inner in node switch
            {
                JsonObject item => item.Select(field => field.Value).ToList(),
                JsonArray list => [.. list],
                _ => [],
            }
        )
        {
            if (inner is not null)
            {
                Without(inner, names);
            }
        }

        foreach (var name in names)
        {
            (node as JsonObject)?.Remove(name);
        }

        return node;
    }
}
