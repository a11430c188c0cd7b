using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Channels;
using CreditBot.Channels.Web;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.Memory;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Pages;

/// <summary>An agency on a store in memory with one client, somebody of it and a manager, as pages meet them.</summary>
internal sealed class DemoAgency : IAsyncDisposable
{
    public const string Asker = "bella";
    public const string Decider = "dana";

    public static readonly ClientId Bakery = ClientId.Parse("bella-bakery");
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly Actor System = new(Agency, PersonId.System, "system");

    private static readonly PackageCatalog Catalog = new()
    {
        Packages =
        [
            new Package("Basic", Credits.Of(50), new Money(99m, "USD")),
            new Package("Professional", Credits.Of(150), new Money(199m, "USD")),
        ],
        Currency = "USD",
        Zone = NewYork,
        CostPerCredit = [new DatedPrice(new LocalDate(2020, 1, 1), new Money(0.10m, "USD"))],
    };

    private readonly ServiceProvider _services;

    private DemoAgency(ServiceProvider services) => _services = services;

    public FakeClock Clock => (FakeClock)Get<IClock>();

    public ScriptedHandler Handler => Get<ScriptedHandler>();

    public WebChat Chat => Get<WebChat>();

    public static ConversationAddress Conversation(string person) =>
        WebChat.AddressOf(Agency, person);

    /// <summary>On Friday 27 November 2026, 9:00 in New York.</summary>
    public static async Task<DemoAgency> OpenAsync()
    {
        var services = new ServiceCollection();
        Register(services);
        var agency = new DemoAgency(services.BuildServiceProvider());
        await agency.SeedAsync();
        return agency;
    }

    private static void Register(IServiceCollection services)
    {
        services.AddLogging();
        services.AddSingleton<IClock>(new FakeClock(Instant.FromUtc(2026, 11, 27, 14, 0)));
        services.AddSingleton<IStore, MemoryStore>();
        services
            .AddSingleton<People>()
            .AddSingleton<Invites>()
            .AddSingleton<Ledgers>()
            .AddSingleton<CreditDesk>()
            .AddSingleton<Accounts>()
            .AddSingleton<Conversations>()
            .AddSingleton<RequestTrails>();
        services.AddSingleton<ScriptedHandler>();
        services.AddSingleton<ITurnHandler>(s => s.GetRequiredService<ScriptedHandler>());
        services.AddWebChannel();
    }

    /// <summary>Gives components the same rooms as the test has.</summary>
    public void LendTo(IServiceCollection services) =>
        services
            .AddSingleton(Get<IClock>())
            .AddSingleton(Get<IStore>())
            .AddSingleton(Get<Ledgers>())
            .AddSingleton(Get<Accounts>())
            .AddSingleton(Get<People>())
            .AddSingleton(Get<RequestTrails>())
            .AddSingleton(Get<WebChat>())
            .AddSingleton(Get<WebIdentities>())
            .AddSingleton(Get<Transcripts>());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<Person> PersonAsync(string id) =>
        Get<WebIdentities>()
            .FindAsync(Agency, id, TestContext.Current.CancellationToken)
            .ContinueWith(
                found => found.Result ?? throw new InvalidOperationException($"No person '{id}'."),
                TaskScheduler.Default
            );

    public async Task<IReadOnlyList<ChatLine>> LinesAsync(string person) =>
        await Get<Transcripts>()
            .ReadAsync(Conversation(person), 0, 100, TestContext.Current.CancellationToken);

    /// <summary>Gives the bakery credits once.</summary>
    public Task GrantAsync(decimal credits, decimal price) =>
        Get<CreditDesk>()
            .GrantAsync(
                System,
                Bakery,
                new GrantCredits(Credits.Of(credits), "a test", Price: new Money(price, "USD")),
                null,
                TestContext.Current.CancellationToken
            );

    /// <summary>The bakery uses credits at a time.</summary>
    public Task UseAsync(string id, decimal credits, Instant at) =>
        Get<Ledgers>()
            .ChangeAsync(
                System,
                Bakery,
                (state, context) =>
                    UsageRecording.Decide(
                        state,
                        new RecordUsage(new Usage("test", id, Credits.Of(credits), "edit"), at),
                        context
                    ),
                null,
                TestContext.Current.CancellationToken
            );

    /// <summary>The bakery is paused, ended or resumed.</summary>
    public Task StandAsync(Standing to, LocalDate? from = null) =>
        Get<Ledgers>()
            .ChangeAsync(
                System,
                Bakery,
                (state, context) =>
                    StandingChanging.Decide(state, new ChangeStanding(to, from, null), context),
                null,
                TestContext.Current.CancellationToken
            );

    /// <summary>What the bakery's last entry did is taken back.</summary>
    public async Task ReverseLastAsync(string why)
    {
        var stop = TestContext.Current.CancellationToken;
        var now = await Get<IStore>().ClientAsync(Agency, Bakery, stop);
        await new Reversals(Get<IStore>(), Get<Ledgers>()).ReverseAsync(
            System,
            Bakery,
            new ReverseEntry(now!.Version, why),
            null,
            stop
        );
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task SeedAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        await Get<Ledgers>()
            .ChangeAgencyAsync(
                Agency,
                (_, now) =>
                    new AgencyEntry.TermsSet(
                        new AgencyTerms
                        {
                            Name = "Brightside Web",
                            Catalog = Catalog,
                            Policy = new RequestPolicy(),
                            WorkingTime = WorkingTime.Default(NewYork),
                        }
                    )
                    {
                        Seq = 1,
                        At = now,
                        RecordedAt = now,
                    },
                null,
                stop
            );
        await Get<CreditDesk>()
            .OpenAsync(
                System,
                new OpenClient(
                    Bakery,
                    "Bella Bakery",
                    null,
                    new ClientTerms { Zone = NewYork },
                    new Plan("Basic", Credits.Of(50), new Money(99m, "USD")),
                    new LocalDate(2026, 9, 1)
                ),
                null,
                stop
            );
        await UseAsync("sept", 40, Instant.FromUtc(2026, 9, 10, 15, 0));
        await UseAsync("oct", 60, Instant.FromUtc(2026, 10, 12, 15, 0));
        await UseAsync("nov", 46, Instant.FromUtc(2026, 11, 20, 15, 0));
        var people = Get<People>();
        await people.AddManagerAsync(Agency, Decider, "Dana Ruiz", "dana@agency.test", stop);
        var asker = await people.EnsureAsync(Agency, "Bella", "bella@bakery.test", stop);
        await people.ChangeAsync(
            Agency,
            asker.Id,
            person =>
                person with
                {
                    Clients = person.Clients.Add(Bakery.Value, ClientRole.Requester),
                },
            _ => [],
            stop
        );
    }
}
