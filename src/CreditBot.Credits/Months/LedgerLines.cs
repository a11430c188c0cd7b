using System.IO.Compression;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Months;

/// <summary>The ledger lines of a month, packed: a large agency has a million of them, and a book that is kept has to fit a document.</summary>
/// <remarks>They are read one at a time, in the order in which they were packed.</remarks>
public sealed class LedgerLines
{
    public static readonly LedgerLines None = new(0, []);

    private readonly byte[] _packed;

    private LedgerLines(int count, byte[] packed) => (Count, _packed) = (count, packed);

    public int Count { get; }

    /// <summary>The stored form: four bytes of count, then the lines compressed.</summary>
    public byte[] Packed => [.. BitConverter.GetBytes(Count), .. _packed];

    /// <exception cref="InvalidDataException">It is no packed form.</exception>
    public static LedgerLines Unpack(byte[] packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        return packed.Length < sizeof(int)
            ? throw new InvalidDataException("The ledger of a book is cut off.")
            : new LedgerLines(BitConverter.ToInt32(packed), packed[sizeof(int)..]);
    }

    public static LedgerLines Pack(IEnumerable<LedgerLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        using var packer = new Packer();
        packer.Add(lines);
        return packer.Finish();
    }

    /// <summary>All lines, unpacked as they are asked for.</summary>
    public IEnumerable<LedgerLine> Read()
    {
        if (Count == 0)
        {
            yield break;
        }

        using var packed = new MemoryStream(_packed, writable: false);
        using var plain = new BrotliStream(packed, CompressionMode.Decompress);
        using var reader = new BinaryReader(new BufferedStream(plain, 1 << 16));
        ClientId? client = null;
        for (var i = 0; i < Count; i++)
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

    /// <summary>Packs lines as they come.</summary>
    public sealed class Packer : IDisposable
    {
        private readonly MemoryStream _packed = new();
        private readonly BinaryWriter _writer;
        private ClientId? _client;
        private int _count;

        public Packer() =>
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
            _writer.Write7BitEncodedInt64(
                (line.At - NodaConstants.UnixEpoch).BclCompatibleTicks / 10
            );
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

        /// <summary>All that was added; nothing can be added any more.</summary>
        public LedgerLines Finish()
        {
            _writer.Dispose();
            return _count == 0 ? None : new LedgerLines(_count, _packed.ToArray());
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
}
