using CreditBot.Advice;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

public class AccountCheckingTests
{
    [Fact]
    public void The_check_of_the_design_has_its_figures()
    {
        var story = BellaBakery.Story();

        var check = AccountChecking.Check(story.State, story.Usage, BellaBakery.Friday);

        // 46 of 50 monthly credits used, 4 left, none one-time. 50 more arrive on Tue 1 Dec.
        check.MonthlyUsed.ShouldBe(Cr(46));
        check.Allocation.ShouldBe(Cr(50));
        check.PercentUsed.ShouldBe(92m);
        check.MonthlyRemaining.ShouldBe(Cr(4));
        check.Balance.ShouldBe(Cr(4));
        check.OneTimeRemaining.ShouldBe(Cr(0));
        check.ResetsOn.ShouldBe(Day(2026, 12, 1));
        check.ArrivesAtReset.ShouldBe(Cr(50));

        // The last six months took 118 on average (40, 140, 131, 128, 135, 134) and ran dry in five of them.
        check.Past.Select(period => period.Used.Value).ShouldBe(BellaBakery.SixMonths);
        check.AverageUsed.ShouldBe(Cr(118));
        check.DryPeriods.ShouldBe(5);
        check.AverageIsAtLeast.ShouldBeTrue();
        check.RunOutDays.ShouldBe([
            Day(2026, 6, 10),
            Day(2026, 7, 10),
            Day(2026, 8, 10),
            Day(2026, 9, 10),
            Day(2026, 10, 10),
        ]);
        check.OneTimeBought.ShouldBe(Cr(418));
        check.OneTimePaid.ShouldBe(Usd(827.64m));
    }
}
