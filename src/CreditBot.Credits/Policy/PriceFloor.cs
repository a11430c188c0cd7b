using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Policy;

/// <summary>The least that a credit is sold for by request; credits given by hand are no sale (design.md §5).</summary>
/// <param name="Kind">Null for every kind that has no floor of its own.</param>
/// <param name="PerCredit">Of one-time credits, of each credit more a month, or of each in a package's month.</param>
public sealed record PriceFloor(RequestKind? Kind, Money PerCredit);
