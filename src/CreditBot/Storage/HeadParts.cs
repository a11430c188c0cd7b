using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Storage;

/// <summary>Parts of a state that are written once, and whose bytes are taken from then on: of a long-lived client a commit changes one period and a lot or two, and every commit writes them all.</summary>
/// <remarks>
/// Parts are immutable, so one that is the same object has the same bytes. They are kept for as long as the part itself, and
/// only of clients that something was written of.
/// </remarks>
internal static class HeadParts
{
    public static readonly IReadOnlyList<JsonConverter> Converters =
    [
        new PartList<Ledger.Period>(),
        new PartList<Lot>(),
        new Part<ImmutableSortedDictionary<long, CreditRequest>>(),
        new Part<ImmutableSortedSet<long>>(),
        // Charges are few: most commits leave the whole list as it is.
        new Part<ImmutableList<BilledLine>>(),
        new Part<ClientTerms>(),
        new Part<AgencyTerms>(),
    ];

    private sealed class WrittenOnce<T>
        where T : class
    {
        private readonly ConditionalWeakTable<T, byte[]> _written = [];

        public byte[] BytesOf(T part)
        {
            if (!_written.TryGetValue(part, out var bytes))
            {
                bytes = JsonSerializer.SerializeToUtf8Bytes(part, StoredJson.Options);
                _written.AddOrUpdate(part, bytes);
            }

            return bytes;
        }
    }

    private sealed class Part<T> : JsonConverter<T>
        where T : class
    {
        private readonly WrittenOnce<T> _written = new();

        public override T? Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => JsonSerializer.Deserialize<T>(ref reader, StoredJson.Options);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteRawValue(_written.BytesOf(value), skipInputValidation: true);
    }

    /// <summary>A list that changes at few places: its items are kept, not the list.</summary>
    private sealed class PartList<T> : JsonConverter<ImmutableList<T>>
        where T : class
    {
        private readonly WrittenOnce<T> _written = new();

        public override ImmutableList<T>? Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => JsonSerializer.Deserialize<ImmutableList<T>>(ref reader, StoredJson.Options);

        public override void Write(
            Utf8JsonWriter writer,
            ImmutableList<T> value,
            JsonSerializerOptions options
        )
        {
            // At once: one by one the writer would spend more on each item than the copying does.
            var items = new List<byte[]>(value.Count);
            foreach (var item in value)
            {
                items.Add(_written.BytesOf(item));
            }

            var length = items.Sum(item => item.Length) + items.Count + 2;
            var rented = ArrayPool<byte>.Shared.Rent(length);
            rented[0] = (byte)'[';
            var at = 1;
            foreach (var item in items)
            {
                item.CopyTo(rented, at);
                at += item.Length;
                rented[at++] = (byte)',';
            }

            // The bracket takes the place of the last comma, if there is one.
            at = items.Count == 0 ? 2 : at;
            rented[at - 1] = (byte)']';
            writer.WriteRawValue(rented.AsSpan(0, at), skipInputValidation: true);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
