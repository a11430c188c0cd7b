using System.Collections.Immutable;
using System.Text.Json;
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
);

/// <summary>That a report was ordered for a recipient, or that a final edition had nothing new to say.</summary>
internal sealed record ReportSent(long At, int Repeat);

/// <summary>Puts reports into the outbox: once per recipient, month and edition, whoever asks (design.md §3.8).</summary>
internal sealed class ReportRuns(IStore store, Ledgers ledgers, BookKeeper books)
{
    /// <summary>The editions that are due by the clock: provisional ones on the 1st at each recipient's hour, final ones after the close.</summary>
    public async Task RunDueAsync(AgencyId agency, CancellationToken stop)
    {
        var state = await ledgers.AgencyAsync(agency, stop);
        var month = ledgers.Now.InZone(state.Terms.Catalog.Zone).Date.ToYearMonth().PlusMonths(-1);
        var due = new List<ReportRecipient>();
        foreach (var recipient in state.Terms.Recipients.Where(to => IsTimeFor(to, state, month)))
        {
            // Asked every minute of the month, so who has had the edition is passed over before any book is built.
            var key = KeyOf(month, state.IsClosed(month), recipient);
            if (await store.DocumentAsync(agency, DocumentKinds.ReportSent, key, stop) is null)
            {
                due.Add(recipient);
            }
        }

        if (due.Count > 0)
        {
            await SendAsync(agency, month, due, isAgain: false, stop);
        }
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
        var month = BookKeeper.Key(book.Month);
        var key = KeyOf(book.Month, book.IsClosed, recipient);
        var (sent, version) = await store.ReadAsync<ReportSent>(
            agency,
            DocumentKinds.ReportSent,
            key,
            stop
        );
        if (sent is not null && !isAgain)
        {
            return false;
        }

        // A final edition that says what the provisional one said needs no second mail.
        if (
            book.IsClosed
            && !isAgain
            && provisional is not null
            && !Changed(provisional, book, recipient, await ZoneAsync(agency, stop))
        )
        {
            var settled = Documents.Write(
                DocumentKinds.ReportSent,
                key,
                new ReportSent(ledgers.Now.ToUnixTimeTicks() / 10, 0),
                version
            );
            await store.CommitAsync(new Commit(agency) { Documents = [settled] }, stop);
            return false;
        }

        var now = ledgers.Now;
        var micros = now.ToUnixTimeTicks() / 10;
        var repeat = sent is null ? 0 : sent.Repeat + 1;
        var order = new ReportOrder(
            month,
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
                Documents =
                [
                    Documents.Write(
                        DocumentKinds.ReportSent,
                        key,
                        new ReportSent(micros, repeat),
                        version
                    ),
                ],
                Outbox = [message],
            },
            stop
        );
        // A conflict means that another run has just ordered it.
        return outcome is CommitOutcome.Done;
    }

    private static string KeyOf(YearMonth month, bool isFinal, ReportRecipient recipient) =>
        $"{BookKeeper.Key(month)}|{(isFinal ? "final" : "provisional")}|{recipient.Email.ToLowerInvariant()}";

    private static bool Changed(
        MonthBook provisional,
        MonthBook final,
        ReportRecipient recipient,
        DateTimeZone zone
    ) => EditionChanges.Between(provisional, final, ReportStyle.For(recipient, zone)).Count > 0;

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
