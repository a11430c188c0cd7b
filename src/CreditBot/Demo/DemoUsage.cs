using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Demo;

/// <summary>Believable usage, the same for the same seed: sittings on working days, pages edited, built and published.</summary>
internal sealed class DemoUsage(int seed)
{
    private const string Source = "/demo/editor";
    private static readonly string[] Targets =
    [
        "/",
        "/about",
        "/menu",
        "/contact",
        "/blog",
        "/prices",
        "/team",
        "/news",
        "/shop",
        "/gallery",
    ];
    private readonly Random _random = new(seed);
    private int _count;

    /// <summary>Usage that adds up to an amount, between two instants, in order of time.</summary>
    public IReadOnlyList<ReportedUsage> Spread(
        DemoClient client,
        decimal total,
        Instant from,
        Instant to,
        DateTimeZone zone
    )
    {
        var events = new List<ReportedUsage>();
        var left = total;
        while (left > 0)
        {
            var at = Sitting(from, to, zone);
            var session = $"{client.Id}-s{_count}";
            var edits = _random.NextDouble() < client.Alone ? 1 : _random.Next(2, 6);
            for (var edit = 0; edit < edits && left > 0; edit++)
            {
                var (action, credits) = Work(total);
                var target = Targets[_random.Next(Targets.Length)];
                left = Add(events, client, action, target, session, at, credits, left);
                at = Instant.Min(at + Duration.FromMinutes(_random.Next(4, 18)), to);
                if (action == "edit" && _random.NextDouble() < client.Redo && left > 0)
                {
                    left = Add(events, client, action, target, session, at, 1.2m, left);
                    at = Instant.Min(at + Duration.FromMinutes(_random.Next(4, 18)), to);
                }
            }

            if (left > 0 && _random.NextDouble() < 0.3)
            {
                left = Add(events, client, "publish", "/", session, at, 0.2m, left);
            }
        }

        return [.. events.OrderBy(use => use.At)];
    }

    /// <summary>Forty edits that come to 46 credits, nine of them of the same page within the hour, for 11 credits.</summary>
    public IReadOnlyList<ReportedUsage> FortyEdits(DemoClient client, Instant from, Instant to)
    {
        const int sittings = 9;
        var events = new List<ReportedUsage>();
        var step = (to - from) / (sittings + 1);
        var plain = 0;
        for (var sitting = 0; sitting < sittings; sitting++)
        {
            var at = from + (step * (sitting + 1));
            var minutes = Duration.Min(Duration.FromMinutes(11), step / 8);
            var session = $"{client.Id}-now{sitting}";
            // 31 edits of different pages: four sittings of four and five of three.
            var pages = sitting < 4 ? 4 : 3;
            for (var page = 0; page < pages; page++)
            {
                var credits = plain++ < 27 ? 1.1m : 1.325m;
                Add(
                    events,
                    client,
                    "edit",
                    Targets[(sitting + (page * 3)) % Targets.Length],
                    session,
                    at + (minutes * page),
                    credits,
                    credits
                );
            }

            var again = sitting < 7 ? 1.2m : 1.3m;
            Add(
                events,
                client,
                "edit",
                Targets[sitting % Targets.Length],
                session,
                at + (minutes * pages),
                again,
                again
            );
        }

        return events;
    }

    private decimal Add(
        List<ReportedUsage> events,
        DemoClient client,
        string action,
        string target,
        string session,
        Instant at,
        decimal credits,
        decimal left
    )
    {
        var used = Math.Min(credits, left);
        var usage = new Usage(
            Source,
            $"{client.Id}-{++_count}",
            Credits.Of(used),
            action,
            target,
            session
        );
        events.Add(new ReportedUsage(usage, client.Id, at, $"demo-{_count}"));
        return left - used;
    }

    /// <summary>An instant in working hours where the span allows it.</summary>
    private Instant Sitting(Instant from, Instant to, DateTimeZone zone)
    {
        for (var tries = 0; tries < 40; tries++)
        {
            var at = from + ((to - from) * _random.NextDouble());
            var local = at.InZone(zone);
            if (
                local is
                {
                    DayOfWeek: not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday),
                    Hour: >= 8 and < 19
                }
            )
            {
                return at;
            }
        }

        return from + ((to - from) * _random.NextDouble());
    }

    /// <summary>What is done: mostly edits, and more whole pages and sites where much is used.</summary>
    private (string Action, decimal Credits) Work(decimal total)
    {
        var dice = _random.NextDouble();
        return total switch
        {
            > 180 when dice < 0.04 => ("site", 40 + _random.Next(0, 30)),
            > 60 when dice < 0.12 => ("page", 8 + (_random.Next(0, 60) / 10m)),
            > 30 when dice < 0.3 => ("section", 3 + (_random.Next(0, 25) / 10m)),
            _ => ("edit", 0.8m + (_random.Next(0, 12) / 10m)),
        };
    }
}
