using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CreditBot.Amounts;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Channels.Web;

/// <summary>Chat lines as JSON. The names of parts and properties are the stored form.</summary>
internal static class ChatLineCodec
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameParts } },
    };

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
            Options
        );

    /// <exception cref="LedgerDamagedException">The document is no chat line.</exception>
    public static ChatLine Read(long number, Document document)
    {
        var stored =
            JsonSerializer.Deserialize<Stored>(document.Json, Options)
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

    private static void NameParts(JsonTypeInfo type)
    {
        if (type.Type != typeof(MessagePart))
        {
            return;
        }

        type.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = "part",
            DerivedTypes =
            {
                new JsonDerivedType(typeof(MessagePart.Heading), "heading"),
                new JsonDerivedType(typeof(MessagePart.Paragraph), "paragraph"),
                new JsonDerivedType(typeof(MessagePart.Facts), "facts"),
                new JsonDerivedType(typeof(MessagePart.Progress), "progress"),
                new JsonDerivedType(typeof(MessagePart.Chart), "chart"),
                new JsonDerivedType(typeof(MessagePart.Input), "input"),
            },
        };
    }

    /// <param name="At">Microseconds since 1970.</param>
    private sealed record Stored(long At, string? Words, bool IsPress, Message? Message);
}
