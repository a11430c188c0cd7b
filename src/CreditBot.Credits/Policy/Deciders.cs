using CreditBot.Amounts;

namespace CreditBot.Policy;

/// <summary>What the rules have to know about people when a client's request is decided.</summary>
/// <param name="Linked">Those who belong to the client, and who stands in for them: none of them decides its requests (design.md §5).</param>
/// <param name="OnCall">The agency's managers on call.</param>
public sealed record Deciders(IReadOnlySet<PersonId> Linked, IReadOnlyList<PersonId> OnCall)
{
    /// <summary>Nobody is linked, nobody on call.</summary>
    public static readonly Deciders Strangers = new(new HashSet<PersonId>(), []);
}
