using NodaTime;

namespace CreditBot.Amounts;

/// <summary>Instants as entries keep them.</summary>
public static class Instants
{
    private const int TicksPerMicrosecond = 10;

    /// <summary>The instant without what is finer than a microsecond (design.md §3.1).</summary>
    public static Instant WholeMicroseconds(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(
            ticks - (((ticks % TicksPerMicrosecond) + TicksPerMicrosecond) % TicksPerMicrosecond)
        );
    }

    /// <summary>The stored form of an instant in a fact.</summary>
    /// <exception cref="InvalidOperationException">It is finer than a microsecond: what is stored would not be what was decided on.</exception>
    public static long ToUnixTimeMicroseconds(Instant instant) =>
        WholeMicroseconds(instant) == instant
            ? instant.ToUnixTimeTicks() / TicksPerMicrosecond
            : throw new InvalidOperationException(
                $"{instant} is finer than a microsecond; round it where it enters."
            );

    public static Instant FromUnixTimeMicroseconds(long microseconds) =>
        Instant.FromUnixTimeTicks(microseconds * TicksPerMicrosecond);
}
