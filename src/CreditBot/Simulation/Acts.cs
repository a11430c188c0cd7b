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
internal sealed class Acts(Dice dice, IStore store, SimulatedClock clock, Truth truth)
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

    private Act Grant()
    {
        var (key, client) = ($"g{_count}", Client());
        var credits = dice.Credits();
        var command = new GrantCredits(
            credits,
            key,
            dice.OneIn(3)
                ? clock.Now + dice.UpTo(Duration.FromDays(24)) + Duration.FromHours(1)
                : null,
            dice.OneIn(2) ? new Money(credits.Value * 1.98m, "USD") : null,
            dice.OneIn(4) ? dice.Below(10) : null
        );
        return new Act(
            $"grant {key}: {credits} to {client}, until {command.ExpiresAt}",
            async node =>
            {
                truth.Granting(key);
                if (await node.Store.KeptAnswerAsync(Agency, key, default) is { } kept)
                {
                    truth.Granted(key, long.Parse(kept.Body!, null));
                    return;
                }

                var result = await node.Credits.GrantAsync(
                    System,
                    client,
                    command,
                    done => new KeptAnswer(
                        key,
                        key,
                        StatusCodes.Status201Created,
                        null,
                        $"{done.After.Version}",
                        node.Ledgers.Now + KeptFor
                    ),
                    default
                );
                if (result is LedgerResult.Done done)
                {
                    truth.Granted(key, done.After.Version);
                }
            }
        );
    }

    private Act ChangePlan(ClientState state)
    {
        var package = dice.One(SimulatedAgency.Packages);
        PlanChange change = dice.Below(3) switch
        {
            0 => new PlanChange.ToPackage(package.Name, package.Credits, package.Fee),
            1 => new PlanChange.ToAllocation(
                Credits.Of(dice.Below(300)),
                dice.OneIn(2) ? new Money(dice.Below(500), "USD") : null
            ),
            _ => new PlanChange.Add(
                Credits.Of(1 + dice.Below(60)),
                new Money(dice.Below(100), "USD")
            ),
        };
        var effective = dice.OneIn(2) ? Effective.Now : Effective.NextReset;
        return new Act(
            $"plan of {state.Id}: {change} {effective}",
            node =>
                node.Credits.ChangePlanAsync(
                    System,
                    state.Id,
                    new ChangePlan(change, effective),
                    null,
                    default
                )
        );
    }

    private Act ChangeTerms()
    {
        var client = Client();
        var mode = (OverageMode)dice.Below(4);
        var zone = dice.OneIn(4) ? DateTimeZoneProviders.Tzdb[dice.One(Zones)] : null;
        var rollover = new RolloverTerms(Credits.Of(dice.Below(40)), 1 + dice.Below(60));
        var rolls = dice.OneIn(2);
        return new Act(
            $"terms of {client}: {mode}, {zone?.Id}, {(rolls ? rollover : null)}",
            node =>
                node.Credits.ChangeTermsAsync(
                    System,
                    client,
                    state => new ChangeTerms(
                        state.Terms with
                        {
                            Overage = mode,
                            Zone = zone ?? state.Terms.Zone,
                            Rollover = rolls ? rollover : null,
                        }
                    ),
                    null,
                    default
                )
        );
    }

    private Act Ask(ClientState state)
    {
        var terms = dice.Below(3) switch
        {
            0 => RequestTermsPricing.Upgrade(state, dice.One(SimulatedAgency.Packages)),
            1 => Extra(RequestKind.OneTime),
            _ => Extra(RequestKind.Ongoing),
        };
        return new Act(
            $"{state.Id} asks for {terms.Kind} {terms.Credits} {terms.Package}",
            node =>
                node.Requests.SendAsync(
                    System with
                    {
                        By = new PersonId("bo"),
                    },
                    state.Id,
                    terms,
                    null,
                    null,
                    null,
                    null,
                    default
                )
        );

        RequestTerms Extra(RequestKind kind) =>
            RequestTermsPricing.Extra(state, SimulatedAgency.Catalog, kind, dice.Credits());
    }

    private async Task<Act> AnswerAsync()
    {
        var state = await StateAsync();
        if (state.Requests.IsEmpty)
        {
            return Ask(state);
        }

        var open = state.Requests.Values.Where(one => one.State.IsPending()).ToList();
        var request =
            open.Count > 0 && !dice.OneIn(4) ? dice.One(open) : state.Requests.Values.Last();
        var id = request.Id;
        var manager = System with { By = new PersonId(dice.One(Managers)) };
        return dice.Below(9) switch
        {
            < 3 => Decide(new DecideRequest.Approve(id)),
            3 => Decide(
                new DecideRequest.ApproveWithChange(id, Credits: dice.Credits(), Reason: "less")
            ),
            4 => Decide(new DecideRequest.Decline(id, "no")),
            5 => Decide(new DecideRequest.Ask(id, "what for?")),
            6 => Decide(new DecideRequest.Undo(id)),
            7 => new Act(
                $"{state.Id} answers or accepts {id}",
                node =>
                    request.State == RequestState.Countered
                        ? node.Requests.AcceptCounterAsync(manager, state.Id, id, default)
                        : node.Requests.AnswerAsync(manager, state.Id, id, "for the site", default)
            ),
            _ => new Act(
                $"{state.Id} withdraws {id}",
                node => node.Requests.WithdrawAsync(manager, state.Id, id, default)
            ),
        };

        Act Decide(DecideRequest decision) =>
            new(
                $"{manager.By} of {state.Id}: {decision}",
                node => node.Requests.DecideAsync(manager, state.Id, decision, null, default)
            );
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

    private Act Reverse(ClientState state)
    {
        var command = new ReverseEntry(1 + dice.Below((int)state.Version), "a mistake");
        return new Act(
            $"reverse entry {command.Seq} of {state.Id}",
            node => node.Reversals.ReverseAsync(System, state.Id, command, null, default)
        );
    }

    private Act ChangeStanding(ClientState state)
    {
        var to =
            _clients.Count == MostClients && dice.OneIn(20) ? Standing.Ended
            : dice.OneIn(2) ? Standing.Paused
            : Standing.Active;
        LocalDate? from = dice.OneIn(2)
            ? clock.Now.InZone(state.Terms.Zone).Date.PlusDays(dice.Below(40))
            : null;
        Settlement? settle =
            to != Standing.Ended ? null
            : dice.OneIn(2) ? Settlement.Refund
            : Settlement.Expire;
        return new Act(
            $"{state.Id} is to be {to} from {from}, {settle}",
            node =>
                node.Clients.ChangeAsync(
                    System,
                    state.Id,
                    null,
                    new ChangeStanding(to, from, settle),
                    null,
                    default
                )
        );
    }

    private Act Purchase()
    {
        var credits = dice.Credits();
        return new Act(
            $"buy {credits} for the pool",
            node =>
                node.Ledgers.ChangeAgencyAsync(
                    Agency,
                    (state, now) =>
                        new AgencyEntry.Purchased(credits, new Money(credits.Value * 0.09m, "USD"))
                        {
                            Seq = state!.NextSeq,
                            At = now,
                            RecordedAt = now,
                        },
                    null,
                    default
                )
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
