using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;

namespace CreditBot.Identity;

/// <summary>What somebody may do for a client.</summary>
public enum ClientRole
{
    /// <summary>Sees balance, history and requests.</summary>
    Viewer,

    /// <summary>Asks for credits as well.</summary>
    Requester,
}

/// <summary>A person known to an agency: a manager, somebody of a client, or both.</summary>
/// <param name="Clients">The clients they belong to, by id.</param>
/// <param name="Identities">Their chat identities, "channel|key"; each belongs to one person (design.md §5).</param>
internal sealed record Person(
    string Id,
    string Name,
    string? Email,
    bool IsManager,
    ImmutableSortedDictionary<string, ClientRole> Clients,
    ImmutableSortedSet<string> Identities
)
{
    /// <summary>Managers decide requests, but nobody those of a client that they are linked to (design.md §5).</summary>
    public bool MayDecideFor(ClientId client) => IsManager && !Clients.ContainsKey(client.Value);

    /// <summary>Whether they may approve so much for a client: they may decide for it, and it is within their limit (design.md §5, Policy).</summary>
    public bool MayApprove(RequestSize size, ClientState client, AgencyTerms terms) =>
        MayDecideFor(client.Id)
        && terms.Policy.MayApprove(new PersonId(Id), size, client, terms.OnCall);

    public static Person New(string id, string name, string? email) =>
        new(
            id,
            name,
            email,
            false,
            ImmutableSortedDictionary<string, ClientRole>.Empty,
            ImmutableSortedSet<string>.Empty
        );
}

/// <summary>An invitation, kept under the hash of its code.</summary>
/// <param name="Client">The client that the person will belong to; null for a manager's own invite.</param>
internal sealed record Invite(string Person, string? Client, long ExpiresAtMicros, bool IsUsed);
