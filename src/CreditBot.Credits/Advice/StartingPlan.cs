using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using Period = CreditBot.Ledger.Period;

namespace CreditBot.Advice;

/// <summary>What kind of site a new client has, as the manager who adds it knows.</summary>
public enum SiteKind
{
    /// <summary>A few pages that rarely change.</summary>
    Brochure,

    /// <summary>News, a blog or offers that change every week.</summary>
    Business,

    /// <summary>A shop or anything that changes daily.</summary>
    Shop,
}

/// <summary>Where a new client starts before there is any usage to go by: 50 to 100 credits a month by tier, looked at again after the first month (design.md §2).</summary>
public static class StartingPlan
{
    /// <summary>The tier to begin with: Minimal for what rarely changes, Standard for the rest.</summary>
    public static Tier TierOf(SiteKind site) => Tier.All[site == SiteKind.Brochure ? 0 : 1];

    /// <summary>The cheapest plan with at least the tier's credits; of two that cost the same the larger one. Null when nothing is sold.</summary>
    public static Plan? For(SiteKind site, PackageCatalog catalog)
    {
        var credits = TierOf(site).Credits;
        return catalog
            .Packages.Select(package =>
                package.Credits >= credits
                    ? new Plan(package.Name, package.Credits, package.Fee)
                    : new Plan(
                        package.Name,
                        credits,
                        package.Fee
                            + (
                                catalog.ExtraPriceFor(package.Name) * (credits - package.Credits)
                            ).Rounded()
                    )
            )
            .OrderBy(plan => plan.MonthlyFee.Amount)
            .ThenByDescending(plan => plan.MonthlyCredits)
            .FirstOrDefault();
    }

    /// <summary>The smallest tier that would have covered a month; of one that ran dry, and so needed more than it had, the next one. The largest when none does.</summary>
    public static Tier Fitting(Period month) =>
        Tier.All.FirstOrDefault(tier =>
            month.DryAt is null ? tier.Credits >= month.Used : tier.Credits > month.MonthlyNet
        ) ?? Tier.All[^1];
}
