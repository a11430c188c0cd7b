using CreditBot.Hosting;
using CreditBot.Reports.Mail;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CreditBot.Channels.Mail;

/// <summary>Mails what somebody is told who has no chat left (design.md §6). Nobody answers by mail, so buttons stay away and a link leads to the page.</summary>
internal sealed class MailChannel(
    IMailSender mail,
    IOptionsMonitor<MailOptions> options,
    IConfiguration configuration,
    IClock clock
) : IChannel
{
    public string Name => ChannelNames.Mail;

    /// <param name="where">The conversation is the address.</param>
    public async Task<Delivery> SendAsync(
        ConversationAddress where,
        string reference,
        Message message,
        CancellationToken stop
    )
    {
        var composed = NoticeMail.Compose(
            mail.From,
            where.Conversation,
            message,
            PublicSite.Of(options.Get(where.Agency.Value), configuration),
            clock.GetCurrentInstant()
        );
        return await mail.DeliverAsync(composed, composed.MessageId ?? "", stop);
    }

    /// <summary>A mail stays as it was sent; its link shows how things stand.</summary>
    public Task<Delivery> ReplaceAsync(
        ConversationAddress where,
        string reference,
        string messageId,
        Message message,
        CancellationToken stop
    ) => Task.FromResult<Delivery>(new Delivery.Sent(messageId));
}
