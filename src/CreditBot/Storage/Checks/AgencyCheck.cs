using System.Runtime.CompilerServices;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage.Checks;

/// <summary>Checks an agency's own stream: its chain, its head, each month closed once.</summary>
internal sealed class AgencyCheck(TableStore store, AgencyId agency, Findings findings)
{
    private readonly StreamName _stream = StreamName.Of(agency);

    /// <summary>Gives the entries on as they are checked.</summary>
    public async IAsyncEnumerable<AgencyEntry> RunAsync(
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        var head = await store.ReadAsync(HeadOf, stop);
        if (head is null)
        {
            yield break;
        }

        var walk = new ChainWalk<AgencyEntry>(store, EntryCodec.Agency, _stream, findings);
        AgencyState? state = null;
        var folds = true;
        var closed = new HashSet<NodaTime.YearMonth>();
        await foreach (var (seq, _, entry) in walk.ReadAsync(head.State.Version, head.Hash, stop))
        {
            if (entry is null)
            {
                folds = false;
                continue;
            }

            if (entry is AgencyEntry.MonthClosed month && !closed.Add(month.Month))
            {
                findings.Add(_stream, seq, $"{_stream.Entry(seq)} closes a month that was closed.");
            }

            folds = folds && Fold(ref state, entry);
            yield return entry;
        }

        if (
            folds
            && state is not null
            && !HeadCodec
                .Encode(HeadCodec.Of(state, head.Hash))
                .AsSpan()
                .SequenceEqual(HeadCodec.Encode(head))
        )
        {
            findings.Add(
                _stream,
                null,
                $"The head of {_stream} is not what its {state.Version} entries come to. 'creditbot rebuild' makes it again."
            );
        }
    }

    private Head<AgencyState>? HeadOf(ITables tables)
    {
        if (tables.Get(Tables.Agencies, Keys.Of(agency)) is not { } bytes)
        {
            findings.Add(_stream, null, $"{_stream} has entries and no head.");
            return null;
        }

        try
        {
            var head = HeadCodec.Decode<AgencyState>(bytes, _stream, out _);
            if (head is null)
            {
                findings.HeadsToRebuild++;
                head = Folding.Agency(tables, agency, bytes);
            }

            StreamEnds.Check(tables, _stream, head.State.Version, findings);
            return head;
        }
        catch (LedgerDamagedException exception)
        {
            findings.Add(_stream, null, exception.Message);
            return null;
        }
    }

    private bool Fold(ref AgencyState? state, AgencyEntry entry)
    {
        try
        {
            state = AgencyState.Apply(state, agency, entry);
            return true;
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            findings.Add(
                _stream,
                entry.Seq,
                $"{_stream.Entry(entry.Seq)} doesn't add up: {exception.Message}"
            );
            return false;
        }
    }
}
