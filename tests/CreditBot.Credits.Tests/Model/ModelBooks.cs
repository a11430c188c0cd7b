using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>A client's figures of one calendar month.</summary>
internal sealed record ModelBook(
    decimal Fee,
    decimal OneTime,
    decimal Overage,
    decimal Adjustments,
    decimal Cost,
    long Used
)
{
    public decimal Margin => Fee + OneTime + Overage - Cost + Adjustments;
}

/// <summary>Month books the slow way: every line and every usage asked, for each month, where it counts (§3.8–10).</summary>
internal static class ModelBooks
{
    public static ModelBook Of(ModelClient client, YearMonth month)
    {
        var agency = client.Agency;
        var lines = client
            .Lines.Where(line => agency.CountsIn(line.Month, line.RecordedAt) == month)
            .ToList();
        var adjustments = lines.Where(line => line.Month != month).Sum(line => line.Net);
        var cost = 0m;
        var used = 0L;
        foreach (var (own, uses) in Costs(client, month))
        {
            // Rounded once per client and month; for closed months once per month closed and month in which it counts.
            var rounded = agency.Round(uses.Sum(use => use.Cost));
            cost += own == month ? rounded : 0m;
            adjustments -= own == month ? 0m : rounded;
            used += own == month ? uses.Sum(use => use.Credits) : 0;
        }

        return new ModelBook(
            Sum(ChargeKind.Fee),
            Sum(ChargeKind.OneTime),
            Sum(ChargeKind.Overage),
            adjustments,
            cost,
            used
        );

        decimal Sum(ChargeKind kind) =>
            lines.Where(line => line.Kind == kind && line.Month == month).Sum(line => line.Net);
    }

    /// <summary>What was used and given back, by its own month, as far as it counts in the month.</summary>
    private static Dictionary<YearMonth, List<(long Credits, decimal Cost)>> Costs(
        ModelClient client,
        YearMonth month
    )
    {
        var agency = client.Agency;
        var costs = new Dictionary<YearMonth, List<(long, decimal)>>();
        foreach (var use in client.Uses.Where(use => !use.Period.IsHistory))
        {
            var cost = agency.CostOn(ModelDays.On(use.At, agency.Zone)) * use.Credits / 1000m;
            Count(use.RecordedAt, use.Credits, cost);
            if (use.ReversedAt is { } reversedAt)
            {
                Count(reversedAt, -use.Credits, -cost);
            }

            void Count(Instant recordedAt, long credits, decimal amount)
            {
                var own = agency.MonthOf(use.At);
                if (agency.CountsIn(own, recordedAt) == month)
                {
                    costs.TryAdd(own, []);
                    costs[own].Add((credits, amount));
                }
            }
        }

        return costs;
    }
}
