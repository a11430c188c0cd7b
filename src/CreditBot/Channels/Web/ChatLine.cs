using NodaTime;

namespace CreditBot.Channels.Web;

/// <summary>One line of a person's conversation on the web.</summary>
/// <param name="Number">Its place in the conversation: 1, 2, 3 …; also the channel's id of the message.</param>
/// <param name="Version">1 when first written, one more each time it is rewritten.</param>
internal abstract record ChatLine(long Number, long Version, Instant At)
{
    /// <summary>What the person wrote, or the title of the button they pressed.</summary>
    public sealed record Said(long Number, long Version, Instant At, string Words, bool IsPress)
        : ChatLine(Number, Version, At);

    /// <summary>What the bot says there now: a card that moved on is rewritten in its place.</summary>
    public sealed record Answered(long Number, long Version, Instant At, Message Message)
        : ChatLine(Number, Version, At);
}
