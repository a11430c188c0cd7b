using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Tests.Hosting;
using CreditBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBot.Tests.Api;

/// <summary>Calls whose answer was lost are sent again under their Idempotency-Key until one comes: each has one effect (contract.md, Common).</summary>
public sealed class RetryTests
{
    private const int Callers = 8;
    private const int CutPercent = 60;

    private static int Retries => Counts.Of(quick: 1000, full: 10_000);

    [Fact]
    public async Task Calls_cut_before_or_after_the_commit_have_one_effect_each()
    {
        CuttingStore? cutting = null;
        await using var bot = await HostedCreditBot.StartAsync(services: services =>
            services.AddSingleton(provider =>
            {
                var store = CuttingStore.Around(provider.GetRequiredService<TableStore>(), seed: 4);
                cutting = (CuttingStore)store;
                return store;
            })
        );
        await Agency.AddManagersAsync(bot.Api);
        var clients = new List<string>();
        for (var i = 0; i < Callers; i++)
        {
            clients.Add(await Agency.AddClientAsync(bot.Api));
        }

        cutting!.Percent = CutPercent;
        var made = await Task.WhenAll(
            clients.Select((client, n) => Task.Run(() => CallAsync(bot.Api, client, n)))
        );
        cutting.Percent = 0;

        made.Sum(one => one.Retries).ShouldBeGreaterThanOrEqualTo(Retries);
        cutting.Cuts.Before.ShouldBeGreaterThan(0);
        cutting.Cuts.After.ShouldBeGreaterThan(0);
        foreach (var (client, one) in clients.Zip(made))
        {
            (await Agency.BalanceAsync(bot.Api, client)).ShouldBe(50m + one.Granted);
            var after = 0L;
            var grants = 0;
            for (long? next = 0; next is not null; )
            {
                var page = (
                    await bot.Api.GetAsync($"/clients/{client}/entries?after={after}&limit=1000")
                ).ShouldBe("200");
                grants += page["entries"]!
                    .AsArray()
                    .Count(entry => (string)entry!["kind"]! == "granted");
                next = (long?)page["next"];
                after = next ?? after;
            }

            grants.ShouldBe(one.Granted);
        }

        var check = (await bot.Api.PostAsync("/admin/verify")).ShouldBe("200");
        ((bool)check["ok"]!).ShouldBeTrue();
    }

    /// <summary>Grants one credit after the other, each until it is answered; usage in between goes by its own key.</summary>
    private static async Task<(int Granted, int Retries)> CallAsync(
        ApiClient api,
        string client,
        int caller
    )
    {
        var (granted, retries) = (0, 0);
        while (retries < (Retries + Callers - 1) / Callers)
        {
            var key = $"{caller}-{granted}";
            var body = new { credits = 1, reason = $"for call {granted}" };
            ApiAnswer answer;
            while (
                (answer = await api.PostAsync($"/clients/{client}/grants", body, key)).Status == 503
            )
            {
                answer.ShouldBe("503 store_unavailable").RetryAfter.ShouldNotBeNull();
                retries++;
            }

            answer.ShouldBe("201");
            granted++;
            (await api.PostAsync($"/clients/{client}/grants", body, key)).Text.ShouldBe(
                answer.Text
            );
            if (granted % 10 == 0)
            {
                (
                    await api.PostAsync($"/clients/{client}/grants", new { credits = 2 }, key)
                ).ShouldBe("422 idempotency_mismatch");
            }
        }

        return (granted, retries);
    }
}
