using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditBot.Channels.Teams.Cards;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [
        typeof(CamelCaseEnum<Spacing>),
        typeof(CamelCaseEnum<TextBlockStyle>),
        typeof(CamelCaseEnum<TextWeight>),
        typeof(CamelCaseEnum<TextSize>),
        typeof(CamelCaseEnum<ContainerStyle>),
        typeof(CamelCaseEnum<TextColor>),
        typeof(CamelCaseEnum<FontType>),
        typeof(CamelCaseEnum<ChoiceInputStyle>),
        typeof(CamelCaseEnum<ButtonStyle>),
        typeof(CamelCaseEnum<AssociatedInputs>),
    ]
)]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class CardJson : JsonSerializerContext
{
    public static string Write(AdaptiveCard card) =>
        JsonSerializer.Serialize(card, Relaxed.Context.AdaptiveCard);

    // Apart, so that it is made after the generated default that it copies.
    private static class Relaxed
    {
        // A card is sent as JSON in JSON and never put into a page, so that <, > and letters beyond ASCII stay as they are:
        // escaped they would take up to six times the room of a size that Teams limits.
        public static readonly CardJson Context = new(
            new JsonSerializerOptions(s_defaultOptions)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
    }
}

internal sealed class CamelCaseEnum<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
