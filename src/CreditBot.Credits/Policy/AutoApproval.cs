using CreditBot.Amounts;

namespace CreditBot.Policy;

/// <summary>Small one-time requests are approved by policy, without a manager (design.md §5); there is none unless it is switched on.</summary>
/// <param name="CreditsPerPeriod">For one client, from reset to reset.</param>
/// <param name="MinimumMargin">What the client's margin of the running month has to be with these credits sold and used; null: any.</param>
public sealed record AutoApproval(Credits CreditsPerPeriod, Money? MinimumMargin);
