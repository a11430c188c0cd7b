using CreditBot.Advice;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

public class EstimatingTests
{
    private static UsageEvent[] Done(string action, params decimal[] credits) =>
        [.. credits.Select(one => new UsageEvent(At(2026, 11, 1), Cr(one), action))];

    [Fact]
    public void Five_pages_and_a_post_range_between_the_clients_and_the_agencys_medians()
    {
        // Own: pages 4, 5, 9 (median 5), posts 3, 3, 4 (3). Agency: pages 8, posts 2.5.
        var own = Estimating.Medians([.. Done("page", 4, 5, 9), .. Done("Posts", 3, 3, 4)]);
        var agency = Estimating.Medians([.. Done("page", 8, 8, 8), .. Done("post", 2, 2.5m, 7)]);

        var estimate = Estimating.Of(
            new Dictionary<string, decimal> { ["pages"] = 5, ["post"] = 1 },
            own,
            agency
        )!;

        // 5 × 5 + 2.5 = 27.5 to 5 × 8 + 3 = 43.
        estimate.Range.ShouldBe(new CreditsRange(Cr(28), Cr(43)));
        estimate
            .Parts.Select(part => (part.Action, part.Own!.Credits, part.Agency!.Credits))
            .ShouldBe([("page", Cr(5), Cr(8)), ("post", Cr(3), Cr(2.5m))]);
        estimate.Unknown.ShouldBeEmpty();
    }

    [Fact]
    public void With_one_base_the_range_is_between_its_quartiles()
    {
        // 1, 2, 3, 4, 9: quartiles 2 and 4.
        var agency = Estimating.Medians(Done("image", 9, 1, 4, 2, 3));

        var estimate = Estimating.Of(
            new Dictionary<string, decimal> { ["images"] = 10 },
            new Dictionary<string, WorkMedian>(),
            agency
        )!;

        estimate.Range.ShouldBe(new CreditsRange(Cr(20), Cr(40)));
        estimate.Parts[0].Own.ShouldBeNull();
        estimate.Parts[0].Agency!.Samples.ShouldBe(5);
    }

    [Fact]
    public void Work_that_nobody_has_done_is_named_and_left_out()
    {
        var own = Estimating.Medians(Done("page", 4, 5, 9));

        var estimate = Estimating.Of(
            new Dictionary<string, decimal> { ["page"] = 1, ["form"] = 2 },
            own,
            own
        )!;

        estimate.Range.ShouldBe(CreditsRange.Exactly(Cr(5)));
        estimate.Unknown.ShouldBe(["form"]);
        Estimating.Of(new Dictionary<string, decimal> { ["form"] = 2 }, own, own).ShouldBeNull();
    }

    [Fact]
    public void Two_uses_are_too_few_for_a_median() =>
        Estimating.Medians(Done("page", 4, 5)).ShouldBeEmpty();

    [Fact]
    public void Units_share_what_an_event_took()
    {
        var usage = new[] { 2m, 4m, 5m }.Select(units => new UsageEvent(
            At(2026, 11, 1),
            Cr(12),
            "section",
            Units: units
        ));

        // 6, 3 and 2.4 a section.
        Estimating.Medians(usage)["section"].Credits.ShouldBe(Cr(3));
    }
}
