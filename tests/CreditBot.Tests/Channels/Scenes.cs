using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CreditBot.Amounts;
using CreditBot.Channels.Slack.Peers;
using CreditBot.Channels.Teams.Peers;
using CreditBot.Channels.Terminal;
using CreditBot.Commands;
using CreditBot.Outbox;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBot.Channels;

/// <summary>A channel with the whole product behind it, in which two people talk.</summary>
internal abstract partial class Scene : IAsyncDisposable
{
    public const string Client = "bella-bakery";

    public abstract HostedCreditBot Bot { get; }

    /// <summary>Somebody writes.</summary>
    public abstract Task SayAsync(string who, string words);

    /// <summary>Somebody presses the newest button that begins so, its fields filled in order.</summary>
    public abstract Task PressAsync(string who, string title, params string[] fields);

    /// <summary>All that somebody was told, as it is shown.</summary>
    public abstract string Told(string who);

    public virtual async Task LinkAsync(string who, string invites)
    {
        var invite = await Bot.Api.PostAsync(invites, new { name = who });
        await SayAsync(who, $"link {(string)invite["code"]!}");
    }

    /// <summary>Every figure that somebody was told.</summary>
    public IReadOnlyCollection<string> Figures(string who) =>
        [.. Figure().Matches(Told(who)).Select(match => match.Value).Distinct().Order()];

    public abstract ValueTask DisposeAsync();

    [GeneratedRegex(@"\d+([.,:]\d+)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figure();
}

internal sealed class SlackScene(Workspace workspace) : Scene
{
    private readonly Dictionary<string, StringBuilder> _told = [];
    private int _windows;

    public override HostedCreditBot Bot => workspace.Bot;

    public override Task SayAsync(string who, string words) =>
        HearAsync(() => workspace.EventAsync(workspace.Message(UserOf(who), words)));

    public override async Task PressAsync(string who, string title, params string[] fields)
    {
        var user = UserOf(who);
        var press = workspace.Press(user, workspace.Card(user, title), title);
        await HearAsync(() => workspace.InteractionAsync(press));
        if (fields.Length > 0)
        {
            var view = workspace.Slack.Of("views.open")[^1].Body["view"]!;
            var filled = view["blocks"]!
                .AsArray()
                .Zip(fields, (block, text) => (block!["block_id"]!.GetValue<string>()[3..], text))
                .Select(one => (one.Item1, one.text.Length == 0 ? null : one.text));
            await HearAsync(() =>
                workspace.InteractionAsync(
                    Workspace.Submit(user, view, $"V{++_windows}", [.. filled])
                )
            );
        }
    }

    public override string Told(string who) =>
        string.Join(
            '\n',
            workspace
                .Slack.Heard.Where(call =>
                    call.Method is "chat.postMessage" or "chat.update"
                    && call.Channel[1..] == UserOf(who)[1..]
                )
                .SelectMany(call => call.Blocks)
                .SelectMany(Visible)
        );

    public override ValueTask DisposeAsync() => workspace.DisposeAsync();

    private static string UserOf(string who) => $"U{who.ToUpperInvariant()}";

    private Task HearAsync(Func<Task<SlackReply>> act) => workspace.HeardAfterAsync(act);

    private static IEnumerable<string> Visible(JsonNode node) =>
        node switch
        {
            JsonObject item => item.SelectMany(field =>
                field is { Key: "text", Value: JsonValue text }
                    ? [SlackWordsOf(text.GetValue<string>())]
                    : Visible(field.Value!)
            ),
            JsonArray list => list.SelectMany(one => Visible(one!)),
            _ => [],
        };

    private static string SlackWordsOf(string text) =>
        text.Replace("\u200B", "", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
}

internal sealed class TeamsScene(HostedCreditBot bot, FakeConnector connector) : Scene
{
    /// <summary>How an activity gets through: once, or however often the platform thinks it has to.</summary>
    public Func<Func<Task>, Task> Deliver { get; set; } = post => post();

    public override HostedCreditBot Bot => bot;

    public static async Task<TeamsScene> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        return new TeamsScene(
            await HostedCreditBot.StartAsync(
                url: url,
                settings: ["--environment=Development", "--Seed:Demo=false"]
            ),
            await FakeConnector.StartAsync()
        );
    }

    public override Task SayAsync(string who, string words) =>
        PostAsync(who, Activities.Text(words, connector.ServiceUrl));

    public override Task PressAsync(string who, string title, params string[] fields)
    {
        var button = To(who)
            .Reverse()
            .SelectMany(Buttons)
            .First(one =>
                one["title"]!.GetValue<string>().StartsWith(title, StringComparison.Ordinal)
            );
        var pressed = button["card"]?["actions"]?[0] ?? button;
        var data = pressed["data"]!.DeepClone().AsObject();
        var inputs = button["card"]?["body"]?.AsArray() ?? [];
        foreach (var (input, text) in inputs.Zip(fields).Where(one => one.Second.Length > 0))
        {
            data[input_id(input!)] = text;
        }

        return PostAsync(
            who,
            Activities.Execute(
                pressed["verb"]!.GetValue<string>(),
                data,
                connector.ServiceUrl,
                $"card-of-{who}"
            )
        );

        static string input_id(JsonNode input) => input["id"]!.GetValue<string>();
    }

    public override string Told(string who) =>
        string.Join('\n', To(who).SelectMany(one => Visible(one, "")));

    public override async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await connector.DisposeAsync();
    }

    private IEnumerable<JsonNode> To(string who) =>
        connector
            .Heard.Where(call =>
                call.Target.Contains($"a%3A{who}/", StringComparison.OrdinalIgnoreCase)
                && call.Body?["type"]?.GetValue<string>() == "message"
            )
            .Select(call => call.Body!);

    private async Task PostAsync(string who, JsonObject activity)
    {
        activity["from"] = new JsonObject
        {
            ["id"] = $"29:{who}",
            ["name"] = who,
            ["aadObjectId"] = $"object-of-{who}",
        };
        activity["conversation"]!["id"] = $"a:{who}";
        await Deliver(async () =>
            (await bot.With(null).PostAsync("/api/messages", activity)).Status.ShouldBe(200)
        );
        await bot.Service<OutboxDispatcher>().RunOnceAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<JsonNode> Buttons(JsonNode message) =>
        message["attachments"]?[0]?["content"] is { } card
            ? (card["body"]?.AsArray() ?? [])
                .Append(card)
                .SelectMany(one => one!["actions"]?.AsArray() ?? [])
                .Select(one => one!)
            : [];

    private static IEnumerable<string> Visible(JsonNode? node, string name) =>
        node switch
        {
            JsonObject item => item.Where(field =>
                    field.Key is not ("data" or "fallback" or "fallbackText" or "tooltip" or "card")
                )
                .SelectMany(field => Visible(field.Value, field.Key)),
            JsonArray list => list.SelectMany(one => Visible(one, name)),
            JsonValue value
                when name is "text" or "title"
                    || (
                        name == "value"
                        && value.GetValueKind() == System.Text.Json.JsonValueKind.String
                    ) => [value.ToString().Replace("\\", "", StringComparison.Ordinal)],
            _ => [],
        };
}

/// <summary>Each act is a session of <c>creditbot chat</c> of its own, on the store of a stopped server.</summary>
internal sealed class TerminalScene(HostedCreditBot bot) : Scene
{
    private readonly Dictionary<
        string,
        (TerminalChannel Channel, Lines Lines, StringWriter Output)
    > _seats = [];

    public override HostedCreditBot Bot => bot;

    public override async Task LinkAsync(string who, string invites)
    {
        var lines = new Lines();
        var output = new StringWriter(CultureInfo.InvariantCulture);
        _seats[who] = (new TerminalChannel(lines, output), lines, output);
        await base.LinkAsync(who, invites);
    }

    public override Task SayAsync(string who, string words) => SitAsync(who, words);

    public override Task PressAsync(string who, string title, params string[] fields) =>
        SitAsync(who, [$">{title}", .. fields]);

    public override string Told(string who) =>
        string.Join(
            '\n',
            _seats[who]
                .Output.ToString()
                .Split('\n')
                .Select(line =>
                    Regex.Replace(
                        line,
                        @"^\s*>\d+ ",
                        "",
                        RegexOptions.ExplicitCapture,
                        TimeSpan.FromSeconds(1)
                    )
                )
        );

    public override ValueTask DisposeAsync() => bot.DisposeAsync();

    private async Task SitAsync(string who, params string[] lines)
    {
        var (channel, reader, _) = _seats[who];
        foreach (var line in lines)
        {
            reader.Add(line);
        }

        (
            await bot.StoppedAsync(_ =>
                TerminalCommand.RunAsync(
                    change => bot.BuildForCommands(change),
                    AgencyId.Default,
                    who,
                    channel,
                    TextWriter.Null,
                    TestContext.Current.CancellationToken
                )
            )
        ).ShouldBe(0);
    }

    private sealed class Lines : TextReader
    {
        private ImmutableQueue<string> _lines = [];

        public void Add(string line) => _lines = _lines.Enqueue(line);

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            if (_lines.IsEmpty)
            {
                return ValueTask.FromResult<string?>(null);
            }

            _lines = _lines.Dequeue(out var line);
            return ValueTask.FromResult<string?>(line);
        }
    }
}
