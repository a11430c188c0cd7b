using System.Collections.Immutable;
using NodaTime;

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
/// <param name="Wishes">How they want to be told things; null as everybody is.</param>
/// <param name="Absences">Spans in which somebody decides in their place, by time, none over another; some may be past. Null as empty.</param>
internal sealed record Person(
    string Id,
    string Name,
    string? Email,
    bool IsManager,
    ImmutableSortedDictionary<string, ClientRole> Clients,
    ImmutableSortedSet<string> Identities,
    ImmutableList<Absence>? Absences = null,
    Wishes? Wishes = null
)
{
    /// <summary>The span in which they are away; null when they are there.</summary>
    public Absence? AbsenceAt(Instant now) => Absences?.Find(span => span.IsOnAt(now));

    /// <summary>Whether a manager may mean them by this: their id, or the beginning of their name.</summary>
    public bool IsCalled(string idOrName) =>
        string.Equals(Id, idOrName, StringComparison.OrdinalIgnoreCase)
        || Name.StartsWith(idOrName, StringComparison.OrdinalIgnoreCase);

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
/// <param name="Role">What they may do there; null, as in older ones, lets them ask.</param>
internal sealed record Invite(
    string Person,
    string? Client,
    long ExpiresAtMicros,
    bool IsUsed,
    ClientRole? Role = null
);
