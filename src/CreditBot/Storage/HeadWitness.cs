using System.Text.Json;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>What a head that can still be read knows of its stream: its last entry, which must not be missing.</summary>
internal sealed record HeadWitness(long Version, string Hash)
{
    /// <summary>Null when the head is damaged: then it knows nothing.</summary>
    public static HeadWitness? Of(byte[] head, StreamName stream)
    {
        try
        {
            HeadCodec.Decode<ClientState>(head, stream, out Instant? _);
            using var json = JsonDocument.Parse(head);
            return new HeadWitness(
                json.RootElement.GetProperty("state").GetProperty("version").GetInt64(),
                json.RootElement.GetProperty("hash").GetString()!
            );
        }
        catch (Exception unreadable)
            when (StoredJson.IsUnreadable(unreadable) || unreadable is LedgerDamagedException)
        {
            return null;
        }
    }

    /// <summary>A head of an older format may be replaced by what its entries come to only if they are the ones that it knows.</summary>
    /// <exception cref="LedgerDamagedException">They are fewer, more or others.</exception>
    public static void CheckAll(byte[] olderHead, StreamName stream, long version, string hash)
    {
        if (Of(olderHead, stream) is not { } known)
        {
            return;
        }

        known.Check(stream, version, hash);
        if (version > known.Version)
        {
            throw new LedgerDamagedException(
                $"{stream} has entries beyond its head, which is at {known.Version}."
            );
        }
    }

    /// <exception cref="LedgerDamagedException">The entries end before the one that the head knows, or it is another.</exception>
    public void Check(StreamName stream, long version, string hash)
    {
        if (version < Version)
        {
            throw new LedgerDamagedException(
                $"{stream.Entry(version + 1)} is missing: the stream's head knows {Version}."
            );
        }

        if (version == Version && hash != Hash)
        {
            throw new LedgerDamagedException(
                $"{stream.Entry(version)} is not the one that the stream's head knows: it was changed."
            );
        }
    }
}
