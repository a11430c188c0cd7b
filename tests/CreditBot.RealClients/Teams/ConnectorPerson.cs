using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Teams;

/// <summary>A person in a personal chat with the bot, on a <see cref="ConnectorPeer"/>.</summary>
internal sealed class ConnectorPerson(ConnectorPeer channel, string id, string name)
{
    private const string Tenant = "11111111-1111-4111-8111-111111111111";

    private int _seen;

    public string Conversation => $"a:{id}";

    /// <summary>What the chat shows of the bot now: updated messages in their place, deleted ones gone, typing left out.</summary>
    public IReadOnlyList<BotMessage> Messages => Shown(channel.Heard(Conversation));

    /// <summary>Adds the bot to the chat, as Teams and the Playground tell it.</summary>
    public async Task InstallAsync()
    {
        var members = new JsonArray(Me(), Bot());
        await PostAsync(new() { ["type"] = "installationUpdate", ["action"] = "add" });
        await PostAsync(new() { ["type"] = "conversationUpdate", ["membersAdded"] = members });
    }

    public Task<BotAnswer> SayAsync(string text) =>
        PostAsync(new() { ["type"] = "message", ["text"] = text });

    /// <summary>Says it under an id of ours, so that it can be sent again as the same, as a channel does that got no answer.</summary>
    public Task<BotAnswer> SayAsync(string text, string activity) =>
        PostAsync(
            new()
            {
                ["type"] = "message",
                ["text"] = text,
                ["id"] = activity,
            }
        );

    /// <summary>Presses a button of a card, whatever its kind.</summary>
    /// <param name="inputs">What was filled in, by the inputs' ids.</param>
    public Task<BotAnswer> PressAsync(
        BotMessage message,
        string title,
        params (string Id, string Value)[] inputs
    )
    {
        var button = message.Button(title);
        var data = button["data"]?.DeepClone() as JsonObject ?? [];
        foreach (var (input, value) in inputs)
        {
            data[input] = value;
        }

        var kind = button["type"]!.GetValue<string>();
        var activity =
            kind == "Action.Execute"
                ? new JsonObject
                {
                    ["type"] = "invoke",
                    ["name"] = "adaptiveCard/action",
                    ["value"] = new JsonObject
                    {
                        ["trigger"] = "manual",
                        ["action"] = new JsonObject
                        {
                            ["type"] = kind,
                            ["title"] = title,
                            ["verb"] = button["verb"]?.DeepClone(),
                            ["data"] = data,
                        },
                    },
                }
                : new JsonObject { ["type"] = "message", ["value"] = data };
        activity["replyToId"] = message.Id;
        return PostAsync(activity);
    }

    /// <summary>Waits for the next message or update, after those already waited for, in which these words can be read.</summary>
    public async Task<BotMessage> HearAsync(string words, TimeSpan? patience = null)
    {
        var (message, upTo) = await Eventually.SeeAsync(
            () => Next(words),
            $"the bot to tell {name}: {words}",
            patience,
            () => string.Join("\n---\n", Messages.Select(shown => shown.Text))
        );
        _seen = upTo;
        return message;
    }

    private static JsonObject Bot() => new() { ["id"] = "28:creditbot", ["name"] = "CreditBot" };

    private static List<BotMessage> Shown(IEnumerable<JsonObject> heard)
    {
        var shown = new List<BotMessage>();
        foreach (var happening in heard)
        {
            var message = happening["activity"] is JsonObject activity
                ? new BotMessage(Id(happening), activity)
                : null;
            var place = shown.FindIndex(known => known.Id == Id(happening));
            if (place >= 0 && message is null)
            {
                shown.RemoveAt(place);
            }
            else if (place >= 0)
            {
                shown[place] = message!;
            }
            else if (message is { Type: not "typing" })
            {
                shown.Add(message);
            }
        }

        return shown;
    }

    private static string Id(JsonObject happening) => happening["id"]!.GetValue<string>();

    private Tuple<BotMessage, int>? Next(string words) =>
        channel
            .Heard(Conversation)
            .Index()
            .Skip(_seen)
            .Where(happening => happening.Item["activity"] is JsonObject)
            .Select(happening =>
                Tuple.Create(
                    new BotMessage(Id(happening.Item), (JsonObject)happening.Item["activity"]!),
                    happening.Index + 1
                )
            )
            .FirstOrDefault(happening =>
                happening.Item1.Text.Contains(words, StringComparison.Ordinal)
            );

    private JsonObject Me() =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["aadObjectId"] = $"aad-{id}",
        };

    private Task<BotAnswer> PostAsync(JsonObject activity)
    {
        activity["from"] = Me();
        activity["recipient"] = Bot();
        activity["conversation"] = new JsonObject
        {
            ["id"] = Conversation,
            ["conversationType"] = "personal",
            ["tenantId"] = Tenant,
        };
        activity["channelData"] = new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = Tenant },
        };
        activity["locale"] = "en-US";
        activity["entities"] = JsonSerializer.SerializeToNode(
            new[] { new { type = "clientInfo", timezone = "Europe/Berlin" } }
        );
        return channel.PostAsync(activity);
    }
}
