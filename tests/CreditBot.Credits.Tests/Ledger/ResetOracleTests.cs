using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

/// <summary>Resets in every zone of tzdb, for anchors 1–31, from 2020 to 2035, against a calendar worked out another way (design.md §3.4).</summary>
public class ResetOracleTests
{
    /// <summary>Without credits and fee, so that sixteen years are caught up in a moment.</summary>
    private static readonly Package Nothing = new("Basic", Credits.Zero, Usd(0));

    /// <summary>Zones whose clocks skip a midnight or change often within these years, always tried.</summary>
    private static readonly string[] Awkward =
    [
        "Africa/Cairo",
        "Africa/Casablanca",
        "America/Asuncion",
        "America/Havana",
        "America/Santiago",
        "America/Scoresbysund",
        "Antarctica/Troll",
        "Asia/Beirut",
        "Asia/Gaza",
        "Asia/Tehran",
        "Atlantic/Azores",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
    ];

    private static IEnumerable<string> Zones =>
        Environment.GetEnvironmentVariable("CREDITBOT_TESTS") == "full"
            ? DateTimeZoneProviders.Tzdb.Ids
            : DateTimeZoneProviders.Tzdb.Ids.Where((_, i) => i % 10 == 0).Union(Awkward);

    [Fact]
    public void Every_zone_and_anchor_resets_when_a_walked_clock_says_so() =>
        Parallel.ForEach(
            Zones,
            id =>
            {
                var zone = DateTimeZoneProviders.Tzdb[id];
                var walked = new WalkedCalendar(zone);
                for (var day = 1; day <= 31; day++)
                {
                    var periods = ClientStory
                        .Open(
                            walked.Reset(day, WalkedCalendar.Resets) - Duration.Epsilon,
                            Nothing,
                            startsOn: new LocalDate(WalkedCalendar.FirstYear, 1, day),
                            zone: zone
                        )
                        .State.Periods;
                    periods.Count.ShouldBe(WalkedCalendar.Resets, $"{id}, anchor {day}");
                    for (var n = 0; n < periods.Count; n++)
                    {
                        if (
                            periods[n].Start != walked.Reset(day, n)
                            || periods[n].End != walked.Reset(day, n + 1)
                        )
                        {
                            Assert.Fail(
                                $"{id}, anchor {day}, reset {n}: {periods[n].Start} to {periods[n].End}, but by the walked clock {walked.Reset(day, n)} to {walked.Reset(day, n + 1)}"
                            );
                        }
                    }
                }
            }
        );

    [Theory]
    // Midnight itself is skipped: the day starts at 01:00.
    [InlineData("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z")]
    [InlineData("America/Asuncion", "2023-10-01", "2023-10-01T04:00:00Z")]
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]
    [InlineData("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z")]
    [InlineData("Asia/Tehran", "2022-03-22", "2022-03-21T20:30:00Z")]
    [InlineData("Atlantic/Azores", "2026-03-29", "2026-03-29T01:00:00Z")]
    // Before 2020: Brazil had summer time until 2019.
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    // Midnight comes twice: the first counts.
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    // The hour before midnight comes twice: the day starts after the second.
    [InlineData("Asia/Beirut", "2025-10-26", "2025-10-25T22:00:00Z")]
    // The whole day is skipped: what would start on it starts with the next.
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")]
    [InlineData("Pacific/Fakaofo", "2011-12-30", "2011-12-30T11:00:00Z")]
    [InlineData("Pacific/Kiritimati", "1994-12-31", "1994-12-31T10:00:00Z")]
    [InlineData("Pacific/Kwajalein", "1993-08-21", "1993-08-21T12:00:00Z")]
    public void A_reset_on_a_day_without_a_midnight_comes_with_its_first_instant(
        string zone,
        string day,
        string start
    )
    {
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        var expected = NodaTime.Text.InstantPattern.General.Parse(start).Value;
        var story = ClientStory.Open(
            expected - Duration.FromDays(20),
            startsOn: date.PlusMonths(-2),
            zone: DateTimeZoneProviders.Tzdb[zone]
        );
        story.State.Periods.Count.ShouldBe(2);
        story.State.Current!.End.ShouldBe(expected);
        story.Until(expected - Duration.FromMilliseconds(1)).State.Periods.Count.ShouldBe(2);
        story.Until(expected).State.Periods.Count.ShouldBe(3);
        story.State.Current!.StartsOn.ShouldBe(date);
    }
}
