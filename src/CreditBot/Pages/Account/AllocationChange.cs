using NodaTime;

namespace CreditBot.Pages.Account;

/// <summary>A row of the allocation history.</summary>
/// <param name="Given">What it added to the balance, in credits.</param>
/// <param name="Taken">What it took from the balance, in credits: expired, voided or repaid.</param>
public sealed record AllocationChange(
    long Seq,
    LocalDate On,
    string What,
    decimal Given,
    decimal Taken
);
