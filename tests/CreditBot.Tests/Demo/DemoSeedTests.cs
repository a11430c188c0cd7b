using System.Diagnostics;
using CreditBot.Amounts;
using CreditBot.Demo;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Settings;
using CreditBot.Storage.Checks;
using CreditBot.Storage.Memory;
using Microsoft.Extensions.Configuration;
using NodaTime;
using NodaTime.Testing;
using NodaTime.Text;

namespace CreditBot.Tests.Demo;

/// <summary>The demo agency: believable on any day, the same for the same day (issue 3, item 1).</summary>
public sealed class DemoSeedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-11-23T15:00:00Z")]
    [InlineData("2026-12-01T05:30:00Z")]
    [InlineData("2026-12-01T04:30:00Z")]
    [InlineData("2026-12-31T23:59:59.999999999Z")]
    [InlineData("2028-02-29T12:00:00Z")]
    [InlineData("2027-03-14T07:00:00Z")]
    [InlineData("2027-01-15T05:00:00Z")]
    public async Task It_works_on_any_day(string now)
    {
        var at = InstantPattern.ExtendedIso.Parse(now).Value;
        await using var store = await SeedAsync(at);
        var clients = await store.ClientsAsync(AgencyId.Default, null, 100, Stop);
        clients.Count.ShouldBe(12);
        clients.Select(client => client.Plan.Package).Distinct().Count().ShouldBe(3);
        clients.ShouldAllBe(client => client.RecordedAt <= at);
        clients.ShouldContain(client =>
            client.PoolUsed.IsZero || client.Id.Value == "sunrise-realty"
        );
        var agency = (await store.AgencyAsync(AgencyId.Default, Stop))!;
        agency.ClosedMonths.Count.ShouldBeInRange(7, 8);
        agency.Purchased.IsZero.ShouldBeFalse();
        (
            await store.RequestsAsync(AgencyId.Default, new RequestQuery(), Stop)
        ).Count.ShouldBeGreaterThan(4);
        var report = await new StoreCheck(store).RunAsync(progress: null, Stop);
        report.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_shows_each_case_that_a_report_has_to_find()
    {
        await using var store = await SeedAsync(Instant.FromUtc(2026, 11, 23, 15, 0));
        ClientState Client(string id) =>
            store
                .ClientAsync(AgencyId.Default, ClientId.Parse(id), Stop)
                .AsTask()
                .GetAwaiter()
                .GetResult()!;
        Client("bella-bakery").Balance.ShouldBe(Credits.Of(4));
        Client("sunrise-realty").Periods.TakeLast(3).ShouldAllBe(period => period.Used.IsZero);
        Client("atlas-fitness")
            .Periods.SkipLast(1)
            .TakeLast(3)
            .ShouldAllBe(period => period.Used >= Credits.Of(50));
        Client("fern-and-field").Periods.Count.ShouldBe(1);
        Client("lotus-spa").Terms.Zone.Id.ShouldBe("Asia/Bangkok");
        var kettle = Client("kettle-coffee").Periods.SkipLast(1).ToList();
        kettle[^1].Used.Value.ShouldBeGreaterThan(3 * kettle[^2].Used.Value);
    }

    [Fact]
    public async Task The_same_day_gives_the_same_agency()
    {
        var at = Instant.FromUtc(2026, 11, 23, 15, 0);
        await using var first = await SeedAsync(at);
        await using var second = await SeedAsync(at);
        foreach (var client in await first.ClientsAsync(AgencyId.Default, null, 100, Stop))
        {
            var twin = (await second.ClientAsync(AgencyId.Default, client.Id, Stop))!;
            (twin.Version, twin.Balance, twin.RecordedAt).ShouldBe(
                (client.Version, client.Balance, client.RecordedAt)
            );
            twin.Periods.Select(period => period.Used)
                .ShouldBe(client.Periods.Select(period => period.Used));
        }
    }

    [Fact]
    public async Task It_takes_seconds_on_a_file()
    {
        var watch = Stopwatch.StartNew();
        await using var bot = await Hosting.HostedCreditBot.StartAsync(
            settings: ["--Seed:Demo=true"]
        );
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        var verified = (await bot.Api.PostAsync("/admin/verify")).ShouldBe("200");
        ((bool)verified["ok"]!).ShouldBeTrue(verified.Text);
        // A second start finds the agency and leaves it alone.
        var before = (await bot.Api.GetAsync("/clients")).Text;
        await bot.RestartAsync();
        (await bot.Api.GetAsync("/clients")).Text.ShouldBe(before);
        (await bot.Api.GetAsync("/reports/2026-10.xlsx")).ShouldBe("200");
    }

    internal static async Task<MemoryStore> SeedAsync(Instant now)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { ["Agency:TimeZone"] = "America/New_York" }
            )
            .Build();
        var (settings, _) = HostSettings.Read(configuration, isDevelopment: true);
        var store = new MemoryStore(new FakeClock(now));
        await new DemoSeed(
            store,
            AgencyId.Default,
            settings.Agencies[AgencyId.Default].Terms,
            Instants.WholeMicroseconds(now)
        ).RunAsync(Stop);
        return store;
    }
}
