using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBot.RealClients.Product;

/// <summary>One use of credits, as an editor reports it.</summary>
internal sealed record UsageEvent(string Client, string Id, decimal Credits)
{
    public static MediaTypeHeaderValue BatchType { get; } =
        new("application/cloudevents-batch+json");

    private object Wire =>
        new
        {
            specversion = "1.0",
            type = "creditbot.usage",
            source = "/editor",
            id = Id,
            subject = Client,
            datacontenttype = "application/json",
            data = new { credits = Credits, action = "edit" },
        };

    /// <summary>Posts them as one batch.</summary>
    /// <returns>The results, in their order.</returns>
    /// <exception cref="HttpRequestException">No answer came, or not a good one.</exception>
    public static async Task<IReadOnlyList<JsonNode>> PostAsync(
        HttpClient api,
        IReadOnlyList<UsageEvent> events,
        CancellationToken stop
    )
    {
        using var body = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(events.Select(e => e.Wire))
        );
        body.Headers.ContentType = BatchType;
        using var answer = await api.PostAsync(Calls.At("usage"), body, stop);
        answer.EnsureSuccessStatusCode();
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!;
        return [.. told["results"]!.AsArray().Select(result => result!)];
    }
}
