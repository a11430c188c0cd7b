using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>What one whole day took, for the pace.</summary>
/// <param name="Used">Credits, with their thousandths.</param>
internal sealed record DayUse(LocalDate Day, decimal Used)
{
    internal static bool IsWeekend(LocalDate day) =>
        day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}

/// <summary>Usage by the client's days, without those on which there was nothing to use (design.md §4).</summary>
internal static class DailyUse
{
    /// <summary>The whole days before today that a client had credits on, from a date.</summary>
    internal static IReadOnlyList<DayUse> Observed(
        ClientState state,
        IEnumerable<UsageEvent> usage,
        LocalDate from,
        Instant now
    )
    {
        var zone = state.Terms.Zone;
        var today = now.InZone(zone).Date;
        if (state.Periods.IsEmpty)
        {
            return [];
        }

        var first = LocalDate.Max(from, state.Periods[0].StartsOn);
        var used = usage
            .GroupBy(one => one.At.InZone(zone).Date)
            .ToDictionary(day => day.Key, day => day.Sum(one => one.Credits.Value));
        var dry = DryDays(state, used, now);
        var days = new List<DayUse>();
        for (var day = first; day < today; day = day.PlusDays(1))
        {
            if (!dry.Contains(day))
            {
                days.Add(new DayUse(day, used.GetValueOrDefault(day)));
            }
        }

        return days;
    }

    /// <summary>
    /// Days on which nothing was left and nothing was used, in the only mode that keeps a client from using more.
    /// A period knows when it first ran dry and for how long altogether; the first so many unused days after that are the dry ones.
    /// </summary>
    private static HashSet<LocalDate> DryDays(
        ClientState state,
        Dictionary<LocalDate, decimal> used,
        Instant now
    )
    {
        var dry = new HashSet<LocalDate>();
        if (state.Terms.Overage != OverageMode.Block)
        {
            return dry;
        }

        var zone = state.Terms.Zone;
        foreach (var period in state.Periods)
        {
            if (period.DryAt is not { } dryAt)
            {
                continue;
            }

            var isRunning = period == state.Current;
            var dryFor =
                isRunning && state.DrySince is { } since
                    ? period.DryFor + (now - Instant.Max(since, period.Start))
                    : period.DryFor;
            var left = (int)Math.Round(dryFor.TotalDays, MidpointRounding.AwayFromZero);
            var end = isRunning ? now.InZone(zone).Date : period.EndsOn;
            var day = dryAt.InZone(zone).Date;
            // The day on which it ran dry had credits, unless it never had any.
            for (
                day = dryAt == period.Start ? day : day.PlusDays(1);
                day < end && left > 0;
                day = day.PlusDays(1)
            )
            {
                if (used.GetValueOrDefault(day) == 0)
                {
                    dry.Add(day);
                    left--;
                }
            }
        }

        return dry;
    }
}
