using MimeKit;

namespace CreditBot.Reports.Mail;

/// <summary>Hands mails over: to an SMTP server, or into a folder.</summary>
public interface IMailSender
{
    /// <summary>Whom mails come from: the setting <c>Mail:From</c>.</summary>
    string From { get; }

    /// <summary>Returns when the mail is accepted; delivering the same mail again does no harm beyond a repeat.</summary>
    /// <exception cref="MailDeliveryException">It wasn't accepted; says whether trying again can help.</exception>
    Task SendAsync(MimeMessage message, CancellationToken stop);
}
