using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Simulation;

/// <summary>Something that somebody does; trying it again after a failure is the same act.</summary>
/// <param name="What">For the trace of a failure.</param>
internal sealed record Act(string What, Func<SimulatedNode, Task> Do);

/// <summary>Draws what clients, managers, editors and jobs do next, as it makes sense where the agency stands.</summary>
internal sealed partial class Acts(Dice dice, IStore store, SimulatedClock clock, Truth truth)
{
    public static readonly AgencyId Agency = AgencyId.Default;
    private static readonly Actor System = new(Agency, PersonId.System, ChannelNames.System);
    private static readonly string[] Managers = ["dana", "sam"];
    private static readonly string[] Zones =
    [
        "America/New_York",
        "Europe/Berlin",
        "Pacific/Auckland",
        "Pacific/Honolulu",
        "America/Sao_Paulo",
        "Asia/Beirut",
        "Africa/Cairo",
        "Asia/Kathmandu",
    ];
    private static readonly Duration KeptFor = Duration.FromHours(24);
    private const int MostClients = 12;

    private readonly List<ClientId> _clients = [];
    private readonly List<HoldId> _holds = [];
    private readonly List<(long At, IReadOnlyList<ReportedUsage> Events)> _late = [];
    private long _count;

    public async Task<Act> DrawAsync()
    {
        _count++;
        if (_clients.Count == 0 || (_clients.Count < MostClients && dice.OneIn(200)))
        {
            return Open();
        }

        if (_late.FindIndex(batch => batch.At <= _count) is >= 0 and var ripe)
        {
            var events = _late[ripe].Events;
            _late.RemoveAt(ripe);
            return Use(events, "late");
        }

        return dice.Below(100) switch
        {
            < 52 => Use(),
            < 58 => Grant(),
            < 62 => ChangePlan(await StateAsync()),
            < 64 => ChangeTerms(),
            < 68 => Ask(await StateAsync()),
            < 75 => await AnswerAsync(),
            < 80 => Hold(),
            < 82 => Release(),
            < 83 => Purchase(),
            < 85 => Reverse(await StateAsync()),
            < 86 => ChangeStanding(await StateAsync()),
            < 88 => new Act("due job", node => node.Due.RunAsync(default)),
            < 90 => new Act("close job", node => node.Close.RunAsync(default)),
            < 91 => new Act("seal job", node => node.Seal.RunAsync(default)),
            _ => MoveClock(),
        };
    }

    private Act Open()
    {
        var id = ClientId.Parse($"client-{_clients.Count + 1}");
        _clients.Add(id);
        var zone = DateTimeZoneProviders.Tzdb[dice.One(Zones)];
        var package = dice.One(SimulatedAgency.Packages);
        var command = new OpenClient(
            id,
            id.Value,
            null,
            new ClientTerms
            {
                Zone = zone,
                Overage = (OverageMode)dice.Below(4),
                Rollover = dice.OneIn(3)
                    ? new RolloverTerms(Credits.Of(20), 1 + dice.Below(60))
                    : null,
                Manager = new PersonId(dice.One(Managers)),
            },
            new Plan(package.Name, package.Credits, package.Fee),
            clock.Now.InZone(zone).Date.PlusDays(10 - dice.Below(100))
        );
        return new Act(
            $"open {id} from {command.StartsOn} in {zone.Id}",
            node => node.Credits.OpenAsync(System, command, null, default)
        );
    }

    private Act MoveClock()
    {
        var by = dice.Below(400) switch
        {
            < 330 => dice.UpTo(Duration.FromMinutes(20)),
            < 385 => dice.UpTo(Duration.FromHours(9)),
            < 393 => dice.UpTo(Duration.FromDays(3)),
            < 396 => -Duration.FromHours(1),
            < 398 => dice.UpTo(Duration.FromDays(24)),
            < 399 => Duration.FromDays(45),
            _ => -dice.UpTo(Duration.FromDays(3)),
        };
        return new Act(
            $"clock {by}",
            _ =>
            {
                clock.Now += by;
                return Task.CompletedTask;
            }
        );
    }

    private ClientId Client() => dice.One(_clients);

    private async Task<ClientState> StateAsync()
    {
        var start = dice.Below(_clients.Count);
        for (var i = 0; i < _clients.Count; i++)
        {
            var client = _clients[(start + i) % _clients.Count];
            if (await store.ClientAsync(Agency, client, default) is { } state)
            {
                return state;
            }
        }

        // The first opening failed: it is tried again.
        _clients.Clear();
        throw new SimulatedCrashException("There is no client yet.");
    }
}
