using System.IO.Compression;
using System.Runtime.CompilerServices;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Storage.Checks;
using CreditBot.Storage.LiteDb;
using CreditBot.Storage.Rebuild;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Storage.LiteDb;

/// <summary>A store that an earlier version wrote opens in this one, and says the same (Golden/README.md tells how each was made).</summary>
public sealed class EarlierStoreTests : IDisposable
{
    private static readonly Instant Then = Instant.FromUtc(2026, 11, 25, 3, 0);
    private readonly TempDirectory _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("store-1.db.gz")]
    public async Task It_is_clean_and_its_heads_are_made_again_from_its_entries(string name)
    {
        await using var store = Open(Unpacked(name));
        var check = await new StoreCheck(store).RunAsync(null, Stop);
        InTheLedger(check).ShouldBeEmpty();
        (check.Clients, check.Entries).ShouldBe((4, 60));
        foreach (
            var (client, balance) in new[]
            {
                ("bella", 99.17m),
                ("carry", 0m),
                ("invoice", 70m),
                ("roll", 63m),
            }
        )
        {
            var state = await store.ClientAsync(AgencyId.Default, ClientId.Parse(client), Stop);
            state!.Balance.Value.ShouldBe(balance, client);
        }

        var rebuilt = await new StoreRebuild(store, dryRun: false).RunAsync(null, Stop);
        rebuilt.Refused.ShouldBeEmpty();
        rebuilt.Differences.Count.ShouldBe(check.HeadsToRebuild, "nothing but the heads differs");
        var again = await new StoreCheck(store).RunAsync(null, Stop);
        InTheLedger(again).ShouldBeEmpty();
        again.HeadsToRebuild.ShouldBe(0);
    }

    [Theory]
    [InlineData("store-1.db.gz")]
    public async Task It_is_served_as_it_was_and_goes_on(string name)
    {
        var path = Unpacked(name);
        await using var bot = await HostedCreditBot.StartAsync(Then, [$"--Storage:Path={path}"]);
        var bella = (await bot.Api.GetAsync("/clients/bella/credits")).ShouldBe("200");
        ((decimal)bella["balance"]!, (long)bella["version"]!).ShouldBe((99.17m, 25));
        ((string)bella["lots"]![0]!["id"]!).ShouldBe("L18.1");
        var carry = (await bot.Api.GetAsync("/clients/carry/credits")).ShouldBe("200");
        ((decimal)carry["debt"]!, (decimal)carry["overage"]!).ShouldBe((20m, 120m));
        var roll = (await bot.Api.GetAsync("/clients/roll/credits")).ShouldBe("200");
        ((decimal)roll["rollover"]!["remaining"]!).ShouldBe(20m);
        var requests = (await bot.Api.GetAsync("/requests")).ShouldBe("200");
        requests["requests"]!
            .AsArray()
            .Select(request => $"{request!["id"]} {request["state"]}")
            .ShouldBe([
                "R-1 approved",
                "R-2 asked",
                "R-3 declined",
                "R-4 approved_with_change",
                "R-5 open",
            ]);
        ((string)(await bot.Api.GetAsync("/reports/2026-10")).ShouldBe("200")["state"]!).ShouldBe(
            "closed"
        );

        // The same event as it was sent then.
        var sent = new
        {
            specversion = "1.0",
            type = "creditbot.usage",
            source = "editor",
            id = "c2",
            subject = "carry",
            data = new
            {
                credits = 20,
                action = "edit",
                target = "/menu",
                session = "s1",
                units = 2,
            },
        };
        var again = (await bot.Api.UseAsync(sent)).ShouldBe("200");
        ((string)again["results"]![0]!["status"]!).ShouldBe("duplicate");
        (await bot.Api.UseAsync(Agency.Use("bella", "new", 1, "2026-11-25T02:50:00Z"))).ShouldBe(
            "200"
        );
        (await Agency.BalanceAsync(bot.Api, "bella")).ShouldBe(98.17m);
    }

    // That version froze a month which it closed late with a client who was entered later still (Golden/README.md).
    private static IEnumerable<StoreFault> InTheLedger(StoreReport report) =>
        report.Faults.Where(fault =>
            !fault.Fault.StartsWith("The closed month 2026-10 of bella", StringComparison.Ordinal)
        );

    private string Unpacked(string name, [CallerFilePath] string here = "")
    {
        var path = _folder.Of("creditbot.db");
        using var from = new GZipStream(
            File.OpenRead(Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden", name)),
            CompressionMode.Decompress
        );
        using var to = File.Create(path);
        from.CopyTo(to);
        return path;
    }

    private static LiteDbStore Open(string path) =>
        LiteDbStore.Open(path, "", new FakeClock(Then), NullLogger<LiteDbStore>.Instance);
}
