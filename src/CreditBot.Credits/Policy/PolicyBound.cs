using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Policy;

/// <summary>Up to how much something goes: credits, a price, or both (design.md §5).</summary>
/// <param name="Kind">Null for every kind that has no bound of its own.</param>
/// <param name="Credits">Once, or a month's; what it adds, for an upgrade. Null: any number.</param>
/// <param name="Price">The total, or a month's. Null: any price.</param>
public sealed record PolicyBound(RequestKind? Kind, Credits? Credits, Money? Price)
{
    /// <summary>Whether it goes as far as that; what is exactly as large still does.</summary>
    public bool Holds(RequestSize size) =>
        (Credits is not { } credits || size.Credits <= credits)
        && (Price is not { } price || size.Price.Amount <= price.Amount);
}

/// <summary>What some managers may approve.</summary>
/// <param name="Manager">Whom it limits; null with a role, or for everybody without a line of their own.</param>
public sealed record DecisionLimit(PersonId? Manager, ManagerRole? Role, PolicyBound UpTo);
