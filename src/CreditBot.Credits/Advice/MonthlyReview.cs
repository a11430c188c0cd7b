using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using NodaTime;
using Period = CreditBot.Ledger.Period;

namespace CreditBot.Advice;

/// <summary>Marks clients that never use their credits, always run out, or suddenly used far more (design.md §4).</summary>
public static class MonthlyReview
{
    /// <summary>How many complete periods a tier and a spike are judged by, at most.</summary>
    private const int MonthsLookedAt = 12;

    private const int LeastEarlierMonths = 6;

    // 1.4826 × the median absolute deviation estimates the standard deviation of normal values.
    private const decimal Deviations = 3.5m * 1.4826m;

    /// <summary>What the review of a month says of a client: its periods whose last day (client's calendar) is not after the month's.</summary>
    /// <param name="state">Caught up to <paramref name="now"/>.</param>
    /// <param name="usage">Usage of the last such period at least: it shows a spike's pattern.</param>
    public static IReadOnlyList<ReviewFinding> Of(
        ClientState state,
        IReadOnlyList<UsageEvent> usage,
        PackageCatalog catalog,
        YearMonth month,
        Instant now
    )
    {
        // Nothing is proposed to a client that doesn't run.
        if (state.Standing != Standing.Active)
        {
            return [];
        }

        var lastDay = month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1);
        var months = AccountChecking
            .Complete(state, now)
            .Where(period => period.LastDay <= lastDay)
            .ToList();
        return
        [
            .. new ReviewFinding?[]
            {
                AlwaysOut(state, catalog, months, now),
                Spike(state, catalog, months, usage),
                NeverUsed(state, catalog, months),
            }.OfType<ReviewFinding>(),
        ];
    }

    private static ReviewFinding.NeverUsed? NeverUsed(
        ClientState state,
        PackageCatalog catalog,
        List<Period> months
    )
    {
        var paid = months.FindAll(period => !period.MonthlyNet.IsZero);
        var two = paid.TakeLast(2).ToList();
        var three = paid.TakeLast(3).ToList();
        var basis =
            two.Count == 2 && two.TrueForAll(period => period.Used.IsZero) ? two
            : three.Count == 3
            && three.TrueForAll(period =>
                period.Used.Thousandths * 10 < period.MonthlyNet.Thousandths
            )
                ? three
            : null;
        if (basis is null)
        {
            return null;
        }

        var looked = months.TakeLast(MonthsLookedAt).ToList();
        var tier = Tier.All.FirstOrDefault(tier =>
            looked.Count(period => period.Used <= tier.Credits) * 10 >= looked.Count * 9
        );
        if (tier is not null && tier.Credits >= state.Plan.MonthlyCredits)
        {
            tier = null;
        }

        var package = tier is null
            ? null
            : catalog
                .Packages.OrderBy(package => package.Credits)
                .FirstOrDefault(package =>
                    package.Credits >= tier.Credits
                    && package.Credits < state.Plan.MonthlyCredits
                    && package.Fee.Amount < state.Plan.MonthlyFee.Amount
                );
        return new ReviewFinding.NeverUsed(
            [.. basis.Select(period => Use(period, state))],
            tier,
            package?.Name,
            package is null ? null : (package.Fee - state.Plan.MonthlyFee).Rounded()
        );
    }

    private static ReviewFinding.AlwaysOut? AlwaysOut(
        ClientState state,
        PackageCatalog catalog,
        List<Period> months,
        Instant now
    )
    {
        var last = months.TakeLast(3).ToList();
        if (last.Count(period => AccountChecking.RanDry(period, state.Terms.Zone)) < 2)
        {
            return null;
        }

        var offers = OfferMaking.For(state, catalog, new Need(), now);
        var best = offers.BestValue ?? offers.OneTime;
        return new ReviewFinding.AlwaysOut(
            [.. last.Select(period => Use(period, state))],
            best,
            EffectOf(best, state, now)
        );
    }

    /// <summary>What the offer would have brought a month beyond what was in fact paid for extra credits; usage, and so its cost, stays.</summary>
    private static Money? EffectOf(Offer best, ClientState state, Instant now)
    {
        var past = AccountChecking
            .Complete(state, now)
            .TakeLast(AccountChecking.PastPeriods)
            .ToList();
        if (best.CostOverPast is not { } after || past.Count == 0)
        {
            return null;
        }

        var before = past.Sum(after.Currency, Extras);
        return NullWhenZero(after with { Amount = (after - before).Amount / past.Count });
    }

    private static ReviewFinding.Spike? Spike(
        ClientState state,
        PackageCatalog catalog,
        List<Period> months,
        IReadOnlyList<UsageEvent> usage
    )
    {
        if (months.Count <= LeastEarlierMonths)
        {
            return null;
        }

        var month = months[^1];
        var earlier = months
            .SkipLast(1)
            .TakeLast(MonthsLookedAt)
            .Select(period => period.Used.Value)
            .ToList();
        var median = Median.Of(earlier);
        var threshold = Math.Max(
            median + (Deviations * Median.AbsoluteDeviation(earlier)),
            1.5m * median
        );
        // A client that usually uses nothing has begun to use: that is no spike.
        if (median == 0 || month.Used.Value <= threshold)
        {
            return null;
        }

        var inMonth = usage.Where(one => month.Contains(one.At)).OrderBy(one => one.At).ToList();
        var perCredit = catalog.CostOn(month.End.InZone(catalog.Zone).Date);
        var usual = Estimating.Thousandths(median);
        return new ReviewFinding.Spike(
            Use(month, state),
            usual,
            Estimating.Thousandths(threshold),
            earlier.Count,
            Efficiency.Tips(inMonth, [month], earlyPeriodsForTip: 1) is [var costliest, ..]
                ? costliest
                : null,
            // Back at the usual, the credits above it cost nothing, and what was paid for extra ones is not paid.
            NullWhenZero((perCredit * (month.Used - usual)) - Extras(month))
        );
    }

    private static Money Extras(Period period) => period.OneTimePaid + period.OverageOwed.Rounded();

    private static Money? NullWhenZero(Money money) =>
        money.Rounded() is { IsZero: false } rounded ? rounded : null;

    private static MonthUse Use(Period period, ClientState state) =>
        new(
            period.StartsOn,
            period.Used,
            period.MonthlyNet,
            AccountChecking.RanDry(period, state.Terms.Zone),
            AccountChecking.DryOn(period, state.Terms.Zone)
        );
}
