using System.Runtime.CompilerServices;
using CreditBot.Ports;

namespace CreditBot.Storage.Checks;

/// <summary>Goes over a stream's entries whatever state they are in: reports what is wrong and goes on behind it.</summary>
internal sealed class ChainWalk<T>(
    TableStore store,
    EntryCodec<T> codec,
    StreamName stream,
    Findings findings
)
    where T : class
{
    /// <summary>Numbers, hashes and entries up to a version; the entry is null where it can't be read or is missing.</summary>
    /// <param name="headHash">What the head says of the last one.</param>
    public async IAsyncEnumerable<(long Seq, string Hash, T? Entry)> ReadAsync(
        long version,
        string headHash,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        string? before = stream.StartHash;
        for (var seq = 1L; seq <= version; )
        {
            var first = seq;
            var last = Math.Min(version, seq + TableStore.PageRows - 1);
            var page = (
                await store.ReadAsync(tables => RawEntries.Read(tables, stream, first, last), stop)
            ).ToDictionary(raw => raw.Seq);
            for (; seq <= last; seq++)
            {
                findings.Entries++;
                if (!page.TryGetValue(seq, out var raw))
                {
                    findings.Add(stream, seq, $"{stream.Entry(seq)} is missing.");
                    before = null;
                    yield return (seq, "", null);
                    continue;
                }

                var entry = Read(raw, before);
                before = Chain.HashOf(raw.Bytes);
                yield return (seq, before, entry);
            }
        }

        if (before is not null && before != headHash)
        {
            findings.Add(
                stream,
                version,
                $"{stream.Entry(version)} is not the one that the stream's head knows: it was changed."
            );
        }
    }

    private T? Read(RawEntry raw, string? before)
    {
        if (before is not null)
        {
            try
            {
                return codec.Decode(raw.Bytes, raw.Texts, raw.Seq, before, stream.Entry(raw.Seq));
            }
            catch (LedgerDamagedException exception)
            {
                findings.Add(stream, raw.Seq, exception.Message);
            }
        }

        return codec.TryRead(raw.Bytes, raw.Texts, raw.Seq);
    }
}
