using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using CreditBot.Amounts;
using CreditBot.Hosting;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace CreditBot.Tests.Hosting;

/// <summary>A node says whether it takes work, and why not.</summary>
public sealed class HealthTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_starts_without_its_database_and_becomes_ready_when_it_is_there()
    {
        await using var server = await PostgresServer.StartAsync(fsync: false);
        var database = await server.NewDatabaseAsync();
        await server.StopAsync();

        await using var bot = await HostedCreditBot.StartAsync(settings: Settings(database));
        (await ReadyAsync(bot)).ShouldBe((HttpStatusCode.ServiceUnavailable, StoreWatch.Away));
        (await MetricAsync(bot)).ShouldBe("0");
        using (var http = bot.Raw())
        {
            (await http.GetStringAsync("/healthz", Stop)).ShouldBe("alive");
        }

        await server.StartAgainAsync();
        await UntilReadyAsync(bot);
        (await MetricAsync(bot)).ShouldBe("1");
        await AgencyIsFoundedOnceAsync(bot);

        await server.CrashAsync();
        (await ReadyAsync(bot)).ShouldBe((HttpStatusCode.ServiceUnavailable, StoreWatch.Away));
        await server.StartAgainAsync();
        await UntilReadyAsync(bot);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_found_the_agency_once()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        var bots = await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ => HostedCreditBot.StartAsync(settings: Settings(database)))
        );
        foreach (var bot in bots)
        {
            await AgencyIsFoundedOnceAsync(bot);
            await bot.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_says_so_and_serves_on_for_a_while()
    {
        var time = new FakeTimeProvider();
        await using var bot = await HostedCreditBot.StartAsync(
            settings: ["--Hosting:DrainSeconds=20"],
            services: services => services.AddSingleton<TimeProvider>(time)
        );
        (await ReadyAsync(bot)).ShouldBe((HttpStatusCode.OK, "ready"));

        bot.Service<IHostApplicationLifetime>().StopApplication();
        var stopping = bot.StopAsync();
        (await ReadyAsync(bot)).ShouldBe((HttpStatusCode.ServiceUnavailable, "stopping"));
        (await bot.Api.GetAsync("/clients")).Status.ShouldBe(200);
        stopping.IsCompleted.ShouldBeFalse();

        time.Advance(TimeSpan.FromSeconds(20));
        await stopping.WaitAsync(Patience, Stop);
    }

    private static string[] Settings(string database) =>
        [
            "--Storage:Provider=postgresql",
            $"--Storage:ConnectionString={database}",
            "--Hosting:DrainSeconds=0",
        ];

    private static async Task<(HttpStatusCode Status, string Words)> ReadyAsync(HostedCreditBot bot)
    {
        using var http = bot.Raw();
        using var answer = await http.GetAsync("/readyz", Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task UntilReadyAsync(HostedCreditBot bot)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while ((await ReadyAsync(bot)).Status != HttpStatusCode.OK)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>The gauge of this host: /metrics shows those of all hosts in the process, which tests of other classes have beside it.</summary>
    private static async Task<string> MetricAsync(HostedCreditBot bot)
    {
        using (var http = bot.Raw())
        {
            (await http.GetStringAsync("/metrics", Stop))
                .Split('\n')
                .ShouldContain(line =>
                    line.StartsWith("creditbot_store_ready", StringComparison.Ordinal)
                );
        }

        var factory = bot.Service<IMeterFactory>();
        var seen = new List<int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (
                    instrument.Name == "creditbot.store.ready"
                    && ReferenceEquals(instrument.Meter.Scope, factory)
                )
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => seen.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        return seen.ShouldHaveSingleItem().ToString(CultureInfo.InvariantCulture);
    }

    private static async Task AgencyIsFoundedOnceAsync(HostedCreditBot bot) =>
        (await bot.Service<IStore>().AgencyEntriesAsync(AgencyId.Default, 0, 10, Stop))
            .ShouldHaveSingleItem()
            .Entry.ShouldBeOfType<AgencyEntry.TermsSet>();
}
