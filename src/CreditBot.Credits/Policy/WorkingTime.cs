using NodaTime;

namespace CreditBot.Policy;

/// <summary>When an agency works: reminders, escalations and promises of an answer count this time only (design.md §5).</summary>
/// <param name="Days">Default Monday to Friday.</param>
/// <param name="From">Default 09:00.</param>
/// <param name="To">Default 17:00, not part of it.</param>
public sealed record WorkingTime(
    IReadOnlyList<IsoDayOfWeek> Days,
    LocalTime From,
    LocalTime To,
    IReadOnlyList<LocalDate> Holidays,
    DateTimeZone Zone
)
{
    /// <summary>Mon–Fri 09:00–17:00 without holidays.</summary>
    public static WorkingTime Default(DateTimeZone zone) =>
        new(
            [
                IsoDayOfWeek.Monday,
                IsoDayOfWeek.Tuesday,
                IsoDayOfWeek.Wednesday,
                IsoDayOfWeek.Thursday,
                IsoDayOfWeek.Friday,
            ],
            new LocalTime(9, 0),
            new LocalTime(17, 0),
            [],
            zone
        );

    public bool IsWorkingDay(LocalDate date) =>
        Days.Contains(date.DayOfWeek) && !Holidays.Contains(date);

    /// <summary>The instant at which some working time has passed.</summary>
    /// <exception cref="InvalidOperationException">There is no working time in two years.</exception>
    public Instant After(Instant start, Duration working)
    {
        var date = start.InZone(Zone).Date;
        for (var day = 0; day < 731; day++, date = date.PlusDays(1))
        {
            if (!IsWorkingDay(date))
            {
                continue;
            }

            var opens = Instant.Max(date.At(From).InZoneLeniently(Zone).ToInstant(), start);
            var closes = date.At(To).InZoneLeniently(Zone).ToInstant();
            if (opens >= closes)
            {
                continue;
            }

            if (closes - opens >= working)
            {
                return opens + working;
            }

            working -= closes - opens;
        }

        throw new InvalidOperationException("The agency's working time has no hours in two years.");
    }
}
