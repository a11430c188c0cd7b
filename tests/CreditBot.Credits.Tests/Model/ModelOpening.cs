using System.Globalization;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>How a history begins: the agency, and the client as it is opened.</summary>
internal sealed record ModelOpening
{
    public required Instant Now { get; init; }
    public required DateTimeZone AgencyZone { get; init; }
    public required DateTimeZone Zone { get; init; }
    public required LocalDate? StartsOn { get; init; }
    public required string Currency { get; init; }
    public required int GraceDays { get; init; }
    public required IReadOnlyList<(LocalDate From, decimal Price)> CostPerCredit { get; init; }
    public required decimal? ExtraPrice { get; init; }
    public required OverageMode Mode { get; init; }
    public required decimal? OveragePrice { get; init; }
    public required (decimal Max, int Days)? Rollover { get; init; }
    public required string Package { get; init; }
    public required decimal MonthlyCredits { get; init; }
    public required decimal MonthlyFee { get; init; }

    /// <summary>What every agency of a history sells at first.</summary>
    public static IReadOnlyList<(string Name, decimal Credits, decimal Fee)> Packages { get; } =
    [("Basic", 50m, 99m), ("Professional", 150m, 199m), ("Enterprise", 500m, 499m)];

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {ModelStep.When(Now)}  opened in {Zone.Id}, starts {(
                StartsOn is { } day ? day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) : "today"
            )}, {Package} {MonthlyCredits} for {MonthlyFee} {Currency}, {Mode}{(
                OveragePrice is { } price ? FormattableString.Invariant($" at {price}") : ""
            )}{(
                Rollover is var (max, days) ? FormattableString.Invariant($", rolls over {max} for {days} days") : ""
            )}
                              agency in {AgencyZone.Id}, grace {GraceDays} days, extra credits at {(
                ExtraPrice?.ToString(CultureInfo.InvariantCulture) ?? "the package's price"
            )}, a credit costs {string.Join(", ", CostPerCredit.Select(cost => FormattableString.Invariant($"{cost.Price} from {cost.From:uuuu-MM-dd}")))}
            """
        );
}
