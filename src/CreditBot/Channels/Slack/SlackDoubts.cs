using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Channels.Slack.Web;
using NodaTime;

namespace CreditBot.Channels.Slack;

/// <summary>Looks before a message is said again whose first saying ended in silence: Slack may have taken it (protocols/slack.md §6).</summary>
/// <remarks>
/// Each message carries a mark of what it says; of one in doubt the channel's latest messages are asked for. Doubts are kept in memory: after a
/// restart such a message may come twice, as design.md §6 allows.
/// </remarks>
internal sealed class SlackDoubts(SlackApi api, IClock clock)
{
    private const string Kind = "creditbot_message";
    private const int MostDoubts = 1_000;
    private const int Latest = 30;

    /// <summary>Slack's clock and ours may differ by so much.</summary>
    private static readonly Duration Skew = Duration.FromSeconds(5);

    private readonly ConcurrentDictionary<
        (AgencyId Agency, string? Team, string Channel, string Mark),
        Instant
    > _since = new();

    /// <summary>The same for every try to say a message. A card's words are made anew for each, so its key stands for it.</summary>
    public static string MarkOf(Message message, JsonObject body) =>
        message.CardKey
        ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString())))[
            ..32
        ];

    public static JsonObject Metadata(string mark) =>
        new()
        {
            ["event_type"] = Kind,
            ["event_payload"] = new JsonObject { ["mark"] = mark },
        };

    /// <summary>Says it, and remembers when that came to no answer.</summary>
    public async Task<SlackAnswer> CallAsync(
        AgencyId agency,
        string? team,
        string channel,
        string mark,
        JsonObject body,
        CancellationToken stop
    )
    {
        var before = clock.GetCurrentInstant();
        var answer = await api.CallAsync(agency, team, "chat.postMessage", body, stop);
        if (answer is SlackAnswer.Later { IsDoubtful: true } && _since.Count < MostDoubts)
        {
            _since.TryAdd((agency, team, channel, mark), before - Skew);
        }

        return answer;
    }

    /// <summary>What became of a message in doubt: done, or not to be known yet; null when it was not said, or never in doubt.</summary>
    public async Task<SlackAnswer?> FindAsync(
        AgencyId agency,
        string? team,
        string channel,
        string mark,
        CancellationToken stop
    )
    {
        // Only direct messages can be read, and those by their own id.
        if (channel[0] != 'D' || !_since.TryGetValue((agency, team, channel, mark), out var since))
        {
            return null;
        }

        var answer = await api.CallAsync(
            agency,
            team,
            "conversations.history",
            new JsonObject
            {
                ["channel"] = channel,
                ["oldest"] = since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ["limit"] = Latest,
                ["include_all_metadata"] = true,
            },
            stop
        );
        if (answer is SlackAnswer.Later)
        {
            return answer;
        }

        _since.TryRemove((agency, team, channel, mark), out _);
        return
            answer is SlackAnswer.Done { Body: var body }
            && body.List("messages")
                .Where(message =>
                    message.Text("metadata", "event_type") == Kind
                    && message.Text("metadata", "event_payload", "mark") == mark
                )
                .Select(message => message.Text("ts"))
                .FirstOrDefault()
                is { } ts
            ? new SlackAnswer.Done(
                System.Text.Json.JsonSerializer.SerializeToElement(new { channel, ts })
            )
            : null;
    }
}
