using NodaTime;

namespace CreditBot.Demo;

/// <summary>A clock that is set: the demo's months are lived through, so that its ledger is as if they had been.</summary>
internal sealed class SeedClock(Instant start) : IClock
{
    private Instant _now = start;

    public Instant GetCurrentInstant() => _now;

    public void MoveTo(Instant at) => _now = Instant.Max(_now, at);
}
