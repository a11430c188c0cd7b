using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Simulation;

/// <content>Editors: usage in time, late, again and under other content; holds.</content>
internal sealed partial class Acts
{
    private Act Use()
    {
        var events = new List<ReportedUsage>();
        for (var left = dice.OneIn(3) ? 1 + dice.Below(20) : 1; left > 0; left--)
        {
            events.Add(
                truth.Sent.Count > 0 && dice.OneIn(20) ? Again(dice.One(truth.Sent)) : Usage()
            );
        }

        if (dice.OneIn(8))
        {
            _late.Add((_count + 1 + dice.Below(300), events));
            return dice.OneIn(2) ? Use(events, "now and once more later") : MoveClock();
        }

        return Use(events, "");
    }

    private Act Use(IReadOnlyList<ReportedUsage> events, string when) =>
        new(
            $"use {string.Join(", ", events.Select(one => $"{one.Usage.Id} {one.Usage.Credits} of {one.Client} at {one.At}"))} {when}",
            async node =>
            {
                foreach (var usage in events)
                {
                    truth.Sending(usage);
                }

                var results = await node.Usage.RecordAsync(System, events, null, default);
                foreach (var (usage, result) in events.Zip(results))
                {
                    truth.Answered(usage, result);
                }
            }
        );

    private ReportedUsage Usage()
    {
        var client = dice.OneIn(200) ? "nobody" : Client().Value;
        Instant? at = dice.Below(20) switch
        {
            < 6 => null,
            < 13 => clock.Now,
            < 18 => clock.Now - dice.UpTo(Duration.FromDays(10)),
            < 19 => clock.Now - dice.UpTo(Duration.FromDays(24)) - dice.UpTo(Duration.FromDays(24)),
            _ => clock.Now + dice.UpTo(Duration.FromMinutes(8)),
        };
        var hold = _holds.Count > 0 && dice.OneIn(8) ? dice.One(_holds).ToString() : null;
        var usage = new Usage(
            "sim",
            $"u{_count}-{dice.Below(1_000_000)}",
            dice.Credits(),
            Hold: hold
        );
        return new ReportedUsage(usage, client, at, $"{client}|{at}|{usage.Credits}|{hold}");
    }

    /// <summary>The same event once more, or the same id with other content.</summary>
    private ReportedUsage Again(ReportedUsage sent)
    {
        if (!dice.OneIn(5))
        {
            return sent;
        }

        var usage = sent.Usage with { Credits = sent.Usage.Credits + Credits.Of(1) };
        return sent with { Usage = usage, Digest = $"{sent.Digest}+" };
    }

    private Act Hold()
    {
        var client = Client();
        var command = new PlaceHold(
            Agency,
            dice.Credits(),
            null,
            Duration.FromSeconds(1 + dice.Below(604_800))
        );
        return new Act(
            $"hold {command.Credits} of {client} for {command.For}",
            async node =>
            {
                if (
                    await node.Holds.PlaceAsync(System, client, command, null, default)
                    is LedgerResult.Done done
                )
                {
                    _holds.Add(((ClientEntry.Held)done.Entries[^1]).Id);
                }
            }
        );
    }

    private Act Release()
    {
        if (_holds.Count == 0)
        {
            return Hold();
        }

        var hold = dice.One(_holds);
        return new Act(
            $"release {hold}",
            node => node.Holds.ReleaseAsync(System, hold, null, default)
        );
    }
}
