using System.Buffers;
using System.Text;
using CreditBot.Channels.Teams.Security;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Reads a request's body as an activity, within limits that the SDK doesn't set.</summary>
internal static class ActivityReader
{
    // Teams' own limit is 28 KB for a message; a form with long texts stays far below this.
    private const int MostBytes = 256 * 1024;
    private const int Deepest = 64;
    private const int LongestId = 512;

    /// <summary>The activity; null when it is none that could be taken and answered.</summary>
    public static async Task<Activity?> ReadAsync(HttpRequest request, CancellationToken stop) =>
        request.HasJsonContentType()
        && await BodyAsync(request, stop) is { } body
        && Parse(body) is { Type.Length: > 0 } activity
        && ServiceHosts.IsUsable(activity.ServiceUrl)
        && IsId(activity.Conversation?.Id)
            ? activity
            : null;

    private static async Task<string?> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        // Lent: a new one of this size for each message would keep the collector busy with its old generation.
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(
                buffer.AsMemory(0, MostBytes + 1),
                MostBytes + 1,
                throwOnEndOfStream: false,
                stop
            );
            return length > MostBytes ? null : Encoding.UTF8.GetString(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Activity? Parse(string body)
    {
        // Texts that look like dates stay as they were written.
        using var reader = new JsonTextReader(new StringReader(body))
        {
            MaxDepth = Deepest,
            DateParseHandling = DateParseHandling.None,
        };
        try
        {
            return HttpHelper.BotMessageSerializer.Deserialize<Activity>(reader);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or ArgumentException
                        or FormatException
                        or OverflowException
                        or InvalidCastException
            )
        {
            return null;
        }
    }

    // An id becomes a segment of the connector's path: dots alone would climb out of it.
    private static bool IsId(string? id) =>
        id is { Length: > 0 and <= LongestId } && id.Trim('.').Length > 0;
}
