using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CreditBot.Reports.Mail;

/// <summary>Hands mails to an SMTP server, one connection per mail: a report goes out once a month.</summary>
internal sealed class SmtpMailSender(SmtpOptions server, string from) : IMailSender
{
    private const int TimeoutMilliseconds = 30_000;

    public string From { get; } = from;

    private string Server => $"{server.Host}:{server.Port}";

    public async Task SendAsync(MimeMessage message, CancellationToken stop)
    {
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        try
        {
            await client.ConnectAsync(server.Host!, server.Port, SecureSocketOptions.Auto, stop);
            await SignInAsync(client, stop);
            await client.SendAsync(message, stop);
        }
        catch (Exception fault)
            when (fault is not (OperationCanceledException or MailDeliveryException))
        {
            throw Explained(fault);
        }

        await LeaveAsync(client, stop);
    }

    private async Task SignInAsync(SmtpClient client, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(server.User))
        {
            return;
        }

        if (!client.IsSecure && !IsLoopback(server.Host!))
        {
            throw new MailDeliveryException(
                $"The mail server {Server} offers no encryption, so the password was not sent. Use port 465, or a server with STARTTLS."
            );
        }

        await client.AuthenticateAsync(server.User, server.Password!, stop);
    }

    // The mail is accepted; a server that hangs up without a goodbye must not have it sent twice.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken stop)
    {
        try
        {
            await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or ProtocolException
                        or CommandException
                        or SocketException
                        or OperationCanceledException
            )
        {
            return;
        }
    }

    private MailDeliveryException Explained(Exception fault) =>
        fault switch
        {
            SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused =>
                Refused(refused, $"the recipient {refused.Mailbox?.Address}"),
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused => Refused(
                refused,
                $"the sender {refused.Mailbox?.Address} (Mail:From)"
            ),
            SmtpCommandException refused => Refused(refused, "the mail"),
            AuthenticationException => new(
                $"The mail server {Server} refused Mail:Smtp:User or Mail:Smtp:Password: {fault.Message}",
                isPermanent: false,
                fault
            ),
            SslHandshakeException => new(
                $"The mail server {Server} has a certificate that this machine doesn't trust, or speaks no TLS on that port.",
                isPermanent: false,
                fault
            ),
            SocketException or IOException or TimeoutException => new(
                $"The mail server {Server} (Mail:Smtp:Host) could not be reached: {fault.Message}",
                isPermanent: false,
                fault
            ),
            _ => new(
                $"The mail server {Server} broke off: {fault.Message}",
                isPermanent: false,
                fault
            ),
        };

    private MailDeliveryException Refused(SmtpCommandException refused, string what)
    {
        var code = (int)refused.StatusCode;
        return new(
            $"The mail server {Server} refused {what}: {code} {refused.Message}",
            // RFC 5321 §4.2.1: 5yz is for good, 4yz for now.
            isPermanent: code >= 500,
            refused
        );
    }

    private static bool IsLoopback(string host) =>
        host == "localhost"
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
