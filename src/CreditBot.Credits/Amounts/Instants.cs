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
}
