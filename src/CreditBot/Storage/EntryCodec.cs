using System.Collections.Immutable;
using System.Text.Json;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>An entry in its stored form.</summary>
/// <param name="Bytes">UTF-8 JSON, kept verbatim; it holds the hash of the entry before and a code for each text.</param>
/// <param name="Hash">Over the bytes.</param>
/// <param name="Texts">By name; what may be erased without touching the bytes.</param>
internal sealed record StoredBytes(
    long Seq,
    byte[] Bytes,
    string Hash,
    ImmutableSortedDictionary<string, KeptText> Texts
);

/// <summary>Entries to stored bytes and back, the same for every store (design.md §3.1).</summary>
/// <remarks>
/// Credits are whole thousandths, instants whole microseconds since 1970, money is a text with its currency, zones are
/// tzdb ids, dates ISO 8601.
/// </remarks>
internal sealed class EntryCodec<T>
    where T : class
{
    private readonly Func<T, long> _seqOf;
    private readonly Func<T, ImmutableDictionary<string, string>> _textsOf;
    private readonly Func<T, T> _withoutTexts;
    private readonly Func<T, ImmutableDictionary<string, string>, T> _withTexts;

    internal EntryCodec(
        Func<T, long> seqOf,
        Func<T, ImmutableDictionary<string, string>> textsOf,
        Func<T, T> withoutTexts,
        Func<T, ImmutableDictionary<string, string>, T> withTexts
    )
    {
        _seqOf = seqOf;
        _textsOf = textsOf;
        _withoutTexts = withoutTexts;
        _withTexts = withTexts;
    }

    /// <summary>The stored form of an entry that follows the one with the hash <paramref name="before"/>.</summary>
    public StoredBytes Encode(T entry, string before)
    {
        var texts = _textsOf(entry)
            .ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => KeptText.Lock(pair.Value),
                StringComparer.Ordinal
            );
        var fact = JsonSerializer.SerializeToUtf8Bytes(_withoutTexts(entry), StoredJson.Options);
        var bytes = Envelope.Write(fact, texts, before);
        return new StoredBytes(_seqOf(entry), bytes, Chain.HashOf(bytes), texts);
    }

    /// <summary>The entry, checked to be number <paramref name="seq"/> after the one with the hash <paramref name="before"/>.</summary>
    /// <param name="where">For the message: "entry 7 of bella-bakery".</param>
    /// <exception cref="LedgerDamagedException">The bytes or the texts are not what was written.</exception>
    public T Decode(
        ReadOnlyMemory<byte> bytes,
        IReadOnlyDictionary<string, KeptText> texts,
        long seq,
        string before,
        string where
    )
    {
        try
        {
            Envelope.Check(bytes, texts, before);
            return Read(bytes.Span, texts, seq);
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            throw new LedgerDamagedException(
                $"{where} is not what was written: {exception.Message}",
                exception
            );
        }
    }

    /// <summary>The entry, whatever stands before it and whoever's texts are beside it; null when it can't be read at all.</summary>
    public T? TryRead(
        ReadOnlyMemory<byte> bytes,
        IReadOnlyDictionary<string, KeptText> texts,
        long seq
    )
    {
        try
        {
            return Read(bytes.Span, texts, seq);
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            return null;
        }
    }

    private T Read(
        ReadOnlySpan<byte> envelope,
        IReadOnlyDictionary<string, KeptText> texts,
        long seq
    )
    {
        var entry =
            JsonSerializer.Deserialize<T>(envelope, StoredJson.Options)
            ?? throw new JsonException("It is empty.");
        return _seqOf(entry) == seq
            ? _withTexts(
                entry,
                texts.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Text)
            )
            : throw new FormatException($"It calls itself number {_seqOf(entry)}.");
    }
}

/// <summary>The two kinds of streams.</summary>
internal static class EntryCodec
{
    public static readonly EntryCodec<ClientEntry> Client = new(
        entry => entry.Seq,
        entry => entry.Texts,
        entry =>
            entry.Texts.IsEmpty
                ? entry
                : entry with
                {
                    Texts = ImmutableDictionary<string, string>.Empty,
                },
        (entry, texts) => texts.IsEmpty ? entry : entry with { Texts = texts }
    );

    public static readonly EntryCodec<AgencyEntry> Agency = new(
        entry => entry.Seq,
        RecipientTexts.Of,
        RecipientTexts.Without,
        RecipientTexts.Put
    );
}
