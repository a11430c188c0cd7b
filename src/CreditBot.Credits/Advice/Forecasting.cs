using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>Forecasts the day on which the credits run out.</summary>
/// <remarks>
/// Future days are taken as independent draws from the observed ones, working days and weekends apart. Over n days their sum is
/// close to normal, with mean n × m and variance n × s² + n² × s² ÷ N: the second part because m itself is known from N days
/// only. The likely day is the first on which the mean reaches what is left, the earliest the first on which
/// mean + 1.2816 × deviation does (a chance of 1 in 10). Lots are used in burn order and end at their expiry.
/// </remarks>
internal static class Forecasting
{
    /// <summary>How far back the pace looks: six weeks hold every day of the week six times and still follow a change.</summary>
    internal const int LooksBackDays = 42;

    /// <summary>Days with credits below which nothing is said.</summary>
    internal const int LeastDays = 7;

    /// <summary>With fewer weekend or working days than this, days are not told apart.</summary>
    private const int LeastDaysOfAKind = 4;

    // The 90 % quantile of the standard normal distribution.
    private const double EarlyQuantile = 1.2816;

    internal static Forecast Of(
        ClientState state,
        IReadOnlyList<DayUse> days,
        decimal usedToday,
        Instant now
    )
    {
        var zone = state.Terms.Zone;
        if (state.Current is not { } current)
        {
            return new Forecast.TooLittleHistory();
        }

        if (state.Balance.IsZero)
        {
            return new Forecast.AlreadyOut(state.DrySince?.InZone(zone).Date);
        }

        // Nothing is to be said of a client that doesn't run: it has no reset to last until.
        if (days.Count < LeastDays || state.Standing != Standing.Active)
        {
            return new Forecast.TooLittleHistory();
        }

        var today = now.InZone(zone).Date;
        var sums = Sums(Kinds(days), today, current.EndsOn, usedToday).ToList();
        var lots = BurnOrder
            .Sort(state.Lots.Where(lot => !lot.Remaining.IsZero))
            .Select(lot =>
                (
                    lot.Remaining,
                    // The reset renews what ends with it, so that is no running out.
                    ExpiresOn: lot.ExpiresAt < current.End ? lot.ExpiresAt?.InZone(zone).Date : null
                )
            )
            .ToList();
        var likely = RunOut(lots, sums.ConvertAll(sum => (sum.Day, sum.Mean)));
        var early = RunOut(
            lots,
            sums.ConvertAll(sum =>
                (sum.Day, sum.Mean + (decimal)(EarlyQuantile * Math.Sqrt((double)sum.Variance)))
            )
        );
        return likely is { } day
            ? new Forecast.RunsOut(day, early is { } first ? LocalDate.Min(first, day) : day)
            : new Forecast.LastsUntilReset(early);
    }

    /// <summary>Days that are alike: working days, weekends, or all when too few were seen to tell them apart.</summary>
    private sealed class DayKind(IReadOnlyCollection<DayUse> days)
    {
        internal int Count { get; } = days.Count;

        internal decimal Mean { get; } = days.Average(day => day.Used);

        /// <summary>Of the sum of n days, with the mean itself uncertain.</summary>
        internal decimal VarianceOf(int n)
        {
            var ofOne = days.Sum(day => (day.Used - Mean) * (day.Used - Mean)) / (Count - 1);
            return (n * ofOne) + (ofOne * n * n / Count);
        }
    }

    private static Func<LocalDate, DayKind> Kinds(IReadOnlyList<DayUse> days)
    {
        var weekend = days.Where(day => DayUse.IsWeekend(day.Day)).ToList();
        var working = days.Where(day => !DayUse.IsWeekend(day.Day)).ToList();
        if (weekend.Count < LeastDaysOfAKind || working.Count < LeastDaysOfAKind)
        {
            var all = new DayKind(days);
            return _ => all;
        }

        var (onWeekends, onWorkingDays) = (new DayKind(weekend), new DayKind(working));
        return day => DayUse.IsWeekend(day) ? onWeekends : onWorkingDays;
    }

    /// <summary>Mean and variance of all usage from now to the end of each day before the reset.</summary>
    private static IEnumerable<(LocalDate Day, decimal Mean, decimal Variance)> Sums(
        Func<LocalDate, DayKind> kindOf,
        LocalDate today,
        LocalDate resetsOn,
        decimal usedToday
    )
    {
        var mean = 0m;
        var ahead = new Dictionary<DayKind, int>();
        for (var day = today; day < resetsOn; day = day.PlusDays(1))
        {
            var kind = kindOf(day);
            // What was used today already has left the balance.
            mean += day == today ? Math.Max(0m, kind.Mean - usedToday) : kind.Mean;
            ahead[kind] = ahead.GetValueOrDefault(kind) + 1;
            yield return (day, mean, ahead.Sum(pair => pair.Key.VarianceOf(pair.Value)));
        }
    }

    /// <summary>The first day at whose end nothing is left, when usage sums up as told.</summary>
    private static LocalDate? RunOut(
        IReadOnlyList<(Credits Remaining, LocalDate? ExpiresOn)> lots,
        IReadOnlyList<(LocalDate Day, decimal Sum)> usage
    )
    {
        var left = lots.Select(lot => (Credits: lot.Remaining.Value, lot.ExpiresOn)).ToArray();
        var before = 0m;
        foreach (var (day, sum) in usage)
        {
            var wanted = sum - before;
            before = sum;
            for (var i = 0; i < left.Length; i++)
            {
                var taken = Math.Min(left[i].Credits, Math.Max(0m, wanted));
                left[i].Credits -= taken;
                wanted -= taken;
                // Usable until, not at, its expiry: one that ends at the start of tomorrow is gone tonight.
                if (left[i].ExpiresOn <= day.PlusDays(1))
                {
                    left[i].Credits = 0m;
                }
            }

            if (left.All(lot => lot.Credits <= 0m))
            {
                return day;
            }
        }

        return null;
    }
}
