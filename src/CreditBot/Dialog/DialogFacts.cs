using System.Globalization;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>All that a step may depend on beside the state and the input: a picture of the moment, taken before it.</summary>
internal sealed record DialogFacts(
    Instant Now,
    AgencyState Agency,
    CultureInfo Culture,
    Speaker Speaker
);

/// <summary>Who speaks, with what they may know.</summary>
internal abstract record Speaker
{
    private Speaker() { }

    /// <summary>Nobody we know: nothing is revealed but how to link.</summary>
    /// <param name="Known">Somebody who belongs to no client any more.</param>
    public sealed record Stranger(Person? Known = null) : Speaker;

    /// <summary>Somebody of a client.</summary>
    /// <param name="Account">Caught up to now.</param>
    /// <param name="Talk">The hand-over to a manager, if there was ever one; it may be over.</param>
    /// <param name="Clients">All that they belong to, by name.</param>
    public sealed record OfClient(
        Person Person,
        ClientFacts Account,
        HandOver? Talk,
        IReadOnlyList<OwnClient> Clients
    ) : Speaker;

    /// <summary>Somebody of several clients who has not said yet which one it is about.</summary>
    public sealed record OfSeveral(Person Person, IReadOnlyList<OwnClient> Clients) : Speaker;

    /// <summary>Somebody who decides.</summary>
    /// <param name="Pending">Requests that wait for an answer, oldest first.</param>
    /// <param name="Named">Other requests that the message, the button or the talk before is about.</param>
    /// <param name="Roster">All clients, by name.</param>
    /// <param name="Asked">The client that the message asks about.</param>
    /// <param name="Last">The last use of the client that the message wants to take one back of.</param>
    /// <param name="Talks">Hand-overs of everybody who ever asked for a person.</param>
    public sealed record Manager(
        Person Person,
        IReadOnlyList<RequestFacts> Pending,
        IReadOnlyList<RequestFacts> Named,
        IReadOnlyList<ClientState> Roster,
        ClientFacts? Asked,
        LastUse? Last,
        IReadOnlyList<HandOver> Talks
    ) : Speaker;
}

/// <summary>A client's account as the dialog sees it.</summary>
/// <param name="State">Caught up to now.</param>
/// <param name="LastUsage">The newest uses, oldest first; at most a few.</param>
/// <param name="Answers">The name of the manager who answers its requests; null when nobody in particular does.</param>
/// <param name="Names">Names of people by id.</param>
/// <param name="Own">What units of work took this client, by action.</param>
/// <param name="Usual">The same over the agency's clients.</param>
internal sealed record ClientFacts(
    ClientState State,
    AccountCheck Check,
    IReadOnlyList<Advice.UsageEvent> LastUsage,
    string? Answers,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, WorkMedian> Own,
    IReadOnlyDictionary<string, WorkMedian> Usual
);

/// <summary>A request as a manager sees it.</summary>
/// <param name="Facts">What to decide by; null when it is no longer pending.</param>
/// <param name="HasPool">The agency has bought credits, so that its pool says something.</param>
/// <param name="Team">All people known.</param>
internal sealed record RequestFacts(
    ClientState Client,
    CreditRequest Request,
    ApprovalFacts? Facts,
    bool HasPool,
    Team Team
)
{
    /// <summary>Who did what with it; empty where it waits and no card of it is made.</summary>
    public IReadOnlyList<RequestMove> Trail { get; init; } = [];

    /// <summary>What the monthly review says of the client, while the request waits.</summary>
    public IReadOnlyList<ReviewFinding> Flags { get; init; } = [];

    /// <summary>What somebody is called; null for who is not known any more.</summary>
    public string? NameOf(PersonId? id) =>
        id == PersonId.Policy ? Phrases.ByPolicy
        : id is { } who ? Team.Find(who.Value)?.Name
        : null;

    /// <summary>The first of two approvals while the second is missing, unless who gave it belongs to the client by now.</summary>
    public FirstApproval? First =>
        Request.State.IsPending()
        && Request.FirstApproval is { } first
        && Team.Barred(Client.Id).All(person => person.Id != first.By.Value)
            ? first
            : null;
}
