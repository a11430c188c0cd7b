using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Channels.Web;

/// <summary>Chat lines as JSON. The names of properties are the stored form.</summary>
internal static class ChatLineCodec
{
    public static string Write(ChatLine line) =>
        JsonSerializer.Serialize(
            line switch
            {
                ChatLine.Said said => new Stored(Micros(said.At), said.Words, said.IsPress, null),
                ChatLine.Answered answered => new Stored(
                    Micros(answered.At),
                    null,
                    false,
                    answered.Message
                ),
                _ => throw new System.Diagnostics.UnreachableException(),
            },
            MessageJson.Options
        );

    /// <exception cref="LedgerDamagedException">The document is no chat line.</exception>
    public static ChatLine Read(long number, Document document)
    {
        var stored =
            JsonSerializer.Deserialize<Stored>(document.Json, MessageJson.Options)
            ?? throw new LedgerDamagedException($"Chat line {number} is empty.");
        var at = Instants.FromUnixTimeMicroseconds(stored.At);
        return stored switch
        {
            { Message: { } message } => new ChatLine.Answered(
                number,
                document.Version,
                at,
                message
            ),
            { Words: { } words } => new ChatLine.Said(
                number,
                document.Version,
                at,
                words,
                stored.IsPress
            ),
            _ => throw new LedgerDamagedException($"Chat line {number} says nothing."),
        };
    }

    private static long Micros(Instant at) =>
        Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(at));

    /// <param name="At">Microseconds since 1970.</param>
    private sealed record Stored(long At, string? Words, bool IsPress, Message? Message);
}
