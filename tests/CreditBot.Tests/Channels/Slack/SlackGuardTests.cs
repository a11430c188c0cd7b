using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CreditBot.Channels.Slack.Peers;
using CreditBot.Channels.Slack.Security;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Manifest;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Tests.Hosting;
using NodaTime;

namespace CreditBot.Channels.Slack;

/// <summary>What isn't signed by Slack, just now, with exactly these bytes, gets in nowhere and does nothing (protocols/slack.md §1).</summary>
/// <remarks>One host for all: nothing here may leave a trace for the next.</remarks>
public sealed class SlackGuardTests(SlackGuardTests.Host host) : IClassFixture<SlackGuardTests.Host>
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private Workspace Workspace => host.Workspace;

    private long Now => Workspace.Bot.Clock.GetCurrentInstant().ToUnixTimeSeconds();

    /// <summary>Slack's own example, from its documentation.</summary>
    [Fact]
    public void Slacks_own_example_is_right()
    {
        var vector = JsonNode.Parse(
            File.ReadAllText(
                ManifestFolder.Shared("data/protocols/slack/signing-secret-vector.json")
                    ?? throw new FileNotFoundException("The folder shared with the checkout.")
            )
        )!;
        string Of(string name) => vector[name]!.GetValue<string>();

        SlackSignature
            .Of(Of("signingSecret"), Of("timestamp"), Encoding.UTF8.GetBytes(Of("body")))
            .ShouldBe(Of("signature"));
    }

    /// <summary>A name for each way to forge, and what it makes of a right signature, timestamp and body.</summary>
    public static TheoryData<string> Forgeries => [.. Ways.Keys];

    private static readonly Dictionary<string, Func<Request, Request>> Ways = new()
    {
        ["no signature"] = right => right with { Signatures = [] },
        ["no timestamp"] = right => right with { Timestamps = [] },
        ["neither"] = right => right with { Signatures = [], Timestamps = [] },
        ["empty signature"] = right => right with { Signatures = [""] },
        ["empty timestamp"] = right => right with { Timestamps = [""] },
        ["two signatures"] = right =>
            right with
            {
                Signatures = [right.Signature, right.Signature],
            },
        ["two timestamps"] = right =>
            right with
            {
                Timestamps = [right.Timestamps[0], right.Timestamps[0]],
            },
        ["upper case"] = right => right with { Signatures = [right.Signature.ToUpperInvariant()] },
        ["upper case digits"] = right =>
            right with
            {
                Signatures = [$"v0={right.Signature[3..].ToUpperInvariant()}"],
            },
        ["no version"] = right => right with { Signatures = [right.Signature[3..]] },
        ["version 1"] = right => right with { Signatures = [$"v1={right.Signature[3..]}"] },
        ["truncated"] = right => right with { Signatures = [right.Signature[..^1]] },
        ["half"] = right => right with { Signatures = [right.Signature[..35]] },
        ["version alone"] = right => right with { Signatures = ["v0="] },
        ["longer"] = right => right with { Signatures = [right.Signature + "0"] },
        ["a bit off"] = right =>
            right with
            {
                Signatures = [right.Signature[..^1] + (right.Signature[^1] == '0' ? '1' : '0')],
            },
        ["zeros"] = right => right with { Signatures = ["v0=" + new string('0', 64)] },
        ["no hex"] = right => right with { Signatures = ["v0=" + new string('g', 64)] },
        ["spaces around"] = right => right with { Signatures = [$"v0= {right.Signature[3..]}"] },
        ["comma list"] = right =>
            right with
            {
                Signatures = [$"{right.Signature},{right.Signature}"],
            },
        ["other secret"] = right => right.SignedWith("another secret"),
        ["empty secret"] = right => right.SignedWith(""),
        ["secret as hex"] = right =>
            right.SignedWith(
                Encoding.Latin1.GetString(
                    Convert.FromHexString("8f742231b10e8888abcd000000000085a5")
                )
            ),
        ["other body"] = right => right with { Body = [.. right.Body, (byte)' '] },
        ["body cut"] = right => right with { Body = right.Body[..^1] },
        ["no body"] = right => right with { Body = [] },
        ["body twice"] = right => right with { Body = [.. right.Body, .. right.Body] },
        ["byte order mark"] = right => right with { Body = [0xEF, 0xBB, 0xBF, .. right.Body] },
        ["user changed"] = right =>
            right with
            {
                Body = Encoding.UTF8.GetBytes(
                    Encoding
                        .UTF8.GetString(right.Body)
                        .Replace("UBO", "UDANA", StringComparison.Ordinal)
                ),
            },
        ["301 s old"] = right => right.At(-301),
        ["an hour old"] = right => right.At(-3600),
        ["a year old"] = right => right.At(-31_536_000),
        ["301 s ahead"] = right => right.At(301),
        ["a day ahead"] = right => right.At(86_400),
        ["the epoch"] = right => right.Stamped("0"),
        ["milliseconds"] = right => right.Stamped(right.Timestamps[0] + "000"),
        ["negative"] = right => right.Stamped("-" + right.Timestamps[0]),
        ["plus sign"] = right => right.Stamped("+" + right.Timestamps[0]),
        ["fraction"] = right => right.Stamped(right.Timestamps[0] + ".0"),
        ["exponent"] = right => right.Stamped("1.7e9"),
        ["hexadecimal"] = right => right.Stamped("0x6922"),
        ["words"] = right => right.Stamped("now"),
        ["beyond 64 bits"] = right => right.Stamped("99999999999999999999"),
        ["largest"] = right => right.Stamped("9223372036854775807"),
        ["space within"] = right => right.Stamped("1795 000000"),
        ["other digits"] = right => right.Stamped("١٧٩٥٠٠٠٠٠٠"),
        ["time not signed"] = right =>
            right with
            {
                Timestamps =
                [
                    (long.Parse(right.Timestamps[0], CultureInfo.InvariantCulture) + 1).ToString(
                        CultureInfo.InvariantCulture
                    ),
                ],
            },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forgery_is_refused_at_every_door_and_does_nothing(string way)
    {
        var before = Workspace.Slack.Heard.Count;
        var command = "team_id=T1&user_id=UBO&command=%2Fcredits&text=balance&trigger_id=t";
        var press = new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = "UBO" },
        };
        foreach (
            var (door, body, type) in ((string, string, string)[])
                [
                    ("events", Workspace.Message("UBO", "balance").ToJsonString(), Json),
                    ("events", """{"type":"url_verification","challenge":"UBO"}""", Json),
                    ("interactions", $"payload={Uri.EscapeDataString(press.ToJsonString())}", Form),
                    ("commands", command, Form),
                    ("commands", "ssl_check=1&UBO", Form),
                ]
        )
        {
            var forged = Ways[way](Request.Right(Now, body));
            var reply = await Workspace.PostRawAsync(door, forged.Body, type, forged.Headers);
            reply.Status.ShouldBe(401, door);
            reply.Body.ShouldNotContain("UBO");
        }

        await Workspace.SettledAsync();
        Workspace.Slack.Heard.Count.ShouldBe(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-299)]
    [InlineData(-300)]
    [InlineData(299)]
    [InlineData(300)]
    public async Task Within_five_minutes_a_right_request_passes(int seconds)
    {
        var right = Request
            .Right(Now, """{"type":"url_verification","challenge":"3eZbrw1aB"}""")
            .At(seconds);

        (await Workspace.PostRawAsync("events", right.Body, Json, right.Headers)).ShouldBe(
            new SlackReply(200, "3eZbrw1aB")
        );
    }

    [Fact]
    public async Task A_right_request_once_more_within_its_time_does_nothing()
    {
        var before = Workspace.Slack.Heard.Count;
        var text = Workspace.Message("UBO", "balance").ToJsonString();
        var right = Request.Right(Now, text);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            (
                await Workspace.PostRawAsync("events", right.Body, Json, right.Headers)
            ).Status.ShouldBe(200);
        }

        await Workspace.SettledAsync();
        Workspace.Slack.Heard.Skip(before).ShouldHaveSingleItem().Text.ShouldContain("50");
    }

    [Theory]
    [InlineData("events", "", Json, 400)]
    [InlineData("events", "{", Json, 400)]
    [InlineData("events", "[]", Json, 400)]
    [InlineData("events", "null", Json, 400)]
    [InlineData("events", "\"text\"", Json, 400)]
    [InlineData("events", "{}", Json, 400)]
    [InlineData("events", """{"type":7}""", Json, 400)]
    [InlineData("events", """{"type":"url_verification"}""", Json, 400)]
    [InlineData("events", """{"type":"event_callback","type":"url_verification"}""", Json, 400)]
    [InlineData("events", """{"type":"event_callback"}""", Json, 200)]
    [InlineData("events", """{"type":"event_callback","event_id":"E","event":[]}""", Json, 200)]
    [InlineData(
        "events",
        """{"type":"event_callback","event_id":{},"event":{"user":1}}""",
        Json,
        200
    )]
    [InlineData("events", """{"type":"app_rate_limited","minute_rate_limited":1}""", Json, 200)]
    [InlineData("events", """{"type":"something_new"}""", Json, 200)]
    [InlineData("interactions", "", Form, 400)]
    [InlineData("interactions", "payload=", Form, 400)]
    [InlineData("interactions", "payload=%7B", Form, 400)]
    [InlineData("interactions", "payload=%7B%7D&payload=%7B%7D", Form, 400)]
    [InlineData("interactions", "{}", Json, 400)]
    [InlineData("interactions", "payload=%7B%7D", Form, 200)]
    [InlineData("interactions", "payload=%5B%5D", Form, 200)]
    [InlineData("commands", "", Form, 400)]
    [InlineData("commands", "user_id=U", Form, 400)]
    [InlineData("commands", "team_id=T&user_id=U&user_id=V", Form, 400)]
    [InlineData("commands", "{}", Json, 400)]
    [InlineData("commands", "ssl_check=1", Form, 200)]
    public async Task What_is_signed_but_no_sense_is_told_so_and_does_nothing(
        string door,
        string body,
        string type,
        int status
    )
    {
        var before = Workspace.Slack.Heard.Count;
        (await Workspace.PostAsync(door, body, type)).Status.ShouldBe(status);
        await Workspace.SettledAsync();
        Workspace.Slack.Heard.Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("interactions")]
    [InlineData("commands")]
    public async Task What_is_too_large_is_not_read(string door) =>
        (await Workspace.PostAsync(door, new string('x', (1024 * 1024) + 1), Json)).Status.ShouldBe(
            413
        );

    [Fact]
    public async Task Deep_nesting_is_no_sense() =>
        (
            await Workspace.PostAsync("events", new string('[', 100) + new string(']', 100), Json)
        ).Status.ShouldBe(400);

    [Theory]
    [InlineData("events")]
    [InlineData("interactions")]
    [InlineData("commands")]
    public async Task Without_a_signing_secret_there_are_no_doors(string door)
    {
        await using var bot = await HostedCreditBot.StartAsync();
        using var http = bot.Raw();
        using var content = new StringContent("ssl_check=1", Encoding.UTF8, Form);

        using var response = await http.PostAsync(
            new Uri($"/api/slack/{door}", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );

        ((int)response.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task What_was_said_is_forgotten_in_the_inbox_once_it_is_answered()
    {
        await using var workspace = await Peers.Workspace.StartAsync();
        await workspace.SayAsync("UBO", "something private");

        var kept = await workspace
            .Bot.Service<IStore>()
            .DocumentsAsync(
                Amounts.AgencyId.Default,
                DocumentKinds.SlackInbox,
                "",
                null,
                10,
                TestContext.Current.CancellationToken
            );

        kept.ShouldHaveSingleItem().Json.ShouldNotContain("private");
        workspace.Bot.Clock.Advance(Duration.FromHours(25));
        await workspace
            .Bot.Service<SlackInbox>()
            .WaitingAsync(Amounts.AgencyId.Default, TestContext.Current.CancellationToken);
        (
            await workspace
                .Bot.Service<IStore>()
                .DocumentsAsync(
                    Amounts.AgencyId.Default,
                    DocumentKinds.SlackInbox,
                    "",
                    null,
                    10,
                    TestContext.Current.CancellationToken
                )
        ).ShouldBeEmpty();
    }

    /// <summary>Addresses that a request may name to lead an answer astray; PORT is where Slack is here, OTHER a listener that must hear nothing.</summary>
    public static TheoryData<string> Astray =>
        [
            .. Teams.Peers.HostileUrls.All.Select(row =>
                row.Data.Replace("PORT", "OTHER", StringComparison.Ordinal)
            ),
            "http://localhost:OTHER/hooks",
            "http://localhost:PORT@127.0.0.1:OTHER/hooks",
            "http://localhost:PORT:OTHER/hooks",
            "http://LOCALHOST:PORT.evil.example/hooks",
            "http://localhost:PORT",
            "https://hooks.slack.com.evil.example/x",
            "https://hooks.slack.com@localhost:OTHER/x",
            "https://hooks-slack.com/x",
            "https://evil.example/hooks.slack.com/x",
            "https://hooks.slack.com:8443/x",
            "http://hooks.slack.com/x",
            "HTTPS://hooks.slack.com/x",
            "https://hooks.slack.com\\@localhost:OTHER/x",
            "https://hooks.slack.com%2f@localhost:OTHER/",
            "https://hooks.slack.com/../../x?y",
            "https://hooks.slack.com#@localhost:OTHER/",
            "https://hooks。slack。com/x",
            "https://hooks.slаck.com/x",
            "https://[::ffff:7f00:1]:OTHER/x",
            "http://127.0.0.1:OTHER/../hooks",
            "https://slack.com/x",
            "https://api.slack.com/x",
        ];

    [Fact]
    public void There_are_eighty_of_them_for_each_platform()
    {
        Astray.Count.ShouldBeGreaterThanOrEqualTo(80);
        Teams.Peers.HostileUrls.All.Count.ShouldBeGreaterThanOrEqualTo(80);
    }

    [Theory]
    [MemberData(nameof(Astray))]
    public async Task An_address_that_is_not_Slacks_hears_nothing_and_the_answer_comes_in_private(
        string pattern
    )
    {
        await using var elsewhere = await FakeSlack.StartAsync();
        var url = pattern
            .Replace("PORT", $"{Workspace.Slack.Port}", StringComparison.Ordinal)
            .Replace("OTHER", $"{elsewhere.Port}", StringComparison.Ordinal);

        var heard = await Workspace.HeardAfterAsync(() =>
            Workspace.CommandAsync("UBO", "balance", responseUrl: url)
        );

        elsewhere.Heard.ShouldBeEmpty();
        heard.ShouldHaveSingleItem().Method.ShouldBe("chat.postMessage");
    }

    public sealed class Host : IAsyncLifetime
    {
        private Workspace? _workspace;

        internal Workspace Workspace => _workspace!;

        public async ValueTask InitializeAsync()
        {
            _workspace = await Peers.Workspace.StartAsync();
            await _workspace.SettleAsync();
        }

        public ValueTask DisposeAsync() => _workspace?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private sealed record Request(byte[] Body, string[] Timestamps, string[] Signatures)
    {
        public string Signature => Signatures[0];

        public (string Name, string Value)[] Headers =>
            [
                .. Timestamps.Select(value => (SlackSignature.TimestampHeader, value)),
                .. Signatures.Select(value => (SlackSignature.SignatureHeader, value)),
            ];

        public static Request Right(long now, string body) =>
            new Request(Encoding.UTF8.GetBytes(body), [], []).Stamped(
                now.ToString(CultureInfo.InvariantCulture)
            );

        public Request At(long seconds) =>
            Stamped(
                (long.Parse(Timestamps[0], CultureInfo.InvariantCulture) + seconds).ToString(
                    CultureInfo.InvariantCulture
                )
            );

        /// <summary>Signed in order for what this timestamp says.</summary>
        public Request Stamped(string timestamp) =>
            (this with { Timestamps = [timestamp] }).SignedWith(Workspace.Secret);

        public Request SignedWith(string secret) =>
            this with
            {
                Signatures = [SlackSignature.Of(secret, Timestamps[0], Body)],
            };
    }
}
