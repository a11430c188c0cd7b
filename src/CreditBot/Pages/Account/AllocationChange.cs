using NodaTime;

namespace CreditBot.Pages.Account;

/// <summary>A row of the allocation history.</summary>
/// <param name="Effect">What it added to the balance or took from it, in credits.</param>
public sealed record AllocationChange(long Seq, LocalDate On, string What, decimal Effect);
