using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Identity;

/// <summary>A span in which somebody else decides in a manager's place: "I'm out until Monday, Sam decides" (design.md §5).</summary>
/// <param name="FromMicros">From when, in microseconds since 1970.</param>
/// <param name="UntilMicros">When they are back, in microseconds since 1970.</param>
/// <param name="StandIn">The id of who decides.</param>
/// <param name="IsAhead">Planned: who decides has not been shown what waits.</param>
internal sealed record Absence(
    long FromMicros,
    long UntilMicros,
    string StandIn,
    bool IsAhead = false
)
{
    [JsonIgnore]
    public Instant From => Instants.FromUnixTimeMicroseconds(FromMicros);

    [JsonIgnore]
    public Instant Until => Instants.FromUnixTimeMicroseconds(UntilMicros);

    public static Absence Of(Instant from, Instant until, string standIn, bool isAhead = false) =>
        new(Micros(from), Micros(until), standIn, isAhead);

    public bool IsOnAt(Instant now) => From <= now && now < Until;

    /// <summary>One more span, at its place among others; it replaces those that it overlaps, and what has begun of them ends where it begins.</summary>
    public static ImmutableList<Absence> Plan(
        ImmutableList<Absence> spans,
        Absence next,
        Instant now
    ) =>
        [
            .. spans
                .Where(span => span.Until > now)
                .Select(span =>
                    span.Until <= next.From || next.Until <= span.From ? span
                    : span.From < now ? span with { UntilMicros = next.FromMicros }
                    : null
                )
                .OfType<Absence>()
                .Append(next)
                .OrderBy(span => span.FromMicros),
        ];

    /// <summary>What is left once somebody says that they are there: neither the span that is on nor those to come.</summary>
    public static ImmutableList<Absence> End(ImmutableList<Absence> spans, Instant now) =>
        [
            .. spans
                .Where(span => span.From < now)
                .Select(span => span.Until > now ? span with { UntilMicros = Micros(now) } : span),
        ];

    private static long Micros(Instant at) =>
        Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(at));
}
