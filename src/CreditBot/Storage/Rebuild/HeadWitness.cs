using System.Text.Json;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage.Rebuild;

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
