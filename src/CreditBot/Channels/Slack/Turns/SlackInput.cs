using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>One thing that a person did, as it is kept from the moment Slack is told "received" until it is answered.</summary>
/// <remarks>The type names are the stored form.</remarks>
/// <param name="Id">Slack's own, the same on every delivery of it.</param>
/// <param name="Team">The workspace in which the app is installed.</param>
/// <param name="UserTeam">The person's own workspace; another one in shared channels.</param>
/// <param name="User">The person, within their workspace.</param>
/// <param name="Channel">Where it happened, if that is a conversation.</param>
/// <param name="Thread">The message under which it was said.</param>
/// <param name="ResponseUrl">How to answer so that only the person sees it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "did")]
[JsonDerivedType(typeof(Said), "said")]
[JsonDerivedType(typeof(Mentioned), "mentioned")]
[JsonDerivedType(typeof(Commanded), "commanded")]
[JsonDerivedType(typeof(Pressed), "pressed")]
[JsonDerivedType(typeof(Opened), "opened")]
internal abstract record SlackInput(
    string Id,
    string? Team,
    string UserTeam,
    string User,
    string? Channel,
    string? Thread,
    string? ResponseUrl
)
{
    /// <summary>They wrote in their direct messages with the app, or sent words by the shortcut's window.</summary>
    public sealed record Said(
        string Id,
        string? Team,
        string UserTeam,
        string User,
        string? Channel,
        string? Thread,
        string Words
    ) : SlackInput(Id, Team, UserTeam, User, Channel, Thread, null);

    /// <summary>They mentioned the app where others read along.</summary>
    public sealed record Mentioned(
        string Id,
        string? Team,
        string UserTeam,
        string User,
        string? Channel,
        string? Thread,
        string Words
    ) : SlackInput(Id, Team, UserTeam, User, Channel, Thread, null);

    /// <summary>They gave the command /credits, anywhere.</summary>
    public sealed record Commanded(
        string Id,
        string? Team,
        string UserTeam,
        string User,
        string? Channel,
        string? ResponseUrl,
        string Words
    ) : SlackInput(Id, Team, UserTeam, User, Channel, null, ResponseUrl);

    /// <summary>They pressed a button, its fields filled in.</summary>
    /// <param name="Card">The message that held it; null in the Home tab.</param>
    /// <param name="IsEphemeral">Only they see that message.</param>
    public sealed record Pressed(
        string Id,
        string? Team,
        string UserTeam,
        string User,
        string? Channel,
        string? Thread,
        string? ResponseUrl,
        string Verb,
        ImmutableSortedDictionary<string, string> Data,
        ImmutableSortedDictionary<string, string> Inputs,
        string? Card,
        bool IsEphemeral
    ) : SlackInput(Id, Team, UserTeam, User, Channel, Thread, ResponseUrl);

    /// <summary>They opened their direct messages with the app, perhaps for the first time.</summary>
    public sealed record Opened(
        string Id,
        string? Team,
        string UserTeam,
        string User,
        string? Channel
    ) : SlackInput(Id, Team, UserTeam, User, Channel, null, null);

    /// <summary>The person, in every conversation alike: their turns are taken one after the other.</summary>
    [JsonIgnore]
    public string Person => $"{UserTeam}|{User}";

    [JsonIgnore]
    public ChatIdentity Who => new(ChannelNames.Slack, Person, "");
}
