using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Demo;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Storage;
using CreditBot.Storage.LiteDb;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.Bench.Ledger;

/// <summary>A store in this process, filled by the product's own decisions.</summary>
internal sealed class FilledStore : IAsyncDisposable
{
    private const int EventsAtOnce = 1000;
    private static readonly Actor Editor = new(
        AgencyId.Default,
        new PersonId("key:bench"),
        Channels.ChannelNames.Api
    );

    private readonly UsageIntake _intake;
    private readonly Random _random = new(1);

    private FilledStore(TableStore store, IClock clock)
    {
        Store = store;
        Ledgers = new Ledgers(store, clock);
        _intake = new UsageIntake(store, Ledgers, new People(store));
    }

    public TableStore Store { get; }

    public Ledgers Ledgers { get; }

    public static async Task<FilledStore> OpenAsync(string path)
    {
        var clock = SystemClock.Instance;
        var filled = new FilledStore(
            LiteDbStore.Open(path, "http://127.0.0.1:9", clock, NullLogger<LiteDbStore>.Instance),
            clock
        );
        if (await filled.Store.AgencyAsync(AgencyId.Default, CancellationToken.None) is null)
        {
            var (settings, _) = HostSettings.Read(
                new ConfigurationBuilder().Build(),
                isDevelopment: false
            );
            await AgencySeed.WriteTermsAsync(
                filled.Ledgers,
                AgencyId.Default,
                settings.Agencies[AgencyId.Default].Terms,
                CancellationToken.None
            );
        }

        return filled;
    }

    /// <summary>Makes a client whose stream has so many entries, nearly all of them usage.</summary>
    public async Task<ClientId> AddClientAsync(string name, int entries)
    {
        var id = ClientId.Parse(name);
        var stop = CancellationToken.None;
        var package = (await Ledgers.AgencyAsync(AgencyId.Default, stop)).Terms.Catalog.Packages[0];
        await Ledgers.OpenAsync(
            Editor,
            new OpenClient(
                id,
                name,
                null,
                new ClientTerms { Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] },
                new Plan(package.Name, package.Credits, package.Fee),
                null
            ),
            null,
            stop
        );
        await new CreditDesk(Ledgers).GrantAsync(
            Editor,
            id,
            new GrantCredits(Credits.MostAtOnce, "enough for any load"),
            null,
            stop
        );
        // The opening, the first period and the grant are there already.
        foreach (var some in Enumerable.Range(0, entries - 3).Chunk(EventsAtOnce))
        {
            await _intake.RecordAsync(Editor, [.. some.Select(n => Use(name, n))], null, stop);
        }

        return id;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private ReportedUsage Use(string client, int number)
    {
        var id = $"{client}-{number.ToString("D7", CultureInfo.InvariantCulture)}";
        return new ReportedUsage(
            new Usage(
                "/editors/1",
                id,
                new Credits(_random.Next(10, 500)),
                "edit",
                $"/pages/{_random.Next(200).ToString(CultureInfo.InvariantCulture)}",
                $"s-{_random.Next(5000).ToString(CultureInfo.InvariantCulture)}"
            ),
            client,
            null,
            Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id))
            )
        );
    }
}
