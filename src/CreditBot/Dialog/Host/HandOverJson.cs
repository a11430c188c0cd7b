using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Dialog;

/// <summary>The stored form of hand-overs: the names of their members.</summary>
internal static class HandOverJson
{
    private static readonly JsonSerializerOptions Options = Make();

    /// <param name="version">The version read before; 0 for a new one.</param>
    public static DocumentWrite Write(HandOver talk, long version) =>
        new(DocumentKinds.HandOver, talk.Key, JsonSerializer.Serialize(talk, Options), version);

    /// <summary>The hand-over, or null when it is of a form that is read no more.</summary>
    public static HandOver? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<HandOver>(json, Options);
        }
        catch (Exception e) when (StoredJson.IsUnreadable(e))
        {
            return null;
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
        };
        options.Converters.Add(StoredValues.Converter);

        return options;
    }
}
