using System.Text.Json.Nodes;
using CreditBot.Manifest;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>Activities as Teams and the Playground send them.</summary>
internal static class Activities
{
    public const string Tenant = "00000000-0000-0000-0000-0000000000001";
    public const string ObjectId = "00000000-0000-0000-0000-0000000000020";
    public const string Conversation = "a:1kd;messageid=3@x|y";

    private static int s_last;

    public static JsonObject Of(string type, string serviceUrl) =>
        new()
        {
            ["type"] = type,
            ["id"] = $"activity-{Interlocked.Increment(ref s_last)}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = serviceUrl,
            ["timestamp"] = "2026-11-22T18:34:08.204Z",
            ["locale"] = "en-US",
            ["from"] = new JsonObject
            {
                ["id"] = "29:bella",
                ["name"] = "Bella Baker",
                ["aadObjectId"] = ObjectId,
            },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "CreditBot" },
            ["conversation"] = new JsonObject
            {
                ["id"] = Conversation,
                ["conversationType"] = "personal",
                ["tenantId"] = Tenant,
            },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
        };

    public static JsonObject Text(string text, string serviceUrl)
    {
        var activity = Of("message", serviceUrl);
        activity["text"] = text;
        return activity;
    }

    public static JsonObject Submit(JsonObject value, string serviceUrl, string? card = "card-1")
    {
        var activity = Of("message", serviceUrl);
        activity["value"] = value;
        activity["replyToId"] = card;
        return activity;
    }

    public static JsonObject Execute(
        string? verb,
        JsonObject? data,
        string serviceUrl,
        string? card = "card-1"
    )
    {
        var activity = Of("invoke", serviceUrl);
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = card;
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["verb"] = verb,
                ["data"] = data,
            },
        };
        return activity;
    }

    /// <summary>What the real Playground posted, recorded in the folder shared with the checkout; null where that isn't there.</summary>
    public static JsonObject? Recorded(string name, string serviceUrl)
    {
        if (
            ManifestFolder.Shared($"data/protocols/teams/activities/playground/{name}.json")
            is not { } file
        )
        {
            return null;
        }

        var activity = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        activity["serviceUrl"] = serviceUrl;
        return activity;
    }
}
