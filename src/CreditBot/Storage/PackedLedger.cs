using System.IO.Compression;
using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Packs the ledger lines of a month as they come, so that a book with a million of them fits a document and memory.</summary>
internal sealed class PackedLedger : IDisposable
{
    private readonly MemoryStream _packed = new();
    private readonly BinaryWriter _writer;
    private ClientId? _client;
    private int _count;

    public PackedLedger() =>
        _writer = new BinaryWriter(
            new BufferedStream(
                new BrotliStream(_packed, CompressionLevel.Optimal, leaveOpen: true),
                1 << 16
            )
        );

    public void Add(LedgerLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _writer.Write(_client == line.Client ? "" : line.Client.Value);
        _client = line.Client;
        _count++;
        _writer.Write7BitEncodedInt64(line.Seq);
        _writer.Write7BitEncodedInt64((line.At - NodaConstants.UnixEpoch).BclCompatibleTicks / 10);
        _writer.Write((byte)line.Kind);
        _writer.Write7BitEncodedInt((line.Month.Year * 12) + line.Month.Month - 1);
        Amount(line.Used);
        Amount(line.Overage);
        Amount(line.CostPerCredit);
        Amount(line.Granted);
        Amount(line.Returned);
        Amount(line.Burned);
        Amount(line.Expired);
        Amount(line.Voided);
        Amount(line.Fee);
        Amount(line.OneTime);
        Amount(line.OverageBilled);
    }

    public void Add(IEnumerable<LedgerLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        foreach (var line in lines)
        {
            Add(line);
        }
    }

    /// <summary>The stored form of all that was added, after which nothing can be: four bytes of count, then the lines compressed.</summary>
    public byte[] Finish()
    {
        _writer.Dispose();
        return [.. BitConverter.GetBytes(_count), .. _packed.ToArray()];
    }

    public static byte[] Pack(LedgerLines lines)
    {
        using var packer = new PackedLedger();
        packer.Add(lines.Read());
        return packer.Finish();
    }

    /// <exception cref="LedgerDamagedException">It is no packed form.</exception>
    public static LedgerLines Unpack(byte[] packed) =>
        packed.Length < sizeof(int)
            ? throw new LedgerDamagedException("The ledger lines of a month book are cut off.")
            : new LedgerLines(BitConverter.ToInt32(packed), () => Read(packed));

    private static IEnumerable<LedgerLine> Read(byte[] packed)
    {
        var count = BitConverter.ToInt32(packed);
        using var compressed = new MemoryStream(packed, sizeof(int), packed.Length - sizeof(int));
        using var plain = new BrotliStream(compressed, CompressionMode.Decompress);
        using var reader = new BinaryReader(new BufferedStream(plain, 1 << 16));
        ClientId? client = null;
        for (var i = 0; i < count; i++)
        {
            var id = reader.ReadString();
            client = id.Length == 0 ? client!.Value : ClientId.Parse(id);
            yield return Read(reader, client.Value);
        }
    }

    private static LedgerLine Read(BinaryReader reader, ClientId client)
    {
        var seq = reader.Read7BitEncodedInt64();
        var at = NodaConstants.UnixEpoch.PlusTicks(reader.Read7BitEncodedInt64() * 10);
        var kind = (LedgerKind)reader.ReadByte();
        var months = reader.Read7BitEncodedInt();
        return new LedgerLine(client, seq, at, kind, new YearMonth(months / 12, (months % 12) + 1))
        {
            Used = Amount(),
            Overage = Amount(),
            CostPerCredit = Amount(),
            Granted = Amount(),
            Returned = Amount(),
            Burned = Amount(),
            Expired = Amount(),
            Voided = Amount(),
            Fee = Amount(),
            OneTime = Amount(),
            OverageBilled = Amount(),
        };

        decimal Amount() => reader.ReadBoolean() ? reader.ReadDecimal() : 0m;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _packed.Dispose();
    }

    private void Amount(decimal amount)
    {
        _writer.Write(amount != 0);
        if (amount != 0)
        {
            _writer.Write(amount);
        }
    }
}
