using System.Runtime.CompilerServices;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Billing;

/// <summary>Which invoice lines; null means any.</summary>
/// <param name="Month">In which they count: late ones of a closed month in the earliest that was open.</param>
internal sealed record InvoiceQuery(
    YearMonth? Month = null,
    ClientId? Client = null,
    LineState? State = null,
    InvoiceId? After = null
);

/// <summary>What came of moving many lines.</summary>
/// <param name="Moved">Those that were moved, or would be.</param>
/// <param name="Refused">In words, by client, what could not be.</param>
internal sealed record MovedLines(IReadOnlyList<InvoiceId> Moved, IReadOnlyList<string> Refused);

/// <summary>The agency's invoice lines: lists them, and moves them on (issue 7, Billing).</summary>
internal sealed class Invoices(IStore store, Ledgers ledgers)
{
    /// <summary>Lines by client and entry, as known now; due resets have theirs already.</summary>
    public async IAsyncEnumerable<InvoiceLine> ListAsync(
        AgencyId agency,
        InvoiceQuery query,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        var books = new InvoiceMonths(await ledgers.AgencyAsync(agency, stop));
        await foreach (var client in ClientsAsync(agency, query, stop))
        {
            foreach (var line in books.Of(client))
            {
                if (
                    (query.Month is null || line.Counts == query.Month)
                    && (query.State is null || line.State == query.State)
                    && !IsBefore(line.Id, query.After)
                )
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>Moves lines of one client: all of them, or none.</summary>
    /// <param name="answer">The answer kept for a repeated call, from the change.</param>
    public Task<LedgerResult> MarkAsync(
        Actor actor,
        ClientId client,
        MarkLines command,
        Func<LedgerResult.Done, KeptAnswer?>? answer,
        CancellationToken stop
    ) =>
        ledgers.ChangeAsync(
            actor,
            client,
            (state, context) => LineMarking.Decide(state, command, context),
            done => new Beside { Answer = answer?.Invoke(done) },
            stop
        );

    /// <summary>Moves lines of many clients, each client's at once; what can't be moved is told and stops no other.</summary>
    /// <param name="isTrial">Nothing is written.</param>
    public async Task<MovedLines> MarkAsync(
        Actor actor,
        IEnumerable<InvoiceId> lines,
        LineState to,
        string? reason,
        bool isTrial,
        CancellationToken stop
    )
    {
        var moved = new List<InvoiceId>();
        var refused = new List<string>();
        foreach (var client in lines.GroupBy(line => line.Client))
        {
            var command = new MarkLines([.. client.Select(line => line.Line)], to, reason);
            var result = await ledgers.ChangeAsync(
                actor,
                client.Key,
                (state, context) =>
                {
                    var answer = LineMarking.Decide(state, command, context);
                    return isTrial && answer is LedgerAnswer.Append { Entries: var entries }
                        ? new LedgerAnswer.Refuse(new Trial(entries))
                        : answer;
                },
                beside: null,
                stop
            );
            var entries = result switch
            {
                LedgerResult.Done done => done.Entries,
                LedgerResult.Refused { Refusal: Trial trial } => trial.Entries,
                _ => [],
            };
            moved.AddRange(
                entries
                    .OfType<ClientEntry.LinesMarked>()
                    .SelectMany(entry => entry.Lines)
                    .Select(line => new InvoiceId(client.Key, line))
            );
            if (result is LedgerResult.Refused { Refusal: not Trial } no)
            {
                refused.Add(no.Refusal.Sentence);
            }
        }

        return new MovedLines(moved, refused);
    }

    /// <summary>One line as it is shown.</summary>
    public async Task<InvoiceLine?> FindAsync(
        AgencyId agency,
        InvoiceId id,
        CancellationToken stop
    ) =>
        await ledgers.ReadAsync(agency, id.Client, stop) is { } client
            ? new InvoiceMonths(await ledgers.AgencyAsync(agency, stop))
                .Of(client)
                .FirstOrDefault(line => line.Id == id)
            : null;

    private async IAsyncEnumerable<ClientState> ClientsAsync(
        AgencyId agency,
        InvoiceQuery query,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        if (query.Client is { } only)
        {
            if (await ledgers.ReadAsync(agency, only, stop) is { } one)
            {
                yield return one;
            }

            yield break;
        }

        await foreach (var client in store.AllClientsAsync(agency, stop))
        {
            if (
                query.After is not { } after
                || string.CompareOrdinal(client.Id.Value, after.Client.Value) >= 0
            )
            {
                yield return DueEntries.CatchUp(client, ledgers.NowAfter(client.RecordedAt)).State;
            }
        }
    }

    /// <summary>Whether a line comes before the next page, by client, entry and part.</summary>
    private static bool IsBefore(InvoiceId line, InvoiceId? after) =>
        after is { } last
        && string.CompareOrdinal(line.Client.Value, last.Client.Value) is var client
        && (
            client < 0
            || (
                client == 0
                && (line.Line.Seq, line.Line.Part).CompareTo((last.Line.Seq, last.Line.Part)) <= 0
            )
        );

    /// <summary>What a trial would have written.</summary>
    private sealed record Trial(System.Collections.Immutable.ImmutableList<ClientEntry> Entries)
        : Refusal("Nothing was written.");
}
