using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Catalog;

/// <summary>A price per credit in force from a date (agency's zone) until the next one.</summary>
public sealed record DatedPrice(LocalDate From, Money PerCredit);
