using NodaTime;

namespace CreditBot.Simulation;

/// <summary>A clock that is moved, also back.</summary>
internal sealed class SimulatedClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}
