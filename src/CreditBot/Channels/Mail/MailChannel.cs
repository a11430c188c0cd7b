using CreditBot.Hosting;
using CreditBot.Reports.Mail;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CreditBot.Channels.Mail;

/// <summary>Mails what somebody is told who has no chat left (design.md §6). Nobody answers by mail, so buttons stay away and a link leads to the page.</summary>
internal sealed class MailChannel(
    AgencyMail mail,
    IOptionsMonitor<MailOptions> options,
    IConfiguration configuration,
    IClock clock
) : IChannel
{
    public string Name => ChannelNames.Mail;

    /// <param name="where">The conversation is the address.</param>
    public Task<Delivery> SendAsync(
        ConversationAddress where,
        string reference,
        Message message,
        CancellationToken stop
    ) =>
        mail.DeliverAsync(
            where.Agency,
            from =>
                Task.FromResult(
                    NoticeMail.Compose(
                        from,
                        where.Conversation,
                        message,
                        PublicSite.SignInOf(
                            where.Agency,
                            options.Get(where.Agency.Value),
                            configuration
                        ),
                        clock.GetCurrentInstant()
                    )
                ),
            stop
        );

    /// <summary>A mail stays as it was sent; its link shows how things stand.</summary>
    public Task<Delivery> ReplaceAsync(
        ConversationAddress where,
        string reference,
        string messageId,
        Message message,
        CancellationToken stop
    ) => Task.FromResult<Delivery>(new Delivery.Sent(messageId));
}
