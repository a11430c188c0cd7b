namespace CreditBot.RealClients.Product;

/// <summary>The example that the figures start from (design.md §3.9), asked of the product from outside.</summary>
public class ReferenceExampleTests
{
    [Fact]
    public async Task Eighty_credits_on_Professional_cost_8_and_leave_a_margin_of_191()
    {
        await using var bot = await RunningCreditBot.StartAsync();
        await bot.OpenClientAsync("delta-dental", "Professional");
        await UsageEvent.PostAsync(
            bot.Api,
            [.. Enumerable.Range(0, 8).Select(n => new UsageEvent("delta-dental", $"u{n}", 10m))],
            TestContext.Current.CancellationToken
        );
        var credits = await bot.ReadAsync("clients/delta-dental/credits");
        var month = credits["periodStart"]!.GetValue<string>()[..7];

        var report = await bot.ReadAsync($"reports/{month}");
        var file = await MonthFile.OpenAsync(await bot.DownloadAsync($"reports/{month}.xlsx"));

        foreach (var figures in (string[])["totals", "clients"])
        {
            var shown = figures == "totals" ? report[figures]! : report[figures]![0]!;
            shown["fee"]!.Amount().ShouldBe(199m);
            shown["cost"]!.Amount().ShouldBe(8m);
            shown["margin"]!.Amount().ShouldBe(191m);
            shown["used"]!.GetValue<decimal>().ShouldBe(80m);
        }

        file.Control.ShouldEndWith("checks are OK");
        file.OfClient("delta-dental", "Cost").ShouldBe(8m);
        file.OfClient("delta-dental", "Margin").ShouldBe(191m);
        file.Named("Summary_Cost").ShouldBe(8m);
        file.Named("Summary_Margin").ShouldBe(191m);
    }
}
