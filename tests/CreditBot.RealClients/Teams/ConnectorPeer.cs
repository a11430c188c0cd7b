using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Teams;

/// <summary>A chat channel made of botbuilder's own connector service and client (npm/connector-peer.js), with any number of people in it.</summary>
internal sealed class ConnectorPeer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<BotAnswer>> _waiting = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<JsonObject>> _heard = new(
        StringComparer.Ordinal
    );
    private readonly SemaphoreSlim _oneWriter = new(1, 1);
    private readonly IReadOnlyList<Uri> _nodes;
    private readonly string _channel;
    private readonly ChildProcess _node;
    private int _posted;

    private ConnectorPeer(IReadOnlyList<Uri> nodes, string channel)
    {
        _nodes = nodes;
        _channel = channel;
        _node = NpmPeers.Start(
            "connector-peer.js",
            [FreePort.Next().ToString(CultureInfo.InvariantCulture)],
            heard: Hear
        );
    }

    /// <param name="bot">Its <c>/api/messages</c>.</param>
    /// <param name="channel">The activities' channelId.</param>
    public static Task<ConnectorPeer> StartAsync(Uri bot, string channel = "msteams") =>
        StartAsync([bot], channel);

    /// <param name="nodes">The <c>/api/messages</c> of each node of the bot; activities go to one after the other.</param>
    /// <param name="channel">The activities' channelId.</param>
    public static async Task<ConnectorPeer> StartAsync(
        IReadOnlyList<Uri> nodes,
        string channel = "msteams"
    )
    {
        var peer = new ConnectorPeer(nodes, channel);
        await peer._node.WaitForLineAsync(
            line => line.Contains("\"listening\"", StringComparison.Ordinal),
            "the connector to listen"
        );
        return peer;
    }

    /// <summary>Somebody with a personal chat of their own with the bot.</summary>
    public ConnectorPerson Person(string id, string name) => new(this, id, name);

    /// <summary>Posts an activity as it is, with what every activity has added where it is missing.</summary>
    public async Task<BotAnswer> PostAsync(JsonObject activity)
    {
        var number = Interlocked.Increment(ref _posted);
        var answer = new TaskCompletionSource<BotAnswer>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        _waiting[number] = answer;
        activity.TryAdd("id", $"posted-{number}");
        activity.TryAdd("channelId", _channel);
        activity.TryAdd(
            "timestamp",
            DateTimeOffset.UnixEpoch.ToString("O", CultureInfo.InvariantCulture)
        );
        var order = new JsonObject
        {
            ["n"] = number,
            ["to"] = _nodes[number % _nodes.Count].AbsoluteUri,
            ["activity"] = activity,
        };
        await _oneWriter.WaitAsync();
        try
        {
            await _node.Input.WriteLineAsync(order.ToJsonString());
            await _node.Input.FlushAsync();
        }
        finally
        {
            _oneWriter.Release();
        }

        return await answer.Task.WaitAsync(Eventually.Patience);
    }

    public ValueTask DisposeAsync()
    {
        _oneWriter.Dispose();
        return _node.DisposeAsync();
    }

    /// <summary>What the bot did in a conversation: <c>{did, conversation, id, replyTo?, activity?}</c>, in order.</summary>
    internal IReadOnlyList<JsonObject> Heard(string conversation) =>
        _heard.TryGetValue(conversation, out var heard) ? [.. heard] : [];

    private void Hear(string line)
    {
        if (JsonNode.Parse(line) is not JsonObject told)
        {
            return;
        }

        if (
            told["answered"] is { } number
            && _waiting.TryRemove(number.GetValue<int>(), out var answer)
        )
        {
            answer.SetResult(new(told["status"]!.GetValue<int>(), told["body"]?.DeepClone()));
        }
        else if (told["conversation"] is { } conversation)
        {
            _heard.GetOrAdd(conversation.GetValue<string>(), _ => new()).Enqueue(told);
        }
    }
}
