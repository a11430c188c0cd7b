using System.Globalization;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Takes the picture that a step stands on: only reads, and only what the turn needs.</summary>
internal sealed class FactsLoader(
    IStore store,
    Ledgers ledgers,
    Accounts accounts,
    Pool pool,
    People people,
    ClientMargin margins,
    UsualWork work,
    HandOverDesk talks,
    LastUses lastUses,
    RequestTrails trails
) : IDisposable
{
    /// <summary>Requests whose deciders are known by name.</summary>
    private const int NamedRequests = 5;

    private const int MostPending = 200;
    private static readonly IReadOnlyDictionary<string, WorkMedian> Nothing = new Dictionary<
        string,
        WorkMedian
    >(StringComparer.Ordinal);

    private readonly ClientNames _names = new(store, ledgers);

    /// <param name="person">Null for a stranger.</param>
    public async Task<DialogFacts> LoadAsync(
        AgencyId agency,
        Person? person,
        CultureInfo culture,
        Wanted wanted,
        CancellationToken stop
    )
    {
        var state = await ledgers.AgencyAsync(agency, stop);
        var speaker =
            person is null ? new Speaker.Stranger()
            : person.IsManager ? await ManagerAsync(state, person, wanted, stop)
            : await ClientAsync(state, person, wanted, stop);
        return new DialogFacts(ledgers.Now, state, culture, speaker);
    }

    /// <summary>The names by which clients may be spoken of; a new one is known within a minute.</summary>
    public ValueTask<IReadOnlyList<string>> ClientNamesAsync(
        AgencyId agency,
        CancellationToken stop
    ) => _names.OfAsync(agency, stop);

    /// <summary>There is a new client.</summary>
    public void ForgetNames(AgencyId agency) => _names.Forget(agency);

    public void Dispose() => _names.Dispose();

    /// <summary>All clients as they stand now, by name.</summary>
    public async Task<IReadOnlyList<ClientState>> RosterAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        var clients = new List<ClientState>();
        await foreach (var client in store.ReadableClientsAsync(agency, stop))
        {
            clients.Add(CaughtUp(client));
        }

        clients.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return clients;
    }

    /// <summary>The facts for somebody of a client, as if they had asked; null when they don't belong to it or it is gone.</summary>
    public async Task<ClientScene?> OfClientAsync(
        AgencyId agency,
        Person person,
        ClientId client,
        CultureInfo culture,
        CancellationToken stop
    )
    {
        var known = await LoadAsync(
            agency,
            person with
            {
                IsManager = false,
            },
            culture,
            new Wanted([], null, null, HasWork: false, HasFigures: false, For: client),
            stop
        );
        return known.Speaker is Speaker.OfClient me && me.Account.State.Id == client
            ? new ClientScene(known, me)
            : null;
    }

    /// <summary>The facts for a manager, as if they had asked.</summary>
    public async Task<ManagerScene> OfManagerAsync(
        AgencyId agency,
        Person manager,
        CultureInfo culture,
        CancellationToken stop
    )
    {
        var known = await LoadAsync(
            agency,
            manager,
            culture,
            new Wanted([], null, null, HasWork: false, HasFigures: false),
            stop
        );
        return new ManagerScene(known, (Speaker.Manager)known.Speaker);
    }

    /// <summary>What is left of the pool and how many days it lasts; null when nothing was bought.</summary>
    /// <param name="roster">All clients as they stand now.</param>
    public async Task<PoolFigures?> PoolAsync(
        AgencyId agency,
        IReadOnlyList<ClientState> roster,
        CancellationToken stop
    )
    {
        if (await pool.LeftAsync(agency, stop) is not { } left)
        {
            return null;
        }

        var pace = ApprovalFiguring.PoolPerDay(roster, ledgers.Now);
        return new PoolFigures(left, ApprovalFiguring.PoolDays(left, pace));
    }

    /// <summary>What a card about a request shows; figures only while it waits for a decision.</summary>
    public async Task<RequestFacts?> RequestAsync(
        AgencyState agency,
        RequestId id,
        bool withFigures,
        CancellationToken stop
    ) =>
        await store.ClientOfAsync(agency.Id, id, stop) is { } client
        && await ledgers.ReadAsync(agency.Id, client, stop) is { } state
        && state.Find(id) is { } request
            ? await FactsOfAsync(
                agency,
                state,
                request,
                await people.TeamAsync(agency.Id, ledgers.Now, stop),
                withFigures && request.State.IsPending(),
                stop
            )
            : null;

    private async Task<Speaker> ClientAsync(
        AgencyState agency,
        Person person,
        Wanted wanted,
        CancellationToken stop
    )
    {
        var states = new List<ClientState>();
        foreach (var (client, _) in person.Clients)
        {
            if (await ledgers.ReadAsync(agency.Id, ClientId.Parse(client), stop) is { } state)
            {
                states.Add(state);
            }
        }

        var meant =
            states.Count < 2
                ? states.FirstOrDefault()
                // A press on a request's card is about that request's client, whatever was said last.
                : states.Find(state =>
                    wanted.Pressed is { } pressed && state.Find(pressed) is not null
                ) ?? states.Find(state => state.Id == wanted.For);
        OwnClient[] own =
        [
            .. states
                .Select(state => new OwnClient(state.Id, state.Name))
                .OrderBy(one => one.Name, StringComparer.Ordinal),
        ];
        if (meant is null)
        {
            return own.Length == 0
                ? new Speaker.Stranger(person)
                : new Speaker.OfSeveral(person, own);
        }

        var key = HandOver.KeyOf(meant.Id.Value, person.Id);
        return new Speaker.OfClient(
            person,
            await AccountAsync(agency, meant, wanted.HasWork, stop),
            (await talks.AllAsync(agency.Id, stop)).Find(talk => talk.Key == key),
            own
        );
    }

    private async Task<ClientFacts> AccountAsync(
        AgencyState agency,
        ClientState state,
        bool withWork,
        CancellationToken stop
    )
    {
        var usage = await accounts.UsageAsync(agency.Id, state, stop);
        var check = await accounts.CheckAsync(agency.Id, state, stop);
        return new ClientFacts(
            state,
            check,
            [.. usage.TakeLast(1)],
            await AnswersAsync(agency, state, stop),
            await NamesAroundAsync(agency.Id, state, stop),
            withWork ? Estimating.Medians(usage) : Nothing,
            withWork ? await work.ReadAsync(agency.Id, stop) : Nothing
        );
    }

    private async Task<Speaker> ManagerAsync(
        AgencyState agency,
        Person person,
        Wanted wanted,
        CancellationToken stop
    )
    {
        var team = await people.TeamAsync(agency.Id, ledgers.Now, stop);
        var roster = await RosterAsync(agency.Id, stop);
        var waiting = roster
            .SelectMany(client =>
                client.Requests.Values.Select(request => (Client: client, Request: request))
            )
            .Where(one => one.Request.State.IsPending())
            .OrderBy(one => one.Request.Id)
            .Take(MostPending)
            .ToList();
        var pending = new List<RequestFacts>();
        foreach (var (client, request) in waiting)
        {
            pending.Add(
                await FactsOfAsync(
                    agency,
                    client,
                    request,
                    team,
                    wanted.HasFigures && pending.Count < Wanted.MostFigures,
                    stop
                )
            );
        }

        var named = new List<RequestFacts>();
        foreach (var id in wanted.Requests.Distinct())
        {
            var client = roster.FirstOrDefault(one => one.Find(id) is not null);
            if (client is not null)
            {
                named.Add(
                    await FactsOfAsync(
                        agency,
                        client,
                        client.Find(id)!,
                        team,
                        wanted.HasFigures && client.Find(id)!.State.IsPending(),
                        stop
                    )
                );
            }
        }

        var asked = ClientNaming.Find(roster, wanted.Client);
        return new Speaker.Manager(
            person,
            pending,
            named,
            roster,
            asked is null ? null : await AccountAsync(agency, asked, false, stop),
            ClientNaming.Find(roster, wanted.Refunds) is { } refunded
                ? await lastUses.FindAsync(agency.Id, refunded, stop)
                : null,
            await talks.AllAsync(agency.Id, stop)
        );
    }

    private async Task<RequestFacts> FactsOfAsync(
        AgencyState agency,
        ClientState client,
        CreditRequest request,
        Team team,
        bool withFigures,
        CancellationToken stop
    )
    {
        if (!withFigures)
        {
            return new RequestFacts(client, request, null, false, team)
            {
                Trail = request.State.IsPending()
                    ? []
                    : await trails.ReadAsync(agency.Id, client.Id, request, stop),
            };
        }

        var (bought, used) = await pool.ReadAsync(agency.Id, stop);
        var facts = ApprovalFiguring.For(
            client,
            request.Terms,
            agency.Terms.Catalog,
            await margins.ReadAsync(agency, client.Id, ledgers.Now, stop),
            bought.Value - used.Value,
            ApprovalFiguring.PoolPerDay(await RosterAsync(agency.Id, stop), ledgers.Now),
            ledgers.Now
        );
        var month = ledgers.Now.InZone(agency.Terms.Catalog.Zone).Date.ToYearMonth();
        return new RequestFacts(client, request, facts, !bought.IsZero, team)
        {
            Trail = await trails.ReadAsync(agency.Id, client.Id, request, stop),
            Flags = MonthlyReview.Of(
                client,
                await accounts.UsageAsync(agency.Id, client, stop),
                agency.Terms.Catalog,
                month.PlusMonths(-1),
                ledgers.Now
            ),
        };
    }

    /// <summary>The name of the manager who answers: the client's own, else the backup, else who is on call; or who stands in for them.</summary>
    private async ValueTask<string?> AnswersAsync(
        AgencyState agency,
        ClientState client,
        CancellationToken stop
    )
    {
        IEnumerable<PersonId> order =
        [
            .. new[] { client.Terms.Manager, client.Terms.Backup }.OfType<PersonId>(),
            .. agency.Terms.OnCall,
        ];
        foreach (var id in order)
        {
            if (
                await people.FindAsync(agency.Id, id.Value, stop) is { IsManager: true } manager
                && !manager.Clients.ContainsKey(client.Id.Value)
            )
            {
                return manager.AbsenceAt(ledgers.Now) is null ? manager.Name
                    : AnswerPlan.FirstAsked(
                        client,
                        await people.TeamAsync(agency.Id, ledgers.Now, stop),
                        agency.Terms.OnCall
                    )
                        is [var standIn]
                        ? standIn.Name
                    : null;
            }
        }

        return null;
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesAroundAsync(
        AgencyId agency,
        ClientState client,
        CancellationToken stop
    )
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var id in client
                .Requests.Values.Reverse()
                .Take(NamedRequests)
                .SelectMany(request => new[] { request.Decision?.By, request.LastHandledBy })
                .OfType<PersonId>()
                .Distinct()
        )
        {
            if (await people.FindAsync(agency, id.Value, stop) is { } person)
            {
                names[id.Value] = person.Name;
            }
        }

        return names;
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        AgencyId agency,
        CancellationToken stop
    ) =>
        (await people.AllAsync(agency, stop)).ToDictionary(
            person => person.Id,
            person => person.Name,
            StringComparer.Ordinal
        );

    private ClientState CaughtUp(ClientState state) =>
        DueEntries.CatchUp(state, ledgers.NowAfter(state.RecordedAt)).State;
}
