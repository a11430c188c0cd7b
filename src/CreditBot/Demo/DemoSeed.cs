using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Demo;

/// <summary>Lives an agency through eight months: clients, usage, requests, closed months; the same for the same day and seed.</summary>
internal sealed class DemoSeed
{
    private const int Seed = 20_261;
    private const int MonthsBack = 8;
    private static readonly PersonId Dana = new("dana");
    private static readonly PersonId Sam = new("sam");
    private readonly IStore _store;
    private readonly AgencyId _agency;
    private readonly AgencyTerms _terms;
    private readonly Instant _now;
    private readonly YearMonth _month;
    private readonly Instant _start;
    private readonly SeedClock _clock;
    private readonly Ledgers _ledgers;
    private readonly CreditDesk _desk;
    private readonly UsageIntake _intake;
    private readonly BookKeeper _books;
    private readonly People _people;
    private readonly Counters _counters;
    private readonly RequestDesk _requests;
    private readonly DemoUsage _usage = new(Seed);

    public DemoSeed(IStore store, AgencyId agency, AgencyTerms terms, Instant now)
    {
        (_store, _agency, _terms, _now) = (store, agency, terms, now);
        _month = now.InZone(terms.Catalog.Zone).Date.ToYearMonth();
        _start = StartOf(_month.PlusMonths(-MonthsBack));
        _clock = new SeedClock(_start);
        _ledgers = new Ledgers(store, _clock);
        _desk = new CreditDesk(_ledgers);
        _intake = new UsageIntake(store, _ledgers, new People(store));
        _people = new People(store);
        _books = new BookKeeper(store, _ledgers, _desk, _people);
        _counters = new Counters(store);
        _requests = new RequestDesk(
            _ledgers,
            _counters,
            _people,
            new RequestAudience(store, _people),
            new ClientMargin(store),
            new Pool(store)
        );
    }

    public async Task RunAsync(CancellationToken stop)
    {
        if (!await AgencySeed.WriteTermsAsync(_ledgers, _agency, _terms, stop))
        {
            return;
        }

        await BuyAsync(30_000, 2_550, stop);
        await _people.AddManagerAsync(
            _agency,
            Dana.Value,
            "Dana Ruiz",
            "dana@brightside.example",
            stop
        );
        await _people.AddManagerAsync(
            _agency,
            Sam.Value,
            "Sam Okafor",
            "sam@brightside.example",
            stop
        );
        var uses = Uses();
        var day = _clock.GetCurrentInstant();
        while (day < _now)
        {
            var next = Instant.Min(day + Duration.FromDays(1), _now);
            await LiveAsync(uses, day, next, stop);
            day = next;
        }

        await AskNowAsync(stop);
    }

    private async Task LiveAsync(
        Queue<ReportedUsage> uses,
        Instant from,
        Instant to,
        CancellationToken stop
    )
    {
        foreach (var client in DemoClient.All)
        {
            if (OpensOn(client) is var opens && opens > from && opens <= to)
            {
                _clock.MoveTo(opens);
                await OpenAsync(client, stop);
            }
        }

        _clock.MoveTo(to);
        var today = new List<ReportedUsage>();
        while (uses.TryPeek(out var use) && use.At <= to)
        {
            today.Add(uses.Dequeue());
        }

        if (today.Count > 0)
        {
            await _intake.RecordAsync(Itself(), today, null, stop);
        }

        await PastRequestsAsync(from, to, stop);
        await _books.CloseDueAsync(_agency, stop);
    }

    private async Task OpenAsync(DemoClient client, CancellationToken stop)
    {
        var zone = DateTimeZoneProviders.Tzdb[client.Zone];
        var package = _terms.Catalog.Find(client.Package) ?? _terms.Catalog.Packages[0];
        var terms = new ClientTerms
        {
            Zone = zone,
            Overage = client.Overage,
            Manager = client.Package == "Basic" ? Dana : Sam,
            Backup = client.Package == "Basic" ? Sam : Dana,
            Rollover = client.RolloverMax is { } max
                ? new RolloverTerms(Credits.Of(max), 30)
                : null,
        };
        await _desk.OpenAsync(
            Itself(),
            new OpenClient(
                ClientId.Parse(client.Id),
                client.Name,
                client.Email,
                terms,
                new Plan(package.Name, package.Credits, package.Fee),
                _clock.GetCurrentInstant().InZone(zone).Date
            ),
            null,
            stop
        );
        var person = await _people.EnsureAsync(_agency, client.Person, client.Email, stop);
        await _people.ChangeAsync(
            _agency,
            person.Id,
            p => p with { Clients = p.Clients.SetItem(client.Id, ClientRole.Requester) },
            _ => [],
            stop
        );
    }

    /// <summary>All usage of all clients, in order of time.</summary>
    private Queue<ReportedUsage> Uses()
    {
        var all = new List<ReportedUsage>();
        foreach (var client in DemoClient.All)
        {
            var zone = DateTimeZoneProviders.Tzdb[client.Zone];
            for (var back = client.StartsMonthsAgo; back >= 0; back--)
            {
                var month = _month.PlusMonths(-back);
                var from =
                    Instant.Max(
                        PeriodCalendar.StartOfDay(month.OnDayOfMonth(1), zone),
                        OpensOn(client)
                    ) + Duration.FromMinutes(1);
                var end =
                    PeriodCalendar.StartOfDay(month.PlusMonths(1).OnDayOfMonth(1), zone)
                    - Duration.FromMinutes(1);
                var to = Instant.Min(end, _now);
                if (from >= to)
                {
                    continue;
                }

                var total = client.Months[MonthsBack - back];
                all.AddRange(
                    back > 0 ? _usage.Spread(client, total, from, to, zone)
                    : client.Id == "bella-bakery" ? _usage.FortyEdits(client, from, to)
                    : _usage.Spread(
                        client,
                        Math.Round(total * (decimal)((to - from) / (end - from)), 1),
                        from,
                        to,
                        zone
                    )
                );
            }
        }

        return new Queue<ReportedUsage>(all.OrderBy(use => use.At));
    }

    private Instant OpensOn(DemoClient client)
    {
        var zone = DateTimeZoneProviders.Tzdb[client.Zone];
        var month = _month.PlusMonths(-client.StartsMonthsAgo);
        if (client.StartsMonthsAgo == 0)
        {
            // New this month: some days ago, but never before the month began.
            var today = _now.InZone(zone).Date;
            var start = today.PlusDays(-Math.Min(12, today.Day - 1));
            return PeriodCalendar.StartOfDay(start, zone);
        }

        var opens = PeriodCalendar.StartOfDay(
            month.OnDayOfMonth(1).PlusDays(client.ResetDay - 1),
            zone
        );
        return Instant.Max(opens, _start + Duration.FromSeconds(1));
    }

    private async Task PastRequestsAsync(Instant from, Instant to, CancellationToken stop)
    {
        foreach (var past in PastRequest.All)
        {
            var at =
                StartOf(_month.PlusMonths(-past.MonthsAgo))
                + Duration.FromDays(past.Day - 1)
                + Duration.FromHours(15);
            if (at > from && at <= to)
            {
                await LiveRequestAsync(past, stop);
            }
        }
    }

    /// <summary>A request of the past, asked and decided two hours later; nobody is told of it any more.</summary>
    private async Task LiveRequestAsync(PastRequest past, CancellationToken stop)
    {
        var client = ClientId.Parse(past.Client);
        var asker = (await _people.OfClientAsync(_agency, client, stop))[0];
        var id = await _counters.NextRequestAsync(_agency, stop);
        await _ledgers.ChangeAsync(
            new Actor(_agency, new PersonId(asker.Id), ChannelNames.Web),
            client,
            (state, context) =>
                RequestMaking.Decide(
                    state,
                    new MakeRequest(
                        id,
                        RequestTermsPricing.Extra(
                            state,
                            _terms.Catalog,
                            RequestKind.OneTime,
                            Credits.Of(past.Credits)
                        ),
                        past.Reason,
                        Due: null
                    ),
                    _terms.Policy,
                    context
                ),
            beside: null,
            stop
        );
        _clock.MoveTo(Instant.Min(_clock.GetCurrentInstant() + Duration.FromHours(2), _now));
        DecideRequest decision = past.DeclinedBecause is { } reason
            ? new DecideRequest.Decline(id, reason)
            : new DecideRequest.Approve(id);
        await _ledgers.ChangeAsync(
            new Actor(_agency, Dana, ChannelNames.Web),
            client,
            (state, context) =>
                Deciding.Decide(state, decision, Deciders.Strangers, _terms.Policy, context),
            beside: null,
            stop
        );
    }

    /// <summary>The request that waits for Dana.</summary>
    private async Task AskNowAsync(CancellationToken stop)
    {
        var client = ClientId.Parse("atlas-fitness");
        var asker = (await _people.OfClientAsync(_agency, client, stop))[0];
        var state = await _ledgers.ReadAsync(_agency, client, stop);
        await _requests.SendAsync(
            new Actor(_agency, new PersonId(asker.Id), ChannelNames.Web),
            client,
            RequestTermsPricing.Extra(state!, _terms.Catalog, RequestKind.OneTime, Credits.Of(30)),
            "the January membership campaign",
            due: null,
            advised: null,
            answer: null,
            stop
        );
    }

    private Task BuyAsync(int credits, int price, CancellationToken stop) =>
        _ledgers.ChangeAgencyAsync(
            _agency,
            (state, now) =>
                new AgencyEntry.Purchased(
                    Credits.Of(credits),
                    new Money(price, _terms.Catalog.Currency)
                )
                {
                    Seq = state!.NextSeq,
                    At = now,
                    RecordedAt = now,
                    By = Dana,
                },
            null,
            stop
        );

    private Actor Itself() => new(_agency, PersonId.System, ChannelNames.System);

    private Instant StartOf(YearMonth month) =>
        PeriodCalendar.StartOfDay(month.OnDayOfMonth(1), _terms.Catalog.Zone);
}
