using CreditBot.Ledger;
using CreditBot.Requests;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Ledger;

/// <summary>One step of a random life of a client.</summary>
/// <param name="Kind">0–5 usage, 6 grant, 7–9 plan changes, 10 terms, 11 holds, 12–13 reversals, 14 states.</param>
/// <param name="Thousandths">The amount.</param>
/// <param name="Hours">Time that passes before.</param>
/// <param name="HoursBack">How late usage comes.</param>
/// <param name="Choice">Picks a variant.</param>
internal sealed record RandomStep(int Kind, int Thousandths, int Hours, int HoursBack, int Choice);

/// <summary>Random lives of a client, all by the real decisions: every mode, roll-over, late usage, plan changes, grants, reversals.</summary>
internal static class RandomStory
{
    private static readonly string[] Zones =
    [
        "America/New_York",
        "Pacific/Auckland",
        "Pacific/Honolulu",
        "Europe/Berlin",
    ];

    internal static readonly Gen<RandomStep> Steps = Gen.Select(
            Gen.Int[0, 14],
            Gen.Int[1, 80_000],
            Gen.Int[0, 24 * 12],
            Gen.Int[0, 24 * 50],
            Gen.Int[0, 7]
        )
        .Select(
            (kind, amount, hours, back, choice) => new RandomStep(kind, amount, hours, back, choice)
        );

    internal static readonly Gen<(int Start, RandomStep[] Steps)> Lives = Gen.Select(
        Gen.Int[0, 400],
        Steps.Array[1, 40]
    );

    /// <summary>Steps of this kind and above take something back.</summary>
    internal const int FirstReversal = 12;

    /// <summary>How many lives a law is tried on: 100, or 5,000 with the full tests.</summary>
    internal static int Count { get; } =
        Environment.GetEnvironmentVariable("CREDITBOT_TESTS") == "full" ? 5000 : 100;

    internal static ClientStory Play(
        (int Start, RandomStep[] Steps) life,
        string id = "bella-bakery"
    )
    {
        var story = Begin(life.Start, id);
        foreach (var step in life.Steps)
        {
            Take(story, step);
        }

        return story.Until(story.Now + Duration.FromDays(10));
    }

    /// <summary>A client at the beginning of a life.</summary>
    internal static ClientStory Begin(int start, string id = "bella-bakery") =>
        ClientStory.Open(
            Agency.At(2026, 1, 20, 12),
            start % 3 == 0 ? Agency.Professional : Agency.Basic,
            startsOn: Agency.Day(2026, 1, 31).PlusDays(-start % 100),
            zone: DateTimeZoneProviders.Tzdb[Zones[start % 4]],
            overage: (OverageMode)(start / 4 % 4),
            rollover: start % 5 == 0
                ? new RolloverTerms(Agency.Cr(20), start % 2 == 0 ? 10 : 45)
                : null,
            id: id
        );

    /// <summary>Takes one step.</summary>
    internal static void Take(ClientStory story, RandomStep step)
    {
        story.Until(story.Now + Duration.FromHours(step.Hours));
        var amount = step.Thousandths / 1000m;
        var effective = step.Choice % 2 == 0 ? Effective.Now : Effective.NextReset;
        switch (step.Kind)
        {
            case <= 5:
                var late = step.Kind < 3 ? step.HoursBack : 0;
                story.Use(
                    amount,
                    story.Now - Duration.FromHours(late),
                    recordedAt: story.Now,
                    target: "page",
                    hold: step.Choice < 5 ? story.State.Holds.FirstOrDefault()?.Id : null
                );
                break;
            case 6:
                story.Grant(
                    amount,
                    step.Choice > 3 ? amount * 1.98m : null,
                    expiresAt: step.Choice % 3 == 0 ? story.Now + Duration.FromDays(20) : null,
                    priority: step.Choice == 1 ? 2 : null
                );
                break;
            case 7:
                story.Change(new PlanChange.ToAllocation(Agency.Cr(amount), null), effective);
                break;
            case 8:
                story.Change(
                    new PlanChange.Add(
                        Agency.Cr(amount),
                        Agency.Usd(10),
                        step.Choice % 2 == 0 ? 1 + (step.Choice % 3) : null
                    ),
                    effective
                );
                break;
            case 9:
                story.Change(
                    new PlanChange.ToPackage("Professional", Agency.Cr(150), Agency.Usd(199)),
                    effective
                );
                break;
            case 11 when step.Choice > 5 && !story.State.HoldsAt(story.Now).IsEmpty:
                story.Release(story.State.HoldsAt(story.Now)[0].Id);
                break;
            case 11:
                story.Hold(amount, 3600 * (1 + step.HoursBack % 160));
                break;
            case 14:
                // Seldom an end: after it little happens.
                var standing =
                    step.Thousandths % 8 == 0 ? Standing.Ended
                    : step.Choice % 2 == 0 ? Standing.Paused
                    : Standing.Active;
                story.Set(
                    standing,
                    from: step.Choice < 3
                        ? null
                        : story
                            .Now.InZone(story.State.Terms.Zone)
                            .Date.PlusDays(step.HoursBack / 24),
                    settlement: standing == Standing.Ended ? (Settlement)(step.Choice % 2) : null
                );
                break;
            case 12 or 13:
                // Mostly what was written last; sometimes what can't be reversed, or was before.
                story.Reverse(Math.Max(1, story.State.Version - (step.Thousandths % 6)));
                break;
            default:
                story.SetTerms(terms => terms with { Overage = (OverageMode)(step.Choice % 4) });
                break;
        }
    }
}
