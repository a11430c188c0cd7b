using System.Collections.Immutable;
using CreditBot.Identity;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Identity;

/// <summary>Spans of absence (design.md §5): at any moment the one said last decides.</summary>
public class AbsenceTests
{
    private const int Most = 40;

    private static readonly Gen<(int Now, int From, int Until)[]> Plans = Gen.Select(
            Gen.Int[0, Most],
            Gen.Int[0, Most],
            Gen.Int[1, Most]
        )
        .Select((now, from, days) => (now, Math.Max(now, from), Math.Max(now, from) + days))
        .Array[0, 8];

    [Fact]
    public void A_later_span_replaces_what_it_overlaps()
    {
        var spans = Absence.Plan([], Span(0, 10, "sam"), Day(0));
        spans = Absence.Plan(spans, Span(20, 30, "sam"), Day(1));
        spans = Absence.Plan(spans, Span(40, 50, "sam"), Day(1));

        Absence
            .Plan(spans, Span(5, 25, "kim"), Day(2))
            .ShouldBe([Span(0, 5, "sam"), Span(5, 25, "kim"), Span(40, 50, "sam")]);
    }

    [Fact]
    public void Being_back_ends_what_is_on_and_drops_what_is_planned()
    {
        var spans = Absence.Plan([], Span(0, 10, "sam"), Day(0));
        spans = Absence.Plan(spans, Span(20, 30, "sam"), Day(1));

        Absence.End(spans, Day(4)).ShouldBe([Span(0, 4, "sam")]);
    }

    [Fact]
    public void At_most_one_is_on_and_the_one_said_last_is_kept_whole() =>
        Plans.Sample(plans =>
        {
            ImmutableList<Absence> spans = [];
            var said = 0;
            foreach (var (now, from, until) in plans.OrderBy(plan => plan.Now))
            {
                var next = Span(from, until, $"p{said++}");
                spans = Absence.Plan(spans, next, Day(now));

                spans.ShouldContain(next);
                for (var day = now; day <= 3 * Most; day++)
                {
                    var on = spans.Where(span => span.IsOnAt(Day(day))).ToList();
                    on.Count.ShouldBeLessThanOrEqualTo(1);
                    (on.Contains(next)).ShouldBe(from <= day && day < until);
                }
            }
        });

    private static Absence Span(int from, int until, string standIn) =>
        Absence.Of(Day(from), Day(until), standIn);

    private static Instant Day(int n) => Instant.FromUtc(2026, 11, 1, 0, 0) + Duration.FromDays(n);
}
