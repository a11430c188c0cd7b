using CreditBot.Advice;
using CreditBot.Catalog;
using CreditBot.Tests.Ledger;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

/// <summary>Basic 50/$99, Professional 150/$199, extra credits at fee / credits.</summary>
public class StartingPlanTests
{
    [Fact]
    public void A_few_pages_start_with_fifty()
    {
        var plan = StartingPlan.For(SiteKind.Brochure, Sells)!;

        (plan.Package, plan.MonthlyCredits, plan.MonthlyFee).ShouldBe(("Basic", Cr(50), Usd(99)));
    }

    [Theory]
    [InlineData(SiteKind.Business)]
    [InlineData(SiteKind.Shop)]
    public void What_changes_often_starts_with_a_hundred_where_that_costs_least(SiteKind site)
    {
        // Basic and 50 more: 99 + 50 × 1.98 = 198, a dollar less than Professional.
        var plan = StartingPlan.For(site, Sells)!;

        (plan.Package, plan.MonthlyCredits, plan.MonthlyFee).ShouldBe(("Basic", Cr(100), Usd(198)));
    }

    [Fact]
    public void Of_two_that_cost_the_same_the_larger_is_proposed()
    {
        var catalog = Sells with
        {
            Packages =
            [
                new Package("Basic", Cr(50), Usd(99)),
                new Package("Professional", Cr(150), Usd(198)),
            ],
        };

        StartingPlan.For(SiteKind.Shop, catalog)!.Package.ShouldBe("Professional");
        StartingPlan.For(SiteKind.Shop, catalog with { Packages = [] }).ShouldBeNull();
    }

    [Theory]
    [InlineData(30, "Minimal")]
    [InlineData(49.999, "Minimal")]
    [InlineData(50, "Standard")]
    [InlineData(9000, "Standard")]
    public void The_tier_that_fits_covers_the_month_and_more_when_it_ran_dry(
        double used,
        string tier
    )
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Use((decimal)used, At(2026, 11, 20));

        StartingPlan.Fitting(story.State.Current!).Name.ShouldBe(tier);
    }
}
