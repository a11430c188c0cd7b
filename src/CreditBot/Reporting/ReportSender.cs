using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Channels.Mail;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Reports;
using CreditBot.Reports.Mail;
using CreditBot.Reports.Workbook;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Reporting;

/// <summary>Takes ordered reports out of the outbox: writes the workbook, composes the mail, hands it over.</summary>
internal sealed class ReportSender(
    AgencyMail mail,
    ReportEditions editions,
    ReportLinks links,
    Ledgers ledgers,
    IStore store
) : IOutboxSender
{
    private static readonly Delivery.Gone Overtaken = new(
        "The month was closed meanwhile; the final edition takes its place."
    );

    public string Kind => OutboxKinds.Report;

    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
    {
        var order = JsonSerializer.Deserialize<ReportOrder>(message.Json)!;
        var month = YearMonthPattern.Iso.Parse(order.Month).Value;
        var agency = await ledgers.AgencyAsync(message.Agency, stop);
        if (!order.IsFinal && agency.ClosesAt(month) <= ledgers.Now)
        {
            return order.Repeat == 0
                ? await OvertakenAsync(message, order, month, stop)
                : Overtaken;
        }

        var edition = await editions.MakeAsync(
            message.Agency,
            month,
            order.IsFinal,
            order.Recipient,
            stop
        );
        if (edition is null)
        {
            return new Delivery.Gone($"There is no book for {order.Month}.");
        }

        return await mail.DeliverAsync(
            message.Agency,
            from => ComposeAsync(from, message, order, edition, stop),
            stop,
            message.Id
        );
    }

    /// <summary>The recipient has had nothing, then, so the final edition is due to them, whatever it says.</summary>
    private async Task<Delivery> OvertakenAsync(
        OutboxMessage message,
        ReportOrder order,
        YearMonth month,
        CancellationToken stop
    )
    {
        var final = ReportSent.Key(month, isFinal: true, order.Recipient);
        var (mark, version) = await store.ReadAsync<ReportSent>(
            message.Agency,
            DocumentKinds.ReportSent,
            final,
            stop
        );
        var forgotten = new Commit(message.Agency)
        {
            Documents =
            [
                new DocumentWrite(
                    DocumentKinds.ReportSent,
                    ReportSent.Key(month, isFinal: false, order.Recipient),
                    Json: null
                ),
                .. mark is { IsNothingNew: true }
                    ? [new DocumentWrite(DocumentKinds.ReportSent, final, Json: null, version)]
                    : (DocumentWrite[])[],
            ],
        };
        return await store.CommitAsync(forgotten, stop) is CommitOutcome.Done
            ? Overtaken
            : new Delivery.TryLater("The final edition was being ordered.");
    }

    private async Task<MimeKit.MimeMessage> ComposeAsync(
        string from,
        OutboxMessage message,
        ReportOrder order,
        ReportEdition edition,
        CancellationToken stop
    ) =>
        ReportMail.Compose(
            edition.Book,
            edition.Style,
            await links.FileAsync(message.Agency, order, edition.Workbook, stop),
            new MailEnvelope(
                message.Agency,
                from,
                order.Email,
                Instants.FromUnixTimeMicroseconds(order.SentAt),
                order.Repeat
            ),
            edition.Provisional
        );
}
