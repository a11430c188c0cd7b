using System.Collections.Immutable;
using CreditBot.Amounts;

namespace CreditBot.Channels;

/// <summary>The channels that people talk through; the names are stored and shown in audits.</summary>
public static class ChannelNames
{
    public const string Teams = "teams";
    public const string Slack = "slack";
    public const string Web = "web";
    public const string Terminal = "terminal";

    /// <summary>One way only: what nobody hears in a chat is mailed.</summary>
    public const string Mail = "mail";
    public const string Api = "api";
    public const string System = "system";
}

/// <summary>Where a conversation is held: enough to find it again in its channel.</summary>
public sealed record ConversationAddress(AgencyId Agency, string Channel, string Conversation);

/// <summary>Who speaks, as the channel vouches for them: unique in it and never taken from what a person can type or forge.</summary>
/// <param name="Key">The channel's own stable key: tenant and object id in Teams, team and user in Slack, the person's id on the web.</param>
/// <param name="Name">As the channel shows it; for display only.</param>
public sealed record ChatIdentity(string Channel, string Key, string Name);

/// <summary>One thing that a person did in a conversation, without anything of its channel's wire format.</summary>
/// <param name="Id">The channel's id of it: the same turn delivered again has the same (design.md §6).</param>
/// <param name="Reference">What the channel needs to speak here again (<see cref="IChannel.SendAsync"/>), in its own form; stored as it is, the newest replacing the older.</param>
/// <param name="IsPersonal">Nobody but this person reads the conversation; amounts never go where other clients can read (design.md §6).</param>
public sealed record Turn(
    string Id,
    ConversationAddress Where,
    ChatIdentity Who,
    TurnInput Input,
    string Reference = "",
    bool IsPersonal = true,
    string? Locale = null
);

/// <summary>What the person did.</summary>
public abstract record TurnInput
{
    private TurnInput() { }

    /// <summary>They wrote something.</summary>
    public sealed record Text(string Words) : TurnInput;

    /// <summary>They pressed a button; the inputs on the same card come with it, as strings.</summary>
    /// <remarks>Client-held and so never trusted: everything but the verb and ids is looked up again.</remarks>
    /// <param name="Card">The channel's id of the message that held the button.</param>
    public sealed record Press(
        CardAction Action,
        ImmutableDictionary<string, string> Inputs,
        string? Card
    ) : TurnInput;

    /// <summary>They arrived, or the bot was added.</summary>
    public sealed record Joined : TurnInput;
}
