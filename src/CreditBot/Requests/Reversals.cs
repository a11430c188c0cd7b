using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Requests;

/// <summary>Takes usage and grants back: reads what a reversal has to know beside the state (design.md §3.13).</summary>
internal sealed class Reversals(IStore store, Ledgers ledgers)
{
    /// <param name="answer">The answer kept for a repeated call, from the change.</param>
    public Task<LedgerResult> ReverseAsync(
        Actor actor,
        ClientId client,
        ReverseEntry command,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ledgers.ChangeAsync(
            actor,
            client,
            async (state, due, context) =>
            {
                var entry = await EntryAsync(actor.Agency, state, command.Seq, due, stop);
                var repayments = entry is ClientEntry.Used used
                    ? await RepaymentsAsync(actor.Agency, state, used, due, stop)
                    : [];
                return Reversing.Decide(state, command, entry, repayments, context);
            },
            done => ValueTask.FromResult(new Beside { Answer = answer?.Invoke(done) }),
            stop
        );

    /// <summary>What taking a use back would come to now; nothing is written.</summary>
    /// <param name="written">As of its last entry.</param>
    public async Task<LedgerAnswer> PreviewAsync(
        AgencyId agency,
        ClientState written,
        ClientEntry.Used used,
        CancellationToken stop
    )
    {
        var (state, due) = DueEntries.CatchUp(written, ledgers.NowAfter(written.RecordedAt));
        var terms = (await ledgers.AgencyAsync(agency, stop)).Terms;
        return Reversing.Decide(
            state,
            new ReverseEntry(used.Seq, ""),
            used,
            await RepaymentsAsync(agency, state, used, due, stop),
            new ActionContext(
                ledgers.NowAfter(state.RecordedAt),
                PersonId.System,
                Channels.ChannelNames.System,
                terms.Catalog
            )
        );
    }

    private async ValueTask<ClientEntry?> EntryAsync(
        AgencyId agency,
        ClientState state,
        long seq,
        ImmutableList<ClientEntry> due,
        CancellationToken stop
    )
    {
        if (seq < 1 || seq > state.Version)
        {
            return null;
        }

        return due.Find(entry => entry.Seq == seq) is { } unwritten ? unwritten
            : await store.EntriesAsync(agency, state.Id, seq - 1, 1, stop) is [var stored]
                ? stored.Entry
            : null;
    }

    /// <summary>What repaid the debt that usage made; nothing is read when it made none or none of it is repaid.</summary>
    private async ValueTask<IReadOnlyList<LotTake>> RepaymentsAsync(
        AgencyId agency,
        ClientState state,
        ClientEntry.Used used,
        ImmutableList<ClientEntry> due,
        CancellationToken stop
    )
    {
        var repaid = Reversing.RepaidDebt(state, used);
        var found = new List<LotTake>();
        if (repaid.IsZero)
        {
            return found;
        }

        var written = store.AllEntriesAsync(
            agency,
            state.Id,
            used.Seq,
            state.Version - due.Count,
            stop
        );
        await foreach (var entry in written.Concat(due.ToAsyncEnumerable()))
        {
            found.AddRange(entry.Takes.Where(take => take.DebtSeq == used.Seq));
            if (found.Sum(take => take.Credits) >= repaid)
            {
                return found;
            }
        }

        throw new LedgerDamagedException(
            $"Of the debt of entry {used.Seq} of {state.Id}, {repaid} is repaid, but no entries did so."
        );
    }
}
