using CreditBot.Advice;
using CreditBot.Ledger;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

public class ForecastTests
{
    private static AccountCheck Check(ClientStory story, Instant now) =>
        AccountChecking.Check(story.Until(now).State, story.Usage, now);

    private static ClientStory Daily(
        ClientStory story,
        LocalDate from,
        LocalDate to,
        Func<LocalDate, decimal> credits
    )
    {
        for (var day = from; day <= to; day = day.PlusDays(1))
        {
            if (credits(day) is > 0 and var amount)
            {
                story.Use(amount, At(day.Year, day.Month, day.Day, 11));
            }
        }

        return story;
    }

    [Fact]
    public void The_same_use_every_day_runs_out_on_the_day_that_division_tells()
    {
        // 3 a day on 12 days leave 14 on the 13th: gone on the fifth day, the 17th, whatever the chance.
        var story = Daily(
            ClientStory.Open(At(2026, 11, 1, 0)),
            Day(2026, 11, 1),
            Day(2026, 11, 12),
            _ => 3
        );

        var check = Check(story, At(2026, 11, 13, 9));

        check.PacePerDay.ShouldBe(Cr(3));
        check.DaysObserved.ShouldBe(12);
        check.Forecast.ShouldBe(new Forecast.RunsOut(Day(2026, 11, 17), Day(2026, 11, 17)));
    }

    [Fact]
    public void Days_of_which_not_all_usage_was_read_are_no_days_of_nothing()
    {
        // 3 a day on the 1st to the 14th of a package with 50: 8 are left on the 15th. Of the usage only what was written since
        // noon of the 5th is known: the 6th to the 14th count, at 3 a day, and the 8 end on the third day, the 17th.
        var story = Daily(
                ClientStory.Open(At(2026, 11, 1, 0)),
                Day(2026, 11, 1),
                Day(2026, 11, 14),
                _ => 3
            )
            .Until(At(2026, 11, 15, 9));
        var since = At(2026, 11, 5, 12);

        var check = AccountChecking.Check(
            story.State,
            [.. story.Usage.Where(one => one.At >= since)],
            At(2026, 11, 15, 9),
            since
        );

        check.DaysObserved.ShouldBe(9);
        check.PacePerDay.ShouldBe(Cr(3));
        check.Forecast.ShouldBe(new Forecast.RunsOut(Day(2026, 11, 17), Day(2026, 11, 17)));
    }

    [Fact]
    public void What_was_used_today_is_not_expected_again()
    {
        // As above, but today's 3 are used already and 11 are left: 3 more days, and 2 on the 17th.
        var story = Daily(
            ClientStory.Open(At(2026, 11, 1, 0)),
            Day(2026, 11, 1),
            Day(2026, 11, 13),
            _ => 3
        );

        Check(story, At(2026, 11, 13, 18))
            .Forecast.ShouldBe(new Forecast.RunsOut(Day(2026, 11, 17), Day(2026, 11, 17)));
    }

    [Fact]
    public void Uneven_use_has_an_earlier_day_that_is_possible_too()
    {
        // 0 and 4 by turns on the 14 days to Saturday the 14th: 22 are left on the 15th. The weekends hold 0 and 4 as well:
        // 10 working days of mean 2 and variance 40 / 9, and 4 weekend days of mean 2 and variance 16 / 3.
        // The mean reaches 22 on the 11th day, the 25th.
        var story = Daily(
            ClientStory.Open(At(2026, 11, 1, 0)),
            Day(2026, 11, 1),
            Day(2026, 11, 14),
            day => day.Day % 2 == 0 ? 4 : 0
        );

        var forecast = Check(story, At(2026, 11, 15, 9))
            .Forecast.ShouldBeOfType<Forecast.RunsOut>();

        forecast.LikelyOn.ShouldBe(Day(2026, 11, 25));
        // Day 7 (21st): 5 working, 2 weekend days; V = 5·40/9 + 25·(40/9)/10 + 2·16/3 + 4·(16/3)/4 = 49.3, σ 7.0: 14 + 9.0 = 23.0 ≥ 22.
        // Day 6 (20th): 5 working, 1 weekend day; V = 22.2 + 11.1 + 5.3 + 1.3 = 40.0, σ 6.3: 12 + 8.1 = 20.1 < 22.
        forecast.EarliestOn.ShouldBe(Day(2026, 11, 21));
    }

    [Fact]
    public void Working_days_and_weekends_are_told_apart()
    {
        // 2 on each of 15 working days, nothing on 4 weekend days: 4 are left on Saturday the 14th, for Monday and Tuesday.
        // All days alike would take 1.58 a day and say Monday.
        var story = Daily(
            ClientStory.Open(At(2026, 10, 26, 0), monthlyCredits: 34),
            Day(2026, 10, 26),
            Day(2026, 11, 13),
            day => day.DayOfWeek < IsoDayOfWeek.Saturday ? 2 : 0
        );

        Check(story, At(2026, 11, 14, 9))
            .Forecast.ShouldBe(new Forecast.RunsOut(Day(2026, 11, 17), Day(2026, 11, 17)));
    }

    [Fact]
    public void Days_without_credits_are_left_out_of_the_pace()
    {
        // 5 a day for 10 days, then nothing is left for the rest of November; 5 a day again from 1 December.
        var story = ClientStory.Open(At(2026, 11, 1, 0));
        Daily(story, Day(2026, 11, 1), Day(2026, 11, 10), _ => 5);
        Daily(story, Day(2026, 12, 1), Day(2026, 12, 4), _ => 5);

        var check = Check(story, At(2026, 12, 5, 9));

        check.PacePerDay.ShouldBe(Cr(5));
        check.DaysObserved.ShouldBe(14);
        check.Past[0].RanDry.ShouldBeTrue();
        check.Forecast.ShouldBe(new Forecast.RunsOut(Day(2026, 12, 10), Day(2026, 12, 10)));
    }

    [Fact]
    public void A_day_on_which_more_than_there_was_is_used_counts_in_the_pace()
    {
        // 5 a day use up the 50 on the 10th; on the 12th and 13th 5 more go through all the same. The 11th had nothing to use.
        var story = ClientStory.Open(At(2026, 11, 1, 0));
        Daily(story, Day(2026, 11, 1), Day(2026, 11, 10), _ => 5);
        Daily(story, Day(2026, 11, 12), Day(2026, 11, 13), _ => 5);

        var check = Check(story, At(2026, 11, 14, 9));

        check.DaysObserved.ShouldBe(12);
        check.PacePerDay.ShouldBe(Cr(5));
        check.OverageThisPeriod.ShouldBe(Cr(10));
    }

    [Fact]
    public void In_a_mode_that_never_blocks_a_day_without_use_is_a_day_of_no_use()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 0), overage: OverageMode.Invoice);
        Daily(story, Day(2026, 11, 1), Day(2026, 11, 10), _ => 5);

        Check(story, At(2026, 11, 21, 9)).PacePerDay.ShouldBe(Cr(2.5m));
    }

    [Fact]
    public void Little_use_lasts_until_the_reset()
    {
        var story = Daily(
            ClientStory.Open(At(2026, 11, 1, 0)),
            Day(2026, 11, 1),
            Day(2026, 11, 20),
            _ => 1
        );

        Check(story, At(2026, 11, 21, 9)).Forecast.ShouldBe(new Forecast.LastsUntilReset(null));
    }

    [Fact]
    public void A_client_that_uses_nothing_lasts_until_the_reset() =>
        Check(ClientStory.Open(At(2026, 11, 1, 0)), At(2026, 11, 20))
            .Forecast.ShouldBe(new Forecast.LastsUntilReset(null));

    [Fact]
    public void A_new_client_has_too_little_history()
    {
        var story = Daily(
            ClientStory.Open(At(2026, 11, 1, 0)),
            Day(2026, 11, 1),
            Day(2026, 11, 6),
            _ => 1
        );

        var check = Check(story, At(2026, 11, 7, 9));
        check.Forecast.ShouldBe(new Forecast.TooLittleHistory());
        check.PacePerDay.ShouldBeNull();
        Check(story, At(2026, 11, 8, 9)).Forecast.ShouldNotBe(new Forecast.TooLittleHistory());
    }

    [Fact]
    public void A_client_with_nothing_left_is_out_since_a_day()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 0)).Use(50, At(2026, 11, 17, 15));

        var check = Check(story, At(2026, 11, 20));
        check.Forecast.ShouldBe(new Forecast.AlreadyOut(Day(2026, 11, 17)));
        check.RunOutDays.ShouldBe([Day(2026, 11, 17)]);
    }

    [Fact]
    public void Credits_that_expire_before_they_are_used_do_not_count()
    {
        var story = Daily(
            ClientStory.Open(At(2026, 11, 1, 0), monthlyCredits: 90),
            Day(2026, 11, 1),
            Day(2026, 11, 10),
            _ => 4
        );
        story.Grant(30, at: At(2026, 11, 11), expiresAt: At(2026, 11, 13));

        // 50 + 30 on the 11th. The 30 give 8 on two days and end; 50 from the 13th at 4 a day end on the 25th.
        Check(story, At(2026, 11, 11, 9))
            .Forecast.ShouldBe(new Forecast.RunsOut(Day(2026, 11, 25), Day(2026, 11, 25)));
    }

    [Fact]
    public void Days_are_those_of_the_clients_zone()
    {
        // 20:00 in New York is the next day in Auckland.
        var auckland = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];
        var story = ClientStory.Open(
            At(2026, 11, 1, 0),
            startsOn: Day(2026, 11, 1),
            zone: auckland
        );
        for (var day = 1; day <= 10; day++)
        {
            story.Use(4, At(2026, 11, day, 20));
        }

        // It is the 12th there when it is the 11th, 20:00, here; the 2nd to the 11th were used, the 1st not.
        var check = Check(story, At(2026, 11, 11, 19, 59));
        check.Today.ShouldBe(Day(2026, 11, 12));
        check.DaysObserved.ShouldBe(11);
        check.PacePerDay.ShouldBe(Cr(3.636m));
    }

    [Fact]
    public void A_client_that_has_not_started_has_its_start_as_reset()
    {
        var check = Check(
            ClientStory.Open(At(2026, 11, 12, 9), startsOn: Day(2026, 12, 5)),
            At(2026, 11, 20)
        );

        check.ResetsOn.ShouldBe(Day(2026, 12, 5));
        check.ArrivesAtReset.ShouldBe(Cr(50));
        check.Forecast.ShouldBe(new Forecast.TooLittleHistory());
        check.Past.ShouldBeEmpty();
        check.AverageUsed.ShouldBeNull();
    }

    [Fact]
    public void A_client_without_an_allocation_has_no_percentage_and_never_ran_dry()
    {
        var story = ClientStory.Open(At(2026, 9, 1, 9), monthlyCredits: 0, monthlyFee: 0);

        var check = Check(story, At(2026, 11, 20));

        check.PercentUsed.ShouldBeNull();
        check.DryPeriods.ShouldBe(0);
        check.Forecast.ShouldBeOfType<Forecast.AlreadyOut>();
        check.Tips.ShouldBeEmpty();
    }

    [Fact]
    public void History_taken_in_late_tells_what_ran_dry()
    {
        var story = ClientStory
            .Open(At(2026, 11, 12, 9), startsOn: Day(2026, 9, 1))
            .Use(80, At(2026, 9, 10), recordedAt: At(2026, 11, 12, 10))
            .Use(20, At(2026, 10, 10), recordedAt: At(2026, 11, 12, 11));

        var past = Check(story, At(2026, 11, 13)).Past;
        past.Select(period => (period.Used, period.RanDry))
            .ShouldBe([(Cr(80), true), (Cr(20), false)]);
    }

    [Fact]
    public void The_same_facts_give_the_same_check()
    {
        var story = BellaBakery.Story();
        var one = AccountChecking.Check(story.State, story.Usage, BellaBakery.Friday);
        var two = AccountChecking.Check(
            story.State,
            [.. story.Usage.Reverse()],
            BellaBakery.Friday
        );

        two.Forecast.ShouldBe(one.Forecast);
        two.Tips.ShouldBe(one.Tips);
        two.PacePerDay.ShouldBe(one.PacePerDay);
    }
}
