using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CreditBot.Channels;

/// <summary>Messages as JSON, for what has to be kept: lines of web chats, replies that wait. The names of parts and properties are the stored form.</summary>
internal static class MessageJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameParts } },
        };

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
}
