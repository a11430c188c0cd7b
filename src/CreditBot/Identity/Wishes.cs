using NodaTime;

namespace CreditBot.Identity;

/// <summary>How somebody wants to be told what they did not ask for (design.md §5).</summary>
/// <param name="Channel">Only there, while they can be reached there; null everywhere.</param>
/// <param name="QuietFrom">When their quiet hours begin, in minutes of their day; null without any.</param>
/// <param name="QuietTo">When they end, in minutes of the day; before the beginning means the next morning.</param>
/// <param name="Alerts">Whether they hear that credits become few.</param>
/// <param name="Digest">Whether they get the morning digest.</param>
/// <param name="OnlyWhenOut">Whether they hear of credits only once there are none.</param>
internal sealed record Wishes(
    string? Channel = null,
    int? QuietFrom = null,
    int? QuietTo = null,
    bool Alerts = true,
    bool Digest = true,
    bool OnlyWhenOut = false
)
{
    public const int MinutesADay = 24 * 60;

    /// <summary>When the quiet hours end that an instant lies in; null when it lies in none.</summary>
    public Instant? QuietUntil(Instant now, DateTimeZone zone)
    {
        if (QuietFrom is not { } from || QuietTo is not { } to || from == to)
        {
            return null;
        }

        var local = now.InZone(zone);
        var minute = (local.Hour * 60) + local.Minute;
        var (isQuiet, days) =
            from < to ? (from <= minute && minute < to, 0)
            : minute >= from ? (true, 1)
            : (minute < to, 0);
        return isQuiet
            ? local
                .Date.PlusDays(days)
                .At(LocalTime.FromMinutesSinceMidnight(to))
                .InZoneLeniently(zone)
                .ToInstant()
            : null;
    }
}

/// <summary>One wish that somebody changes.</summary>
internal abstract record WishChange
{
    private WishChange() { }

    public abstract Wishes Apply(Wishes wishes);

    /// <param name="Channel">Null everywhere.</param>
    public sealed record In(string? Channel) : WishChange
    {
        public override Wishes Apply(Wishes wishes) => wishes with { Channel = Channel };
    }

    /// <param name="From">Minutes of the day; both null without quiet hours.</param>
    public sealed record Quiet(int? From, int? To) : WishChange
    {
        public override Wishes Apply(Wishes wishes) =>
            wishes with
            {
                QuietFrom = From,
                QuietTo = To,
            };
    }

    /// <param name="OnlyWhenOut">At 100 % only, not at 80 %.</param>
    public sealed record Alerts(bool IsOn, bool OnlyWhenOut = false) : WishChange
    {
        public override Wishes Apply(Wishes wishes) =>
            wishes with
            {
                Alerts = IsOn,
                OnlyWhenOut = OnlyWhenOut,
            };
    }

    public sealed record Digest(bool IsOn) : WishChange
    {
        public override Wishes Apply(Wishes wishes) => wishes with { Digest = IsOn };
    }

    /// <summary>Only asks.</summary>
    public sealed record Nothing : WishChange
    {
        public override Wishes Apply(Wishes wishes) => wishes;
    }
}
