using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CreditBot.Channels.Slack.Security;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Outbox;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBot.Channels.Slack.Peers;

/// <summary>A Slack workspace that the whole product is connected to: people in it write, press and open as Slack would tell.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string Team = "T1";
    private readonly string _team;
    private readonly string _secret;
    private static int _events;

    /// <param name="team">The workspace's id, and</param>
    /// <param name="secret">what its app signs with.</param>
    public Workspace(
        HostedCreditBot bot,
        FakeSlack slack,
        string team = Team,
        string secret = Secret
    ) => (Bot, Slack, _team, _secret) = (bot, slack, team, secret);

    public HostedCreditBot Bot { get; }

    public FakeSlack Slack { get; }

    public static async Task<Workspace> StartAsync(
        string[]? settings = null,
        Action<IServiceCollection>? services = null
    )
    {
        var slack = await FakeSlack.StartAsync();
        var bot = await HostedCreditBot.StartAsync(
            settings:
            [
                $"--Slack:SigningSecret={Secret}",
                "--Slack:BotToken=xoxb-1",
                $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}",
                .. settings ?? [],
            ],
            services: services
        );
        return new Workspace(bot, slack);
    }

    /// <summary>An agency with Dana and a client whose person Bo is here, linked; Dana is here as well.</summary>
    /// <returns>The client's id.</returns>
    public async Task<string> SettleAsync()
    {
        await Agency.AddManagersAsync(Bot.Api);
        var client = await Agency.AddClientAsync(Bot.Api);
        await LinkAsync("UBO", $"/clients/{client}/invites", "Bo");
        await LinkAsync("UDANA", "/managers/dana/invites", "Dana");
        return client;
    }

    public async Task LinkAsync(string user, string invites, string name)
    {
        var invite = await Bot.Api.PostAsync(invites, new { name });
        await SayAsync(user, $"link {(string)invite["code"]!}");
    }

    /// <summary>Somebody writes in their direct messages.</summary>
    public async Task<IReadOnlyList<SlackCall>> SayAsync(string user, string words) =>
        await HeardAfterAsync(() => EventAsync(Message(user, words)));

    /// <summary>Somebody presses a button of a message.</summary>
    public async Task<IReadOnlyList<SlackCall>> PressAsync(
        string user,
        SlackCall card,
        string title
    ) => await HeardAfterAsync(() => InteractionAsync(Press(user, card, title)));

    /// <summary>The newest message to somebody with such a button.</summary>
    public SlackCall Card(string user, string title) =>
        Slack.Heard.Last(call =>
            call.Method is "chat.postMessage" or "chat.update"
            && call.Channel[1..] == user[1..]
            && call.Buttons.Any(button =>
                button["text"]!["text"]!
                    .GetValue<string>()
                    .StartsWith(title, StringComparison.Ordinal)
            )
        );

    public static string DirectMessages(string user) => $"D{user[1..]}";

    public async Task<IReadOnlyList<SlackCall>> HeardAfterAsync(Func<Task<SlackReply>> act)
    {
        var before = Slack.Heard.Count;
        (await act()).Status.ShouldBe(200);
        await SettledAsync();
        return [.. Slack.Heard.Skip(before)];
    }

    /// <summary>Everything that was taken on is answered and everything that is due delivered.</summary>
    public async Task SettledAsync()
    {
        await Bot.Service<SlackWork>().WhenIdleAsync();
        await Bot.Service<OutboxDispatcher>().RunOnceAsync(TestContext.Current.CancellationToken);
    }

    public JsonObject Message(string user, string words, string? id = null)
    {
        var number = Interlocked.Increment(ref _events);
        var ts = string.Create(CultureInfo.InvariantCulture, $"1794999999.{number:D6}");
        return Envelope(
            new JsonObject
            {
                ["type"] = "message",
                ["channel"] = DirectMessages(user),
                ["channel_type"] = "im",
                ["user"] = user,
                ["team"] = _team,
                ["text"] = words,
                ["ts"] = ts,
                ["event_ts"] = ts,
            },
            id ?? $"Ev{number}"
        );
    }

    public JsonObject Mention(string user, string words, string? team = null) =>
        Envelope(
            new JsonObject
            {
                ["type"] = "app_mention",
                ["channel"] = "C1",
                ["user"] = user,
                ["team"] = team ?? _team,
                ["user_team"] = team ?? _team,
                ["text"] = $"<@UBOT> {words}",
                ["ts"] = "1794999999.000001",
            },
            $"Ev{Interlocked.Increment(ref _events)}"
        );

    public JsonObject Opened(string user, string tab) =>
        Envelope(
            new JsonObject
            {
                ["type"] = "app_home_opened",
                ["channel"] = DirectMessages(user),
                ["user"] = user,
                ["tab"] = tab,
            },
            $"Ev{Interlocked.Increment(ref _events)}"
        );

    private JsonObject Envelope(JsonObject happened, string id) =>
        new()
        {
            ["type"] = "event_callback",
            ["token"] = "ignored",
            ["team_id"] = _team,
            ["api_app_id"] = "A1",
            ["event_id"] = id,
            ["event_time"] = 1795000000,
            ["authorizations"] = new JsonArray(
                new JsonObject
                {
                    ["team_id"] = _team,
                    ["user_id"] = "UBOT",
                    ["is_bot"] = true,
                }
            ),
            ["event"] = happened,
        };

    public JsonObject Press(string user, SlackCall card, string title, bool isEphemeral = false)
    {
        var button = card.Button(title);
        var number = Interlocked.Increment(ref _events);
        button["action_ts"] = string.Create(
            CultureInfo.InvariantCulture,
            $"1795000001.{number:D6}"
        );
        return new JsonObject
        {
            ["type"] = "block_actions",
            ["team"] = new JsonObject { ["id"] = _team },
            ["user"] = new JsonObject { ["id"] = user, ["team_id"] = _team },
            ["container"] = new JsonObject
            {
                ["type"] = "message",
                ["message_ts"] = card.Ts,
                ["channel_id"] = isEphemeral ? "C1" : DirectMessages(user),
                ["is_ephemeral"] = isEphemeral,
            },
            ["trigger_id"] = $"trigger-{number}",
            ["response_url"] = Slack.ResponseUrl,
            ["actions"] = new JsonArray(button),
        };
    }

    /// <summary>Sends a window's fields: texts by the field's own id.</summary>
    public static JsonObject Submit(
        string user,
        JsonNode view,
        string window,
        params (string Field, string? Value)[] fields
    )
    {
        var values = new JsonObject();
        foreach (var (field, value) in fields)
        {
            var block = view["blocks"]!
                .AsArray()
                .Single(one => one!["block_id"]!.GetValue<string>() == $"in_{field}")!;
            var type = block["element"]!["type"]!.GetValue<string>();
            values[$"in_{field}"] = new JsonObject
            {
                ["value"] = type switch
                {
                    "static_select" => new JsonObject
                    {
                        ["type"] = type,
                        ["selected_option"] = value is null
                            ? null
                            : new JsonObject { ["value"] = value },
                    },
                    "datepicker" => new JsonObject { ["type"] = type, ["selected_date"] = value },
                    _ => new JsonObject { ["type"] = type, ["value"] = value },
                },
            };
        }

        var submitted = view.DeepClone();
        submitted["id"] = window;
        submitted["state"] = new JsonObject { ["values"] = values };
        return new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = new JsonObject { ["id"] = Team },
            ["user"] = new JsonObject { ["id"] = user, ["team_id"] = Team },
            ["view"] = submitted,
        };
    }

    public Task<SlackReply> EventAsync(JsonNode body) =>
        PostAsync("events", body.ToJsonString(), "application/json");

    public Task<SlackReply> InteractionAsync(JsonNode payload) =>
        PostAsync(
            "interactions",
            $"payload={Uri.EscapeDataString(payload.ToJsonString())}",
            "application/x-www-form-urlencoded"
        );

    public Task<SlackReply> CommandAsync(
        string user,
        string words,
        string channel = "C1",
        string? responseUrl = null,
        string? trigger = null
    ) =>
        PostAsync(
            "commands",
            string.Join(
                '&',
                $"team_id={_team}",
                $"channel_id={channel}",
                $"user_id={user}",
                "command=%2Fcredits",
                $"text={Uri.EscapeDataString(words)}",
                $"response_url={Uri.EscapeDataString(responseUrl ?? Slack.ResponseUrl)}",
                $"trigger_id={trigger ?? $"t{Interlocked.Increment(ref _events)}"}"
            ),
            "application/x-www-form-urlencoded"
        );

    /// <summary>Posts as Slack would: signed, now.</summary>
    public Task<SlackReply> PostAsync(
        string endpoint,
        string body,
        string contentType,
        params (string Name, string Value)[] headers
    )
    {
        var timestamp = Bot
            .Clock.GetCurrentInstant()
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        return PostRawAsync(
            endpoint,
            Encoding.UTF8.GetBytes(body),
            contentType,
            [
                (SlackSignature.TimestampHeader, timestamp),
                (
                    SlackSignature.SignatureHeader,
                    SlackSignature.Of(_secret, timestamp, Encoding.UTF8.GetBytes(body))
                ),
                .. headers,
            ]
        );
    }

    /// <summary>Posts exactly these bytes and headers.</summary>
    public async Task<SlackReply> PostRawAsync(
        string endpoint,
        byte[] body,
        string contentType,
        (string Name, string Value)[] headers
    )
    {
        using var http = Bot.Raw();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/slack/{endpoint}");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new SlackReply(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
    }
}

internal sealed record SlackReply(int Status, string Body);
