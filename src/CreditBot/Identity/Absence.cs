using System.Text.Json.Serialization;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Identity;

/// <summary>A span in which somebody else decides in a manager's place: "I'm out until Monday, Sam decides" (design.md §5).</summary>
/// <param name="FromMicros">From when, in microseconds since 1970.</param>
/// <param name="UntilMicros">When they are back, in microseconds since 1970.</param>
/// <param name="StandIn">The id of who decides.</param>
internal sealed record Absence(long FromMicros, long UntilMicros, string StandIn)
{
    [JsonIgnore]
    public Instant Until => Instants.FromUnixTimeMicroseconds(UntilMicros);

    public static Absence Of(Instant from, Instant until, string standIn) =>
        new(
            Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(from)),
            Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(until)),
            standIn
        );

    public bool IsOnAt(Instant now) =>
        Instants.FromUnixTimeMicroseconds(FromMicros) <= now && now < Until;
}
