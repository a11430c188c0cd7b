using CreditBot.Advice;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using CreditBot.Tests.Months;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

/// <summary>Never used, always out, spike: each with the figures it stands on (design.md §4).</summary>
public class MonthlyReviewTests
{
    private static readonly YearMonth October = new(2026, 10);
    private static readonly Instant Now = At(2026, 11, 1, 7);

    /// <summary>Months up to October, each used in its middle.</summary>
    private static ClientStory Months(Catalog.Package package, params decimal[] used)
    {
        var first = October.PlusMonths(1 - used.Length);
        var story = ClientStory.Open(At(first.Year, first.Month, 1), package);
        for (var i = 0; i < used.Length; i++)
        {
            var month = first.PlusMonths(i);
            if (used[i] > 0)
            {
                story.Use(used[i], At(month.Year, month.Month, 15));
            }
        }

        return story;
    }

    private static IReadOnlyList<ReviewFinding> Review(ClientStory story) =>
        MonthlyReview.Of(story.Until(Now).State, story.Usage, Sells, October, Now);

    private static ReviewLine Line(ClientStory story) =>
        MonthStory.Book(October, Now, clients: story).Review.ShouldHaveSingleItem();

    [Fact]
    public void Nothing_in_two_full_months_is_never_used()
    {
        var story = Months(Enterprise, 40, 0, 0);

        var finding = Review(story)
            .ShouldHaveSingleItem()
            .ShouldBeOfType<ReviewFinding.NeverUsed>();

        finding
            .Months.Select(month => (month.StartsOn.Month, month.Used))
            .ShouldBe([(9, Cr(0)), (10, Cr(0))]);
        // Minimal (50) covered all three months; Basic holds it, for 400 a month less.
        finding.Tier!.Name.ShouldBe("Minimal");
        finding.Package.ShouldBe("Basic");
        finding.MarginEffect.ShouldBe(Usd(-400));
        var line = Line(story);
        line.Figures.ShouldBe("Used 0 of 500 in September, 0 of 500 in October.");
        line.Proposal.ShouldBe(
            "Minimal (50 a month) would have covered 90 % of months: offer Basic."
        );
    }

    [Fact]
    public void Under_a_tenth_in_three_is_never_used()
    {
        // 14.9 of 150 is just under, 15 is a tenth.
        Review(Months(Professional, 14.9m, 3, 14.9m))
            .ShouldHaveSingleItem()
            .ShouldBeOfType<ReviewFinding.NeverUsed>()
            .Months.Count.ShouldBe(3);
        Review(Months(Professional, 14.9m, 15, 3)).ShouldBeEmpty();
        Review(Months(Professional, 3, 3)).ShouldBeEmpty();
    }

    [Fact]
    public void The_tier_covers_nine_months_of_ten()
    {
        // Ten months of 120, then nothing in two: 10 of 12 are above 100, so Active (200) it is, not below 150.
        var story = Months(Enterprise, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 0, 0);

        var finding = Review(story).OfType<ReviewFinding.NeverUsed>().Single();

        finding.Tier!.Name.ShouldBe("Active");
        // The smallest package that holds 200 is Enterprise itself.
        finding.Package.ShouldBeNull();
        finding.MarginEffect.ShouldBeNull();
    }

    [Fact]
    public void A_client_on_the_smallest_has_no_smaller_tier()
    {
        var story = Months(Basic, 0, 0);

        Review(story).OfType<ReviewFinding.NeverUsed>().Single().Tier.ShouldBeNull();
        Line(story).Proposal.ShouldBe("No smaller tier: ask what keeps them from using it.");
    }

    [Fact]
    public void Dry_in_two_of_the_last_three_is_always_out()
    {
        // 30 beyond 50 twice, unpaid: extra credits would be 2 × 30 × 1.98 = 118.80 over the three months.
        var story = Months(Basic, 80, 40, 80);

        var finding = Review(story)
            .ShouldHaveSingleItem()
            .ShouldBeOfType<ReviewFinding.AlwaysOut>();

        finding.Months.Select(month => month.RanDry).ShouldBe([true, false, true]);
        finding.Best.Terms.Kind.ShouldBe(RequestKind.OneTime);
        finding.Best.Adds.ShouldBe(Cr(30));
        // 118.80 / 3 a month, and nothing was paid so far.
        finding.MarginEffect.ShouldBe(Usd(39.60m));
        Line(story)
            .Figures.ShouldBe(
                "Ran dry before the reset in 2 of the last 3 months (15 Aug, 15 Oct); used 80 of 50 in August, 40 of 50 in September, 80 of 50 in October."
            );
        Review(Months(Basic, 80, 40, 40)).ShouldBeEmpty();
    }

    [Fact]
    public void The_client_of_the_design_is_best_served_by_Professional()
    {
        var story = BellaBakery.Story();

        var finding = MonthlyReview
            .Of(story.State, story.Usage, Sells, October, BellaBakery.Friday)
            .OfType<ReviewFinding.AlwaysOut>()
            .Single();

        finding.Best.Terms.Package.ShouldBe("Professional");
        // 600 more for the package over six months, 827.64 less for the extra credits that were paid: −227.64 / 6.
        finding.MarginEffect.ShouldBe(Usd(-37.94m));
    }

    [Fact]
    public void A_month_far_above_the_usual_is_a_spike()
    {
        // 100, 110, 90, 105, 95, 100: median 100, MAD 5; 100 + 3.5 × 1.4826 × 5 = 125.9, but 1.5 × 100 is more.
        var story = Months(Enterprise, 100, 110, 90, 105, 95, 100, 160);

        var finding = Review(story).ShouldHaveSingleItem().ShouldBeOfType<ReviewFinding.Spike>();

        finding.Month.Used.ShouldBe(Cr(160));
        finding.Median.ShouldBe(Cr(100));
        finding.Threshold.ShouldBe(Cr(150));
        finding.EarlierMonths.ShouldBe(6);
        // 60 credits above the usual at $0.10.
        finding.MarginEffect.ShouldBe(Usd(6));
        Review(Months(Enterprise, 100, 110, 90, 105, 95, 100, 150)).ShouldBeEmpty();
    }

    [Fact]
    public void A_client_whose_months_differ_anyway_has_a_higher_bound()
    {
        // 50, 150, 100, 60, 140, 100: median 100, distances 50, 50, 0, 40, 40, 0, so MAD 40: 100 + 207.564.
        Review(Months(Enterprise, 50, 150, 100, 60, 140, 100, 307)).ShouldBeEmpty();
        var finding = Review(Months(Enterprise, 50, 150, 100, 60, 140, 100, 308))
            .ShouldHaveSingleItem()
            .ShouldBeOfType<ReviewFinding.Spike>();
        finding.Threshold.ShouldBe(Cr(307.564m));
    }

    [Fact]
    public void Five_earlier_months_are_too_few_for_a_spike() =>
        Review(Months(Enterprise, 100, 100, 100, 100, 100, 400)).ShouldBeEmpty();

    [Fact]
    public void A_client_that_begins_to_use_is_no_spike() =>
        Review(Months(Enterprise, 0, 0, 0, 0, 0, 0, 60)).ShouldBeEmpty();

    [Fact]
    public void A_spike_names_the_tip_that_its_pattern_shows()
    {
        var story = Months(Enterprise, 40, 40, 40, 40, 40, 40, 0);
        for (var i = 0; i < 30; i++)
        {
            story.Use(3, At(2026, 10, 20) + Duration.FromMinutes(30 * i), target: "home");
        }

        // 90 in October against a median of 40; 29 of the 30 edits came within the hour.
        var finding = Review(story).ShouldHaveSingleItem().ShouldBeOfType<ReviewFinding.Spike>();
        finding.Tip.ShouldBe(new EfficiencyTip(TipKind.BeSpecific, 29, 30, Cr(87)));
        Line(story)
            .Proposal.ShouldBe(
                "Training on specific prompts: 29 of 30 edits redid the same target within the hour, 87 credits."
            );
    }

    [Fact]
    public void A_new_client_has_no_findings()
    {
        Review(ClientStory.Open(At(2026, 10, 20, 9))).ShouldBeEmpty();
        Review(Months(Basic, 0)).ShouldBeEmpty();
    }

    [Fact]
    public void The_review_of_a_month_leaves_later_periods_out()
    {
        var story = Months(Enterprise, 40, 0, 0).Until(At(2027, 2, 1));

        MonthlyReview
            .Of(story.State, story.Usage, Sells, new YearMonth(2026, 9), story.Now)
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_worst_comes_first_in_the_book()
    {
        var never = Months(Enterprise, 40, 0, 0);
        var spike = Spiking();
        var book = MonthStory.Book(October, Now, clients: [never, spike]);

        book.Review.Select(line => line.Finding).ShouldBe([Finding.Spike, Finding.NeverUsed]);
        book.Clients.Single(client => client.Name == "Spiky").Findings.ShouldBe([Finding.Spike]);
    }

    private static ClientStory Spiking()
    {
        var story = ClientStory.Open(At(2026, 4, 1), Enterprise, id: "spiky", name: "Spiky");
        foreach (var month in new[] { 4, 5, 6, 7, 8, 9 })
        {
            story.Use(100, At(2026, month, 15));
        }

        return story.Use(300, At(2026, 10, 15));
    }
}
