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
        long? loose = null;
        var reading = PageAsync(1, version, stop);
        for (var seq = 1L; seq <= version; )
        {
            var last = Math.Min(version, seq + TableStore.PageRows - 1);
            var page = await reading;
            reading = PageAsync(last + 1, version, stop);
            for (; seq <= last; seq++)
            {
                findings.Entries++;
                if (!page.TryGetValue(seq, out var raw))
                {
                    findings.Add(stream, seq, $"{stream.Entry(seq)} is missing.");
                    Blame(loose, isVouchedFor: false);
                    (before, loose) = (null, null);
                    yield return (seq, "", null);
                    continue;
                }

                var entry = Read(raw, before, out var follows);
                Blame(loose, isVouchedFor: follows);
                loose = follows ? null : seq;
                before = Chain.HashOf(raw.Bytes);
                yield return (seq, before, entry);
            }
        }

        Blame(loose, isVouchedFor: before == headHash);
        if (before is not null && before != headHash)
        {
            findings.Add(
                stream,
                version,
                $"{stream.Entry(version)} is not the one that the stream's head knows: it was changed."
            );
        }
    }

    // On another thread, so that the next page is read while one is checked.
    private Task<Dictionary<long, RawEntry>> PageAsync(
        long first,
        long version,
        CancellationToken stop
    )
    {
        var last = Math.Min(version, first + TableStore.PageRows - 1);
        return Task.Run(
            async () =>
                (
                    await store.ReadAsync(
                        tables => RawEntries.Read(tables, stream, first, last),
                        stop
                    )
                ).ToDictionary(raw => raw.Seq),
            stop
        );
    }

    /// <summary>An entry doesn't follow the one before it. If what comes after it knows it, it is the one before that was changed.</summary>
    private void Blame(long? loose, bool isVouchedFor)
    {
        if (loose is not { } seq)
        {
            return;
        }

        if (isVouchedFor && seq > 1)
        {
            findings.Add(
                stream,
                seq - 1,
                $"{stream.Entry(seq - 1)} is not the one that entry {seq} knows: it was changed."
            );
        }
        else
        {
            findings.Add(
                stream,
                seq,
                $"{stream.Entry(seq)} is not what was written: it does not follow the entry before it."
            );
        }
    }

    /// <param name="follows">Whether it names the one before; also when nobody knows what that was.</param>
    private T? Read(RawEntry raw, string? before, out bool follows)
    {
        var named = Envelope.BeforeOf(raw.Bytes);
        follows = before is null || named is null || named == before;
        try
        {
            // With the hash that it names itself the rest of it can be checked, too.
            return codec.Decode(raw.Bytes, raw.Texts, raw.Seq, named ?? "", stream.Entry(raw.Seq));
        }
        catch (LedgerDamagedException exception)
        {
            findings.Add(stream, raw.Seq, exception.Message);
            return codec.TryRead(raw.Bytes, raw.Texts, raw.Seq);
        }
    }
}
