namespace CreditBot.Channels.Web;

/// <summary>Speaks on the web by writing into the person's conversation; every open page shows it at once.</summary>
internal sealed class WebChannel(Transcripts transcripts) : IChannel
{
    public string Name => ChannelNames.Web;

    public async Task<Delivery> SendAsync(
        ConversationAddress where,
        string reference,
        Message message,
        CancellationToken stop
    ) => new Delivery.Sent(Transcripts.IdOf(await transcripts.AnsweredAsync(where, message, stop)));

    public async Task<Delivery> ReplaceAsync(
        ConversationAddress where,
        string reference,
        string messageId,
        Message message,
        CancellationToken stop
    ) =>
        Transcripts.NumberOf(messageId) is { } number
        && await transcripts.ReplaceAsync(where, number, message, stop)
            ? new Delivery.Sent(messageId)
            : new Delivery.Gone($"There is no message {messageId} in {where.Conversation}.");
}
