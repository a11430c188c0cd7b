using System.Text;
using System.Text.Json.Nodes;
using CreditBot.RealClients.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CreditBot.RealClients.Teams;

/// <summary>The least of a bot, to prove the clients on: says what was said, offers a card, and replaces it when its button is pressed.</summary>
internal sealed class EchoBot : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private LocalSite? _site;

    public Uri Messages => new(_site!.Url, "/api/messages");

    public static async Task<EchoBot> StartAsync()
    {
        var bot = new EchoBot();
        bot._site = await LocalSite.StartAsync(routes =>
            routes.MapPost("/api/messages", bot.TurnAsync)
        );
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        await _site!.DisposeAsync();
        _http.Dispose();
    }

    private static JsonObject Card(string text, params JsonNode[] actions)
    {
        var body = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text });
        if (actions.Length > 0)
        {
            body.Add(
                new JsonObject
                {
                    ["type"] = "Input.Text",
                    ["id"] = "note",
                    ["label"] = "Note",
                }
            );
        }

        return new()
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["body"] = body,
            ["actions"] = new JsonArray(actions),
        };
    }

    private static JsonObject Message(string text) =>
        new() { ["type"] = "message", ["text"] = text };

    private static JsonObject Message(JsonObject card) =>
        new()
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(
                new JsonObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.adaptive",
                    ["content"] = card,
                }
            ),
        };

    private async Task<IResult> TurnAsync(JsonObject turn)
    {
        switch (turn["type"]!.GetValue<string>(), turn["text"])
        {
            case ("message", { } said):
                await CallAsync(
                    HttpMethod.Post,
                    turn,
                    string.Empty,
                    Message($"You said **{said}**")
                );
                JsonObject approve = new()
                {
                    ["type"] = "Action.Execute",
                    ["title"] = "Approve",
                    ["verb"] = "approve",
                };
                JsonObject pick = new()
                {
                    ["type"] = "Action.Submit",
                    ["title"] = "Pick",
                    ["data"] = new JsonObject { ["pick"] = "it" },
                };
                await CallAsync(
                    HttpMethod.Post,
                    turn,
                    string.Empty,
                    Message(Card($"A card for {said}", approve, pick))
                );
                return Results.Ok();
            case ("message", null):
                await CallAsync(
                    HttpMethod.Post,
                    turn,
                    string.Empty,
                    Message($"Picked {turn["value"]!["pick"]} with {turn["value"]!["note"]}")
                );
                return Results.Ok();
            case ("invoke", _):
                var outcome = Card($"Approved with {turn["value"]!["action"]!["data"]!["note"]}");
                await CallAsync(
                    HttpMethod.Put,
                    turn,
                    $"/{turn["replyToId"]}",
                    Message((JsonObject)outcome.DeepClone())
                );
                return Results.Json(
                    new JsonObject
                    {
                        ["statusCode"] = 200,
                        ["type"] = "application/vnd.microsoft.card.adaptive",
                        ["value"] = outcome,
                    }
                );
            default:
                return Results.Ok();
        }
    }

    private async Task CallAsync(
        HttpMethod method,
        JsonObject turn,
        string place,
        JsonObject activity
    )
    {
        var conversation = Uri.EscapeDataString(turn["conversation"]!["id"]!.GetValue<string>());
        activity["from"] = turn["recipient"]!.DeepClone();
        activity["recipient"] = turn["from"]!.DeepClone();
        activity["conversation"] = turn["conversation"]!.DeepClone();
        using var request = new HttpRequestMessage(
            method,
            $"{turn["serviceUrl"]}/v3/conversations/{conversation}/activities{place}"
        );
        request.Content = new StringContent(
            activity.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
