using CreditBot.Amounts;
using CreditBot.Reports.Mail;
using MimeKit;

namespace CreditBot.Channels.Mail;

/// <summary>Hands a mail over by the server of its agency and from its address, and says what became of it, as the outbox wants to know.</summary>
/// <param name="senders">Null for an agency that the settings don't name.</param>
internal sealed class AgencyMail(Func<AgencyId, IMailSender?> senders)
{
    /// <param name="compose">Makes the mail from the agency's own address.</param>
    /// <param name="id">What the delivery is known by once it is accepted; the mail's own id when left out.</param>
    public async Task<Delivery> DeliverAsync(
        AgencyId agency,
        Func<string, Task<MimeMessage>> compose,
        CancellationToken stop,
        string? id = null
    )
    {
        if (senders(agency) is not { } sender)
        {
            // It was taken out of the settings, perhaps by mistake: another's server and address are none of its.
            return new Delivery.TryLater(
                $"The settings don't name agency {agency} (Agencies:{agency}), so nobody knows from whom its mail is."
            );
        }

        var mail = await compose(sender.From);
        try
        {
            await sender.SendAsync(mail, stop);
            return new Delivery.Sent(id ?? mail.MessageId ?? "");
        }
        catch (MailDeliveryException refused) when (refused.IsPermanent)
        {
            return new Delivery.Gone(refused.Message);
        }
        catch (MailDeliveryException failed)
        {
            return new Delivery.TryLater(failed.Message);
        }
    }
}
