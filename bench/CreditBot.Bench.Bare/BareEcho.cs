using System.Net.Http.Json;

namespace CreditBot.Bench.Bare;

/// <summary>An activity, as far as a bare echo looks at it.</summary>
internal sealed record BareActivity(
    string Type,
    string Id,
    Uri ServiceUrl,
    string ChannelId,
    BareAccount From,
    BareAccount Recipient,
    BareAccount Conversation,
    string? Text,
    string? ReplyToId = null
);

internal sealed record BareAccount(string Id, string? Name = null);

/// <summary>Answers a message with its text at the connector that it names, and does nothing else.</summary>
internal sealed class BareEcho : IDisposable
{
    private readonly HttpClient _connector = new();

    public async Task<IResult> TakeAsync(BareActivity said)
    {
        var reply = new BareActivity(
            "message",
            "",
            said.ServiceUrl,
            said.ChannelId,
            said.Recipient,
            said.From,
            said.Conversation,
            $"Echo: {said.Text}",
            said.Id
        );
        var path =
            $"{said.ServiceUrl.AbsoluteUri.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(said.Conversation.Id)}/activities/{Uri.EscapeDataString(said.Id)}";
        using var answer = await _connector.PostAsJsonAsync(new Uri(path), reply);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Results.Ok();
    }

    public void Dispose() => _connector.Dispose();
}
