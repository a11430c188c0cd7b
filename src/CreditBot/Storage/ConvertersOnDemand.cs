using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditBot.Storage;

/// <summary>Converters for single types, each made when the first value of its type is met: a start meets few, and making all is a good part of it.</summary>
/// <param name="makers">By exact type.</param>
internal sealed class ConvertersOnDemand(IReadOnlyDictionary<Type, Func<JsonConverter>> makers)
    : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => makers.ContainsKey(typeToConvert);

    public override JsonConverter CreateConverter(
        Type typeToConvert,
        JsonSerializerOptions options
    ) => makers[typeToConvert]();
}
