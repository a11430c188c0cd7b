using System.Globalization;
using CreditBot.Channels;

namespace CreditBot.Tests.Dialog;

/// <summary>A channel that writes down what is said and replaced in it.</summary>
internal sealed class StageChannel : IChannel
{
    private int _last;

    public string Name => ChannelNames.Terminal;

    /// <summary>Who was told what, since it was last asked.</summary>
    public List<(string Who, Message Message, bool IsReplacement)> Said { get; } = [];

    public Task<Delivery> SendAsync(
        ConversationAddress where,
        string reference,
        Message message,
        CancellationToken stop
    )
    {
        Said.Add((where.Conversation, message, false));
        return Task.FromResult<Delivery>(
            new Delivery.Sent((++_last).ToString(CultureInfo.InvariantCulture))
        );
    }

    public Task<Delivery> ReplaceAsync(
        ConversationAddress where,
        string reference,
        string messageId,
        Message message,
        CancellationToken stop
    )
    {
        Said.Add((where.Conversation, message, true));
        return Task.FromResult<Delivery>(new Delivery.Sent(messageId));
    }
}
