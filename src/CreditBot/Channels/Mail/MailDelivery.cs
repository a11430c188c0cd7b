using CreditBot.Reports.Mail;
using MimeKit;

namespace CreditBot.Channels.Mail;

/// <summary>Hands a mail over and says what became of it, as the outbox wants to know.</summary>
internal static class MailDelivery
{
    /// <param name="id">What the delivery is known by once it is accepted.</param>
    public static async Task<Delivery> DeliverAsync(
        this IMailSender mail,
        MimeMessage message,
        string id,
        CancellationToken stop
    )
    {
        try
        {
            await mail.SendAsync(message, stop);
            return new Delivery.Sent(id);
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
