using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Channels.Slack.Peers;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Channels.Slack;

/// <summary>Slack delivers again what it thinks was lost: whatever comes of that, the state is the one of one delivery in order.</summary>
public sealed class RedeliveryTests
{
    private const int Times = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Everything_ten_times_shuffled_and_through_a_restart_is_as_if_it_came_once(
        int seed
    )
    {
        await using var once = await Workspace.StartAsync();
        await using var often = await Workspace.StartAsync();

        var inOrder = await PlayAsync(once, (post, _) => post());
        var repeated = await PlayAsync(often, RepeatedAsync(often, new Random(seed)));

        repeated.ShouldBe(inOrder);
    }

    /// <summary>Each input is posted at once, then all so far again in any order, with a restart in between.</summary>
    private static Func<Func<Task<SlackReply>>, string, Task<SlackReply>> RepeatedAsync(
        Workspace workspace,
        Random random
    )
    {
        var all = new List<Func<Task<SlackReply>>>();
        return async (post, what) =>
        {
            all.Add(post);
            var first = await post();
            foreach (var time in Enumerable.Range(1, Times - 1))
            {
                foreach (
                    var again in all.Skip(Math.Max(0, all.Count - 3)).OrderBy(_ => random.Next())
                )
                {
                    (await again()).Status.ShouldBe(200, what);
                }

                if (time == Times / 2)
                {
                    await workspace.Bot.RestartAsync();
                }
            }

            return first;
        };
    }

    private static async Task<(string Entries, string Requests, int Told)> PlayAsync(
        Workspace workspace,
        Func<Func<Task<SlackReply>>, string, Task<SlackReply>> deliver
    )
    {
        var client = await workspace.SettleAsync();
        var told = workspace.Slack.Heard.Count;
        await ActAsync(
            () => workspace.Message("UBO", "I need 60 more credits, just this once"),
            (body, headers) =>
                workspace.PostAsync("events", body.ToJsonString(), "application/json", headers)
        );
        await PressAsync("UBO", "60 credits once");
        await ActAsync(() => workspace.Message("UBO", "balance"), Event);
        await PressAsync("UDANA", "Decline");
        var view = workspace.Slack.Of("views.open")[^1].Body["view"]!;
        await ActAsync(
            () => Workspace.Submit("UDANA", view, "V1", ("reason", "not now")),
            (payload, _) => workspace.InteractionAsync(payload)
        );
        await ActAsync(() => workspace.Message("UBO", "20 credits once for the blog"), Event);
        await PressAsync("UBO", "20 credits once");
        await PressAsync("UDANA", "Approve");
        await ActAsync(
            () => new JsonObject(),
            (_, _) => workspace.CommandAsync("UBO", "balance", trigger: "the-same")
        );
        return (
            Facts(await workspace.Bot.Api.GetAsync($"/clients/{client}/entries"), client),
            Facts(await workspace.Bot.Api.GetAsync("/requests"), client),
            // Windows may open more than once: the person sees one of them.
            workspace.Slack.Heard.Skip(told).Count(call => call.Method != "views.open")
        );

        Task<SlackReply> Event(JsonObject body, (string Name, string Value)[] headers) =>
            workspace.PostAsync("events", body.ToJsonString(), "application/json", headers);

        Task PressAsync(string user, string title) =>
            ActAsync(
                () => workspace.Press(user, workspace.Card(user, title), title),
                (payload, _) => workspace.InteractionAsync(payload)
            );

        async Task ActAsync(
            Func<JsonObject> make,
            Func<JsonObject, (string Name, string Value)[], Task<SlackReply>> post
        )
        {
            var input = make();
            var tries = 0;
            await deliver(
                () =>
                    post(
                        input,
                        [
                            ("X-Slack-Retry-Num", $"{tries++}"),
                            ("X-Slack-Retry-Reason", "http_timeout"),
                        ]
                    ),
                input.ToJsonString()
            );
            await workspace.SettledAsync();
            workspace.Bot.Clock.Advance(Duration.FromMinutes(1));
        }
    }

    private static string Facts(ApiAnswer answer, string client)
    {
        var facts = answer.Json;
        foreach (var entry in facts["entries"]?.AsArray() ?? [])
        {
            entry!.AsObject().Remove("hash");
        }

        return JsonSerializer
            .Serialize(facts)
            .Replace(client, "the client", StringComparison.Ordinal);
    }
}
