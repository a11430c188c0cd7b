using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Reports;
using CreditBot.Reports.Story;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Reporting;

/// <summary>One report on its way to one recipient.</summary>
/// <param name="SentAt">When it was first to leave, in Unix microseconds: its Date, also when it is tried again.</param>
/// <param name="Repeat">0 for what is sent once; counts up when somebody has it sent again.</param>
internal sealed record ReportOrder(
    string Month,
    bool IsFinal,
    string Email,
    string? TimeZone,
    string? Culture,
    string Scope,
    long SentAt,
    int Repeat
)
{
    [JsonIgnore]
    public ReportRecipient Recipient => new(Email, TimeZone, Culture, Scope);
}

/// <summary>Puts reports into the outbox: once per recipient, month and edition, whoever asks (design.md §3.8).</summary>
internal sealed class ReportRuns(IStore store, Ledgers ledgers, BookKeeper books)
{
    /// <summary>After so many months without the host a report is no news any more.</summary>
    private const int MostMonthsBack = 12;

    /// <summary>The editions that are due by the clock: provisional ones on the 1st at each recipient's hour, final ones after the close; also those that a host that stood still has missed.</summary>
    public async Task RunDueAsync(AgencyId agency, CancellationToken stop)
    {
        await books.CloseDueAsync(agency, stop);
        var state = await ledgers.AgencyAsync(agency, stop);
        foreach (var month in await MonthsAsync(state, stop))
        {
            // Asked every minute of the month, so who has had the edition is passed over before any book is built.
            var due = new List<ReportRecipient>();
            foreach (var recipient in state.Terms.Recipients)
            {
                var key = ReportSent.Key(month, state.IsClosed(month), recipient);
                if (
                    IsTimeFor(recipient, state, month)
                    && (await MarkAsync(agency, key, stop)).Sent is null
                )
                {
                    due.Add(recipient);
                }
            }

            if (due.Count > 0)
            {
                await SendAsync(agency, month, due, isAgain: false, stop);
            }
        }
    }

    /// <summary>From the last month of which anything was sent to the last one that is over, oldest first; that one alone when nothing was ever sent.</summary>
    private async Task<IReadOnlyList<YearMonth>> MonthsAsync(
        AgencyState state,
        CancellationToken stop
    )
    {
        var last = ledgers.Now.InZone(state.Terms.Catalog.Zone).Date.ToYearMonth().PlusMonths(-1);
        var months = new List<YearMonth>();
        for (var back = 0; back < MostMonthsBack; back++)
        {
            var month = last.PlusMonths(-back);
            months.Insert(0, month);
            var sent = await store.DocumentsAsync(
                state.Id,
                DocumentKinds.ReportSent,
                $"{BookKeeper.Key(month)}|",
                after: null,
                limit: 1,
                stop
            );
            if (sent.Count > 0)
            {
                return months;
            }
        }

        return [last];
    }

    /// <summary>Orders the month's report for recipients; who has had the edition is passed over unless it is to go again.</summary>
    /// <returns>How many were ordered, and how many had it already; null when there is no such month.</returns>
    public async Task<(int Sent, int AlreadySent)?> SendAsync(
        AgencyId agency,
        YearMonth month,
        IReadOnlyList<ReportRecipient> recipients,
        bool isAgain,
        CancellationToken stop
    )
    {
        if (await books.ReadAsync(agency, month, stop) is not { } book)
        {
            return null;
        }

        var provisional = await books.ProvisionalAsync(agency, month, stop);
        if (!book.IsClosed && provisional is null)
        {
            // All recipients get the same provisional book, and the final one is compared with it.
            await store.CommitAsync(
                new Commit(agency) { Documents = [BookKeeper.KeepProvisional(book)] },
                stop
            );
        }

        var (sent, already) = (0, 0);
        foreach (var recipient in recipients)
        {
            if (await OrderAsync(agency, book, provisional, recipient, isAgain, stop))
            {
                sent++;
            }
            else
            {
                already++;
            }
        }

        return (sent, already);
    }

    private async Task<bool> OrderAsync(
        AgencyId agency,
        MonthBook book,
        MonthBook? provisional,
        ReportRecipient recipient,
        bool isAgain,
        CancellationToken stop
    )
    {
        var key = ReportSent.Key(book.Month, book.IsClosed, recipient);
        var (sent, version) = await MarkAsync(agency, key, stop);
        if (sent is not null && !isAgain)
        {
            return false;
        }

        var style = ReportStyle.For(recipient, await ZoneAsync(agency, stop));
        if (!style.Shows(book))
        {
            // A client that isn't there (yet, or any more) has no statement, however often somebody asks.
            if (sent is null)
            {
                await store.CommitAsync(
                    new Commit(agency) { Documents = [Mark(key, ReportSent.NothingNew, version)] },
                    stop
                );
            }

            return false;
        }

        if (!isAgain && await HasNothingNewAsync(agency, book, provisional, recipient, style, stop))
        {
            // Kept, so that it isn't compared again every minute.
            await store.CommitAsync(
                new Commit(agency) { Documents = [Mark(key, ReportSent.NothingNew, version)] },
                stop
            );
            return false;
        }

        var now = ledgers.Now;
        var micros = Instants.ToUnixTimeMicroseconds(now);
        var repeat = sent is null ? 0 : sent.Repeat + 1;
        var order = new ReportOrder(
            BookKeeper.Key(book.Month),
            book.IsClosed,
            recipient.Email,
            recipient.TimeZone,
            recipient.Culture,
            recipient.Scope,
            micros,
            repeat
        );
        var message = new OutboxMessage(
            agency,
            $"report/{key}/{repeat}",
            OutboxKinds.Report,
            $"mail:{recipient.Email.ToLowerInvariant()}",
            JsonSerializer.Serialize(order),
            OutboxState.Waiting,
            now
        );
        var outcome = await store.CommitAsync(
            new Commit(agency)
            {
                Documents = [Mark(key, new ReportSent(micros, repeat), version)],
                Outbox = [message],
            },
            stop
        );
        // A conflict means that another run has just ordered it.
        return outcome is CommitOutcome.Done;
    }

    /// <summary>A final edition that says what the recipient's provisional one said needs no second mail; who never had one gets it.</summary>
    private async Task<bool> HasNothingNewAsync(
        AgencyId agency,
        MonthBook book,
        MonthBook? provisional,
        ReportRecipient recipient,
        ReportStyle style,
        CancellationToken stop
    ) =>
        book.IsClosed
        && provisional is not null
        && (
            await MarkAsync(agency, ReportSent.Key(book.Month, isFinal: false, recipient), stop)
        ).Sent
            is { IsNothingNew: false }
        && EditionChanges.Between(provisional, book, style).Count == 0;

    private ValueTask<(ReportSent? Sent, long Version)> MarkAsync(
        AgencyId agency,
        string key,
        CancellationToken stop
    ) => store.ReadAsync<ReportSent>(agency, DocumentKinds.ReportSent, key, stop);

    private static DocumentWrite Mark(string key, ReportSent sent, long version) =>
        Documents.Write(DocumentKinds.ReportSent, key, sent, version);

    private async Task<DateTimeZone> ZoneAsync(AgencyId agency, CancellationToken stop) =>
        (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;

    private bool IsTimeFor(ReportRecipient recipient, AgencyState state, YearMonth month)
    {
        var zone =
            (recipient.TimeZone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null)
            ?? state.Terms.Catalog.Zone;
        var at = month
            .PlusMonths(1)
            .OnDayOfMonth(1)
            .At(state.Terms.SendReportsAt)
            .InZoneLeniently(zone)
            .ToInstant();
        return at <= ledgers.Now;
    }
}
