using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>A random history: any zone of tzdb, awkward anchors, steps of a microsecond to months, late and odd usage.</summary>
/// <remarks>The same seed gives the same history on every machine: Random(seed) is one algorithm by its documentation.</remarks>
internal sealed class RandomHistory
{
    private static readonly IReadOnlyList<string> Zones = [.. DateTimeZoneProviders.Tzdb.Ids];

    private readonly Random _random;
    private readonly ModelOpening _opening;
    private readonly LocalDate _anchor;
    private Instant _now;
    private readonly List<string> _holds = [];
    private readonly List<string> _reversible = [];
    private int _named;

    private RandomHistory(int seed)
    {
        _random = new Random(seed);
        var year = Chance(20) ? Between(1996, 2035) : Between(2020, 2030);
        _now =
            Instant.FromUtc(year, Between(1, 12), Between(1, 28), Between(0, 23), Between(0, 59))
            + Microseconds(Chance(20) ? Between(0, 999_999) : 0);
        var zone = AnyZone();
        var startsOn = StartsOn(zone);
        _anchor = startsOn ?? ModelDays.On(_now, zone);
        var (package, credits, fee) = Pick(ModelOpening.Packages);
        _opening = new ModelOpening
        {
            Now = _now,
            AgencyZone = Chance(30) ? zone : AnyZone(),
            Zone = zone,
            StartsOn = startsOn,
            Currency = Pick(["USD", "USD", "USD", "JPY", "KWD"]),
            GraceDays = Pick([3, 3, 3, 0, 1, 10]),
            CostPerCredit =
            [
                (new LocalDate(1990, 1, 1), 0.10m),
                (ModelDays.On(_now, zone).PlusDays(Between(1, 300)), Between(1, 3000) / 10_000m),
            ],
            ExtraPrice = Price(),
            Mode = Pick(Enum.GetValues<OverageMode>()),
            OveragePrice = Price(),
            Rollover = Chance(40) ? (Between(0, 60), Between(1, 70)) : null,
            Package = package,
            MonthlyCredits = Chance(25) ? Between(0, 90_000) / 1000m : credits,
            MonthlyFee = Chance(25) ? Between(0, 300_000) / 1000m : fee,
        };
    }

    public static ModelHistory Of(int seed)
    {
        var life = new RandomHistory(seed);
        var steps = new List<ModelStep>();
        for (var left = life.Between(20, 300); left > 0; left--)
        {
            life._now = life.Later();
            steps.Add(life.Step() with { ComparesBooks = left % 25 == 0 });
            life._reversible.AddRange(steps[^1].Name is { } name ? [name] : []);
        }

        return new ModelHistory(life._opening, steps);
    }

    /// <summary>The same, with events that come again, alike or not, and a clock that goes back and far ahead.</summary>
    public static ModelHistory WithRepeatsAndClockSteps(int seed)
    {
        var (opening, straight) = Of(seed);
        var random = new Random(seed);
        var steps = new List<ModelStep>();
        var sent = new List<ModelStep.Use>();
        foreach (
            var step in straight.Where(step =>
                step is not (ModelStep.CloseLastMonth or ModelStep.SetState)
            )
        )
        {
            steps.Add(
                step with
                {
                    Now = random.Next(100) switch
                    {
                        < 88 => step.Now,
                        < 95 => step.Now - Duration.FromHours(1),
                        < 97 => step.Now - Duration.FromDays(random.Next(90)),
                        < 99 => step.Now + Duration.FromDays(3),
                        _ => Instant.FromUtc(1970, 1, 1, 0, 0),
                    },
                }
            );
            if (step is ModelStep.Use use)
            {
                sent.Add(use);
            }

            if (sent.Count > 0 && random.Next(100) < 15)
            {
                var again = sent[random.Next(sent.Count)] with { Now = step.Now };
                steps.Add(
                    random.Next(4) switch
                    {
                        0 => again with { Credits = again.Credits + 1 },
                        1 => again with { At = again.At is null ? step.Now : null },
                        _ => again,
                    }
                );
            }
        }

        return new ModelHistory(opening, steps);
    }

    private ModelStep Step() =>
        _random.Next(100) switch
        {
            < 55 => new ModelStep.Use(_now, Name("u"), Amount(), UsedAt(), AnyHold()),
            < 66 => Grant(),
            < 70 => Hold(),
            < 76 => new ModelStep.Reverse(_now, AnyOf(_reversible) ?? "u0"),
            < 77 => new ModelStep.Release(_now, AnyOf(_holds) ?? "h0"),
            < 86 => PlanChange(),
            < 91 => Terms(),
            < 92 => new ModelStep.SetExtraPrice(_now, Price()),
            < 93 => Listing(),
            < 95 => State(),
            < 96 => new ModelStep.CloseLastMonth(_now),
            _ => new ModelStep.Pass(_now),
        };

    private ModelStep Hold()
    {
        _holds.Add(Name("h"));
        return new ModelStep.Hold(_now, _holds[^1], Amount(), Between(1, 604_800));
    }

    private string? AnyHold() => Chance(20) ? AnyOf(_holds) : null;

    private string? AnyOf(List<string> names) => names.Count == 0 ? null : Pick(names);

    private ModelStep Grant()
    {
        var credits = Amount();
        decimal? price =
            Chance(40) ? null
            : Chance(30) ? 0m
            : credits * Between(1, 3000) / 1000m;
        Instant? expiresAt = _random.Next(10) switch
        {
            < 5 => null,
            < 7 => _now + Duration.FromHours(Between(1, 24 * 60)),
            < 9 => NearReset(after: true),
            _ => _now - Microseconds(Between(0, 1)),
        };
        int? priority = Chance(70) ? null : Between(0, 9);
        return new ModelStep.Grant(_now, Name("g"), credits, price, expiresAt, priority);
    }

    private ModelStep PlanChange()
    {
        var atOnce = Chance(60);
        return _random.Next(3) switch
        {
            0 => new ModelStep.ToPackage(_now, Pick(ModelOpening.Packages).Name, atOnce),
            1 => new ModelStep.ToAllocation(
                _now,
                Chance(10) ? 0 : Amount(),
                Chance(50) ? null : Between(0, 400_000) / 1000m,
                atOnce
            ),
            _ => new ModelStep.AddMonthly(
                _now,
                Amount(),
                Between(0, 50_000) / 1000m,
                atOnce,
                Chance(50) ? Between(1, 4) : null
            ),
        };
    }

    private ModelStep Terms() =>
        _random.Next(4) switch
        {
            0 => new ModelStep.SetMode(_now, Pick(Enum.GetValues<OverageMode>())),
            1 => new ModelStep.SetOveragePrice(_now, Price()),
            2 => new ModelStep.SetZone(_now, AnyZone()),
            _ => new ModelStep.SetRollover(_now, Between(0, 80), Between(1, 70)),
        };

    private ModelStep State()
    {
        var to = Chance(8) ? ModelState.Ended : Pick([ModelState.Paused, ModelState.Active]);
        LocalDate? from = Chance(50)
            ? null
            : ModelDays.On(_now, _opening.Zone).PlusDays(Between(0, 45));
        return new ModelStep.SetState(_now, to, from, to == ModelState.Ended && Chance(50));
    }

    private ModelStep Listing()
    {
        var (name, credits, fee) = Pick(ModelOpening.Packages);
        return new ModelStep.ListPackage(_now, name, credits + Between(0, 9), fee + Between(0, 30));
    }

    /// <summary>Mostly now; often late, sometimes by months, at the edge of a period, before the start, or ahead of the clock.</summary>
    private Instant? UsedAt() =>
        _random.Next(100) switch
        {
            < 15 => null,
            < 50 => _now,
            < 72 => _now - Duration.FromMinutes(Between(1, 60 * 72)),
            < 86 => _now - Duration.FromHours(Between(1, 24 * 75)),
            < 93 => NearReset(after: false),
            < 96 => ModelDays.Start(_anchor.PlusDays(Between(-2, 2)), _opening.Zone)
                - Microseconds(1),
            _ => _now + Duration.FromSeconds(Between(1, 360)),
        };

    private Instant Later() =>
        _random.Next(100) switch
        {
            < 10 => _now,
            < 60 => _now + Duration.FromMinutes(Between(1, 60 * 36)),
            < 82 => _now + Duration.FromHours(Between(1, 24 * 12)),
            < 96 => Instant.Max(_now, NearReset(after: true)),
            _ => _now + Duration.FromDays(Between(30, 200)),
        };

    /// <summary>At a reset by the opening's calendar, or a microsecond or an hour beside it.</summary>
    private Instant NearReset(bool after)
    {
        var number = 0;
        while (ModelDays.MonthsLater(_anchor, number) <= ModelDays.On(_now, _opening.Zone))
        {
            number++;
        }

        var date = ModelDays.MonthsLater(
            _anchor,
            Math.Max(0, after ? number : number - Between(1, 3))
        );
        var beside = Pick([
            Duration.Zero,
            Microseconds(1),
            Microseconds(-1),
            Duration.FromHours(1),
            Duration.FromHours(-1),
        ]);
        return ModelDays.Start(date, _opening.Zone) + beside;
    }

    private LocalDate? StartsOn(DateTimeZone zone)
    {
        var today = ModelDays.On(_now, zone);
        var day = today.PlusDays(Chance(15) ? Between(0, 40) : -Between(0, 300));
        var clamped = new LocalDate(day.Year, day.Month, 1).PlusMonths(1).PlusDays(-1);
        return Chance(20) ? null
            : Chance(40) ? clamped.PlusDays(-Between(0, 2))
            : day;
    }

    private string Name(string kind) => FormattableString.Invariant($"{kind}{++_named}");

    private decimal Amount() =>
        Chance(30) ? Between(1, 120_000) / 1000m : Between(1, 40) * (Chance(50) ? 1m : 0.5m);

    private decimal? Price() => Chance(50) ? null : Between(0, 30_000) / 10_000m;

    private DateTimeZone AnyZone() => DateTimeZoneProviders.Tzdb[Pick(Zones)];

    private static Duration Microseconds(int count) => Duration.FromTicks(count * 10L);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private int Between(int from, int to) => _random.Next(from, to + 1);

    private bool Chance(int percent) => _random.Next(100) < percent;
}
