using NodaTime;

namespace CreditBot.Commands;

/// <summary>A clock that stands where the script puts it.</summary>
internal sealed class ScriptClock(Instant start) : IClock
{
    public Instant Now { get; set; } = start;

    public Instant GetCurrentInstant() => Now;
}
