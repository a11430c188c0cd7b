using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Catalog;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Storage;
using CreditBot.Storage.Memory;
using CreditBot.Understanding;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary>A fresh agency in memory, as a script gives it, with the same rooms behind it as in a channel.</summary>
internal sealed class ScriptAgency : IAsyncDisposable
{
    public static readonly AgencyId Id = AgencyId.Default;
    private const string ManagerName = "Dana";
    private const string ClientSpeaker = "client";
    private const string ManagerSpeaker = "manager";
    private readonly ScriptClock _clock;
    private readonly People _people;
    private readonly Invites _invites;
    private readonly Ledgers _ledgers;
    private readonly Counters _counters;
    private readonly RequestDesk _requests;
    private readonly CreditDesk _credits;
    private readonly UsageIntake _usage;
    private readonly HandOverDesk _talks;
    private readonly FactsLoader _facts;
    private readonly TurnHandler _turns;
    private int _turnsTaken;

    private ScriptAgency(ScriptClock clock)
    {
        _clock = clock;
        Store = new MemoryStore(clock);
        _ledgers = new Ledgers(Store, clock);
        _people = new People(Store);
        _invites = new Invites(Store, clock);
        _counters = new Counters(Store);
        var audience = new RequestAudience(Store, _people);
        var margins = new ClientMargin(Store);
        var pool = new Pool(Store);
        _requests = new RequestDesk(_ledgers, _counters, _people, audience, margins, pool);
        _credits = new CreditDesk(_ledgers);
        _usage = new UsageIntake(Store, _ledgers, new People(Store));
        var reversals = new Reversals(Store, _ledgers);
        var accounts = new Accounts(Store, _ledgers);
        _talks = new HandOverDesk(Store, _ledgers, audience);
        var conversations = new Conversations(Store, clock);
        _facts = new FactsLoader(
            Store,
            _ledgers,
            accounts,
            pool,
            _people,
            margins,
            new UsualWork(Store, _ledgers, accounts),
            _talks,
            new LastUses(Store, reversals),
            new RequestTrails(Store, conversations)
        );
        _turns = new TurnHandler(
            Store,
            _ledgers,
            _people,
            conversations,
            _facts,
            new CommandRunner(
                Store,
                _requests,
                _credits,
                new ClientDesk(_ledgers, new Farewells(Store, _ledgers, audience)),
                reversals,
                new StandIns(Store, _ledgers, _people),
                new Approvers(Store, _ledgers, _people, _credits),
                new Invoices(Store, _ledgers),
                _people,
                _invites,
                new BookKeeper(Store, _ledgers, _credits, _people)
            ),
            new LocalUnderstanding(UnderstandingSettings.OfEnvironment().Encoder),
            _talks,
            NullLogger<TurnHandler>.Instance
        );
    }

    public MemoryStore Store { get; }

    /// <summary>The agency of a script: its client, its requests, a manager, at noon of its day.</summary>
    /// <exception cref="FormatException">A value of the script can't be read.</exception>
    public static async Task<ScriptAgency> CreateAsync(DialogScript script, CancellationToken stop)
    {
        var zone = DateTimeZone.Utc;
        var today = Date(script.Today);
        var resets = script.Given.Resets is { } text ? Date(text) : today.PlusMonths(1);
        var starts = resets.PlusMonths(-1);
        while (starts > today)
        {
            starts = starts.PlusMonths(-1);
        }

        var noon = today.At(LocalTime.Noon).InZoneLeniently(zone).ToInstant();
        var agency = new ScriptAgency(
            new ScriptClock(Instant.Min(PeriodCalendar.StartOfDay(starts, zone), noon))
        );
        await agency.SetAsync(Terms(zone), stop);
        await agency.OpenAsync(script.Given, starts, stop);
        agency._clock.Now = Instant.Max(
            noon - Duration.FromHours(1),
            agency._clock.GetCurrentInstant()
        );
        await agency.UseAsync(script.Given, stop);
        await agency.RequestAsync(script.Given, starts, stop);
        agency._clock.Now = noon;
        return agency;
    }

    /// <summary>One message in a role.</summary>
    public Task<TurnResult> SayAsync(string role, string words, CancellationToken stop) =>
        _turns.TakeAsync(
            new Turn(
                $"{++_turnsTaken}",
                new ConversationAddress(Id, ChannelNames.Terminal, Speaker(role)),
                Who(role),
                new TurnInput.Text(words)
            ),
            stop
        );

    public ValueTask DisposeAsync()
    {
        _talks.Dispose();
        _facts.Dispose();
        return Store.DisposeAsync();
    }

    private static string Speaker(string role) =>
        role == ManagerSpeaker ? ManagerSpeaker : ClientSpeaker;

    private static ChatIdentity Who(string role) =>
        new(ChannelNames.Terminal, Speaker(role), Speaker(role));

    private static LocalDate Date(string text) =>
        LocalDatePattern.Iso.Parse(text).GetValueOrThrow();

    private static AgencyTerms Terms(DateTimeZone zone) =>
        new()
        {
            Name = "Agency",
            Catalog = new PackageCatalog
            {
                Packages =
                [
                    new Package("Basic", Credits.Of(50), new Money(99, "USD")),
                    new Package("Professional", Credits.Of(150), new Money(199, "USD")),
                    new Package("Enterprise", Credits.Of(500), new Money(499, "USD")),
                ],
                Currency = "USD",
                Zone = zone,
                CostPerCredit = [new DatedPrice(LocalDate.MinIsoValue, new Money(0.10m, "USD"))],
            },
            Policy = new RequestPolicy(),
            WorkingTime = WorkingTime.Default(zone),
        };

    private async Task SetAsync(AgencyTerms terms, CancellationToken stop)
    {
        await _ledgers.ChangeAgencyAsync(
            Id,
            (_, now) =>
                new AgencyEntry.TermsSet(terms)
                {
                    Seq = 1,
                    At = now,
                    RecordedAt = now,
                },
            null,
            stop
        );
        var manager = await _people.AddManagerAsync(
            Id,
            ManagerName.ToLowerInvariant(),
            ManagerName,
            null,
            stop
        );
        await LinkAsync(ManagerSpeaker, manager!.Id, null, stop);
    }

    private async Task LinkAsync(string role, string person, string? client, CancellationToken stop)
    {
        var (code, _) = await _invites.CreateAsync(Id, person, client, stop);
        await _invites.RedeemAsync(Id, Who(role), code, stop);
    }

    private async Task OpenAsync(
        DialogScript.Standing given,
        LocalDate starts,
        CancellationToken stop
    )
    {
        await OpenAsync(given.Client, given.Package, given.Monthly, starts, stop);
        var person = await _people.EnsureAsync(Id, "Bo", null, stop);
        await LinkAsync(ClientSpeaker, person.Id, ClientOf(given.Client).Value, stop);
    }

    private async Task OpenAsync(
        string name,
        string? package,
        decimal? monthly,
        LocalDate starts,
        CancellationToken stop
    )
    {
        var catalog = (await _ledgers.AgencyAsync(Id, stop)).Terms.Catalog;
        var sold = catalog.Find(package ?? "Basic") ?? catalog.Packages[0];
        var credits = monthly is { } given ? Amount(given) : sold.Credits;
        await _credits.OpenAsync(
            System(),
            new OpenClient(
                ClientOf(name),
                name,
                null,
                new ClientTerms
                {
                    Zone = catalog.Zone,
                    Manager = new PersonId(ManagerName.ToLowerInvariant()),
                },
                new Plan(sold.Name, credits, sold.Fee),
                starts
            ),
            null,
            stop
        );
    }

    private async Task UseAsync(DialogScript.Standing given, CancellationToken stop)
    {
        var client = ClientOf(given.Client);
        if (given.OneTime is > 0 and var oneTime)
        {
            await _credits.GrantAsync(
                System(),
                client,
                new GrantCredits(Amount(oneTime), null),
                null,
                stop
            );
        }

        if (given.Used is > 0 and var used)
        {
            await _usage.RecordAsync(
                System(),
                [
                    new ReportedUsage(
                        new Usage("script", "1", Amount(used)),
                        client.Value,
                        null,
                        "1"
                    ),
                ],
                null,
                stop
            );
        }
    }

    private async Task RequestAsync(
        DialogScript.Standing given,
        LocalDate starts,
        CancellationToken stop
    )
    {
        foreach (var sent in given.Requests ?? [])
        {
            var client = ClientOf(sent.Client);
            if (await _ledgers.ReadAsync(Id, client, stop) is null)
            {
                await OpenAsync(sent.Client, null, null, starts, stop);
            }

            if (!RequestId.TryParse(sent.Id, out var id))
            {
                throw new FormatException($"'{sent.Id}' is no request number such as R-12.");
            }

            var agency = await _ledgers.AgencyAsync(Id, stop);
            var state = (await _ledgers.ReadAsync(Id, client, stop))!;
            var terms = TermsOf(sent, state, agency.Terms.Catalog);
            await _counters.SkipToAsync(Id, id, stop);
            await _ledgers.ChangeAsync(
                System(),
                client,
                (now, context) =>
                    RequestMaking.Decide(
                        now,
                        new MakeRequest(id, terms, null, null),
                        agency.Terms.Policy,
                        context
                    ),
                null,
                stop
            );
            await MoveAsync(client, id, sent.Status, stop);
        }
    }

    private async Task MoveAsync(
        ClientId client,
        RequestId id,
        string? status,
        CancellationToken stop
    )
    {
        var manager = System() with { By = new PersonId(ManagerName.ToLowerInvariant()) };
        DecideRequest? decision = status switch
        {
            "info_needed" => new DecideRequest.Ask(id, "What is it for?"),
            "approved" => new DecideRequest.Approve(id),
            "declined" => new DecideRequest.Decline(id, "Not this month."),
            _ => null,
        };
        if (decision is not null)
        {
            await _requests.DecideAsync(manager, client, decision, null, stop);
        }
        else if (status == "cancelled")
        {
            await _requests.WithdrawAsync(manager, client, id, stop);
        }
    }

    private static RequestTerms TermsOf(
        DialogScript.Sent sent,
        ClientState state,
        PackageCatalog catalog
    ) =>
        sent.Kind switch
        {
            "upgrade" => Pricing.Upgrade(
                state,
                catalog.Find(sent.Package ?? "")
                    ?? throw new FormatException($"'{sent.Package}' is no package.")
            ),
            "ongoing" => Pricing.Ongoing(state, catalog, Amount(sent.Amount ?? 0)),
            "one_time" => Pricing.OneTime(state, catalog, Amount(sent.Amount ?? 0)),
            _ => throw new FormatException($"'{sent.Kind}' is no kind of request."),
        };

    private static ClientId ClientOf(string name) => ClientId.Parse(Slug.Of(name, "client"));

    private static Credits Amount(decimal value) =>
        Credits.TryOf(value) ?? throw new FormatException($"{value} is no number of credits.");

    private static Actor System() => new(Id, PersonId.System, ChannelNames.System);
}
