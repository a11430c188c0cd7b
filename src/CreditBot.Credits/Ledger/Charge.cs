using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>What a charge is for.</summary>
public enum ChargeKind
{
    Fee,
    OneTime,
    Overage,
}

/// <summary>An invoice line made by an entry: net, rounded once, in the month it counts in (design.md §3.8, §3.10).</summary>
/// <param name="Net">Negative when the line is voided by a reversal.</param>
public sealed record Charge(ChargeKind Kind, YearMonth Month, Money Net);
