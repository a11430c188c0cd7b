using CreditBot.Reports.Mail;
using MimeKit;

namespace CreditBot.Tests.Reporting;

/// <summary>Takes mails as a server does, refuses as told, and keeps them.</summary>
internal sealed class Mailbox : IMailSender
{
    private readonly Lock _lock = new();
    private readonly List<MimeMessage> _accepted = [];

    public string From => "CreditBot <creditbot@localhost>";

    public IReadOnlyList<MimeMessage> Accepted
    {
        get
        {
            lock (_lock)
            {
                return [.. _accepted];
            }
        }
    }

    public IEnumerable<string> To => Accepted.Select(mail => mail.To.Mailboxes.Single().Address);

    /// <summary>Accepted or refused.</summary>
    public int Tries { get; private set; }

    public MailDeliveryException? Refusal { get; set; }

    public string? RefuseFor { get; set; }

    public Action AfterAccepting { get; set; } = () => { };

    public Task SendAsync(MimeMessage message, CancellationToken stop)
    {
        Tries++;
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        if (message.To.Mailboxes.Single().Address == RefuseFor)
        {
            throw new MailDeliveryException(
                "No such mailbox.",
                isPermanent: true,
                new InvalidOperationException()
            );
        }

        lock (_lock)
        {
            _accepted.Add(message);
        }

        AfterAccepting();
        return Task.CompletedTask;
    }
}
