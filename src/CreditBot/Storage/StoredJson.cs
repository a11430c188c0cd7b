using System.Collections;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CreditBot.Amounts;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace CreditBot.Storage;

/// <summary>How facts become JSON: names from <see cref="StoredNames"/>, values from <see cref="StoredValues"/>.</summary>
internal static class StoredJson
{
    public static readonly JsonSerializerOptions Options = Make([]);

    /// <summary>The same bytes for heads, whose parts are mostly those of the head before.</summary>
    public static readonly JsonSerializerOptions OfHeads = Make(HeadParts.Converters);

    /// <summary>Whether reading failed because of what was read.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception
            is JsonException
                or FormatException
                or InvalidOperationException
                or NotSupportedException
                or ArgumentException
                or OverflowException
                or UnparsableValueException
                or DateTimeZoneNotFoundException
                or KeyNotFoundException
                // Of a member that somebody renamed nothing is read.
                or NullReferenceException;

    private static JsonSerializerOptions Make(IReadOnlyList<JsonConverter> parts)
    {
        var options = new JsonSerializerOptions
        {
            // What is stored is read by us and by people with a database viewer, never by a browser.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Name } },
        };
        options.Converters.Add(StoredValues.Converter);
        foreach (var converter in parts)
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }

    private static void Name(JsonTypeInfo type)
    {
        // Rows of this room name their own members.
        if (
            type.Kind != JsonTypeInfoKind.Object
            || type.Type.Namespace!.StartsWith(
                typeof(StoredJson).Namespace!,
                StringComparison.Ordinal
            )
        )
        {
            return;
        }

        var names =
            StoredNames.Of(type.Type)
            ?? throw new InvalidOperationException(
                $"{type.Type} has no stored names: add it to Storage/StoredNames."
            );
        var order = names.Keys.ToList();
        var given = type
            .Type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.Name)
            .ToHashSet();
        foreach (var property in type.Properties.ToList())
        {
            var member = ((MemberInfo)property.AttributeProvider!).Name;
            if (names.TryGetValue(member, out var name) && name.Length > 0)
            {
                property.Name = name;
                property.Order = order.IndexOf(member);
                if (!property.IsRequired)
                {
                    var isGiven = given.Contains(member);
                    var isOptional = Nullable.GetUnderlyingType(property.PropertyType) is not null;
                    property.ShouldSerialize = (_, value) => !IsNothing(value, isGiven, isOptional);
                }
            }
            else if (name is not null || property.Set is null)
            {
                // Kept beside the bytes, or computed from the others.
                type.Properties.Remove(property);
            }
            else
            {
                throw new InvalidOperationException(
                    $"{type.Type}.{member} has no stored name: add it to Storage/StoredNames."
                );
            }
        }

        type.PolymorphismOptions = StoredKinds.FamilyOf(type.Type);
    }

    // What a reader gets anyway when the name is not there: null, or the value that the member starts with.
    private static bool IsNothing(object? value, bool isGiven, bool isOptional) =>
        value switch
        {
            null => true,
            false or Credits { IsZero: true } => !isOptional,
            Duration duration => !isOptional && duration == Duration.Zero,
            string => false,
            ICollection { Count: 0 } => !isGiven,
            _ => false,
        };
}
