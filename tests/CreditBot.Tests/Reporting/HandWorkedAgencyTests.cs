using CreditBot.Jobs;
using CreditBot.Outbox;
using CreditBot.Reports.Tests.Workbook;
using CreditBot.Tests.Hosting;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Tests.Reporting;

/// <summary>
/// Five clients over three months, worked by hand: what the product books from calls as they come, and each figure that its workbooks show.
/// A credit costs $0.10; the agency and its clients are in New York; months are closed on the 4th, 00:00.
/// </summary>
/// <remarks>
/// Alder (Basic) uses 20; 50, all it has, by 14 October, and 3 of 28 September are told on 6 October, after the close; from November it is Professional and uses 100.
/// Birch (Professional) is the reference example each month: 80 credits and $199 make cost $8.00 and margin $191.00; in October 5 more are taken back.
/// Cedar (Basic, overage invoiced at 99 / 50 = $1.98) uses 60: 10 × 1.98 = 19.80; then 55.125: 5.125 × 1.98 = 10.1475, so 10.15; then nothing.
/// Dogwood (Enterprise) uses 120.5 and buys 40 for $79.20; then 520: 500 monthly and 20 of the 40; then 400.25 (cost 40.025, so 40.03), buys 10 for $19.80, and 2 of
/// 30 October are told on 10 November: they burn from what it has bought.
/// Elm (Basic) begins in October, uses nothing, then 12.5.
/// </remarks>
public sealed class HandWorkedAgencyTests : IAsyncLifetime
{
    private static readonly string[] Columns =
    [
        "Used",
        "Overage",
        "Fee",
        "One-time",
        "Overage billed",
        "Revenue",
        "Cost",
        "Adjustments",
        "Margin",
        "One-time bought",
        "One-time left",
        "Expired unused",
    ];

    private static readonly string[] Movements =
    [
        "Opening",
        "Granted",
        "Burned",
        "Expired",
        "Closing",
    ];

    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    public async ValueTask InitializeAsync() =>
        _bot = await HostedCreditBot.StartAsync(
            now: Instant.FromUtc(2026, 9, 1, 14, 0),
            settings: ["--Reports:Recipients=owner@a.example"]
        );

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Every_figure_of_three_months_is_the_one_on_paper()
    {
        await SeptemberAsync();
        await OctoberAsync();
        var frozen = await WorkbookAsync("2026-09");
        await NovemberAsync();

        // Closed months are the same to the byte whenever they are made again, late usage and a restart later.
        (await WorkbookAsync("2026-09")).ShouldBe(frozen);
        var october = await WorkbookAsync("2026-10");
        await Bot.RestartAsync();
        Bot.Clock.Reset(Instant.FromUtc(2027, 2, 10, 12, 0));
        await Bot.Service<CloseJob>().RunAsync(TestContext.Current.CancellationToken);
        (await WorkbookAsync("2026-09")).ShouldBe(frozen);
        (await WorkbookAsync("2026-10")).ShouldBe(october);

        Check(
            new OpenedWorkbook(frozen),
            // used, overage; fee, one-time, overage, revenue, cost, adjustments, margin; bought, left, expired
            ("Alder", [20, 0, 99, 0, 0, 99, 2.00m, 0, 97.00m, 0, 0, 0]),
            ("Birch", [80, 0, 199, 0, 0, 199, 8.00m, 0, 191.00m, 0, 0, 0]),
            ("Cedar", [60, 10, 99, 0, 19.80m, 118.80m, 6.00m, 0, 112.80m, 0, 0, 0]),
            ("Dogwood", [120.5m, 0, 499, 79.20m, 0, 578.20m, 12.05m, 0, 566.15m, 40, 40, 0]),
            ("Total", [280.5m, 10, 896, 79.20m, 19.80m, 995, 28.05m, 0, 966.95m, 40, 40, 0])
        );
        Check(
            new OpenedWorkbook(october),
            ("Alder", [50, 0, 99, 0, 0, 99, 5.00m, -0.30m, 93.70m, 0, 0, 30]),
            ("Birch", [80, 0, 199, 0, 0, 199, 8.00m, 0, 191.00m, 0, 0, 70]),
            ("Cedar", [55.125m, 5.125m, 99, 0, 10.15m, 109.15m, 5.51m, 0, 103.64m, 0, 0, 0]),
            ("Dogwood", [520, 0, 499, 0, 0, 499, 52.00m, 0, 447.00m, 0, 20, 379.5m]),
            ("Elm", [0, 0, 99, 0, 0, 99, 0, 0, 99, 0, 0, 0]),
            (
                "Total",
                [705.125m, 5.125m, 995, 0, 10.15m, 1005.15m, 70.51m, -0.30m, 934.34m, 0, 20, 479.5m]
            )
        );
        var november = new OpenedWorkbook(await WorkbookAsync("2026-11"));
        Check(
            november,
            ("Alder", [100, 0, 199, 0, 0, 199, 10.00m, 0, 189.00m, 0, 0, 0]),
            ("Birch", [80, 0, 199, 0, 0, 199, 8.00m, 0, 191.00m, 0, 0, 70]),
            ("Cedar", [0, 0, 99, 0, 0, 99, 0, 0, 99, 0, 0, 0]),
            ("Dogwood", [400.25m, 0, 499, 19.80m, 0, 518.80m, 40.03m, -0.20m, 478.57m, 10, 28, 0]),
            ("Elm", [12.5m, 0, 99, 0, 0, 99, 1.25m, 0, 97.75m, 0, 0, 50]),
            (
                "Total",
                [592.75m, 0, 1095, 19.80m, 0, 1114.80m, 59.28m, -0.20m, 1055.32m, 10, 28, 120]
            )
        );

        Move(
            new OpenedWorkbook(frozen),
            ("Alder", [0, 50, 20, 0, 30]),
            ("Birch", [0, 150, 80, 0, 70]),
            ("Cedar", [0, 50, 50, 0, 0]),
            ("Dogwood", [0, 540, 120.5m, 0, 419.5m])
        );
        Move(
            new OpenedWorkbook(october),
            ("Alder", [30, 50, 50, 30, 0]),
            ("Birch", [70, 150, 80, 70, 70]),
            ("Cedar", [0, 50, 50, 0, 0]),
            ("Dogwood", [419.5m, 500, 520, 379.5m, 20]),
            ("Elm", [0, 50, 0, 0, 50])
        );
        Move(
            november,
            ("Alder", [0, 150, 100, 0, 50]),
            ("Birch", [70, 150, 80, 70, 70]),
            ("Cedar", [0, 50, 0, 0, 50]),
            ("Dogwood", [20, 510, 402.25m, 0, 127.75m]),
            ("Elm", [50, 50, 12.5m, 50, 37.5m])
        );

        // 18 of the 40 at 1.98 are 35.64, and 10 for 19.80.
        november.Of("Outstanding", "Dogwood", "Value").Number.ShouldBe(55.44m);
        // The month before, beside it.
        november.Of("Clients", "Total", "Margin last month").Number.ShouldBe(934.34m);
        november.Of("Clients", "Total", "Change").Number.ShouldBe(120.98m);
        november.Of("Clients", "Total", "Margin %").Number.ShouldBe(0.946645m, 0.000_001m);
        november.Of("Clients", "Birch", "% used").Number.ShouldBe(0.533333m, 0.000_001m);
        new OpenedWorkbook(october)
            .Of("Clients", "Alder", "Ran out on")
            .Number.ShouldBe(NodaTime.Period.DaysBetween(new(1899, 12, 30), new(2026, 10, 14)));
        // What came late stands on lines that say so, in sheet and story.
        var late = november
            .Cells("Ledger")
            .Where(cell => cell.Shown == "Adjustment")
            .ShouldHaveSingleItem();
        november["Ledger", $"G{late.Row}"].Number.ShouldBe(2m);
        november
            .Cells("Summary")
            .Select(cell => cell.Shown)
            .ShouldContain(
                "Adjustments of -$0.20 belong to months that were closed already; late usage: 2 credits of October."
            );
        foreach (var book in new[] { frozen, october })
        {
            new OpenedWorkbook(book)["Control", "A3"].Shown.ShouldEndWith("checks are OK");
        }

        november["Control", "A3"].Shown.ShouldEndWith("checks are OK");
    }

    private async Task SeptemberAsync()
    {
        await AddAsync("alder", "Alder", "Basic");
        await AddAsync("birch", "Birch", "Professional");
        await AddAsync("cedar", "Cedar", "Basic", overage: "invoice");
        await AddAsync("dogwood", "Dogwood", "Enterprise");
        await UseAsync("alder", 20, "2026-09-10");
        await UseAsync("cedar", 60, "2026-09-12");
        await UseAsync("birch", 80, "2026-09-15");
        await UseAsync("dogwood", 120.5m, "2026-09-20");
        await GrantAsync("dogwood", 40, "79.20", "2026-09-21");
    }

    private async Task OctoberAsync()
    {
        At("2026-10-01");
        await AddAsync("elm", "Elm", "Basic");
        // After the close of September, on the 4th.
        await UseAsync("alder", 3, "2026-09-28", told: "2026-10-06");
        await UseAsync("birch", 80, "2026-10-08");
        var wrong = await UseAsync("birch", 5, "2026-10-09");
        (
            await Bot.Api.PostAsync(
                "/clients/birch/reversals",
                new { seq = wrong, reason = "A test of the editor." }
            )
        ).Status.ShouldBeInRange(200, 201);
        await UseAsync("alder", 50, "2026-10-14");
        await UseAsync("cedar", 55.125m, "2026-10-16");
        At("2026-10-20");
        await Bot
            .Api.PutAsync(
                "/clients/alder/package",
                new { package = "Professional", effective = "next_reset" }
            )
            .ShouldBeAsync("200");
        await UseAsync("dogwood", 520, "2026-10-22");
    }

    private async Task NovemberAsync()
    {
        await GrantAsync("dogwood", 10, "19.80", "2026-11-05");
        await UseAsync("dogwood", 2, "2026-10-30", told: "2026-11-10");
        await UseAsync("alder", 100, "2026-11-12");
        await UseAsync("birch", 80, "2026-11-13");
        await UseAsync("elm", 12.5m, "2026-11-16");
        await UseAsync("dogwood", 400.25m, "2026-11-20");
        At("2026-12-10");
        await Bot.Service<DueJob>().RunAsync(TestContext.Current.CancellationToken);
        await Bot.Service<CloseJob>().RunAsync(TestContext.Current.CancellationToken);
        await Bot.Service<ReportJob>().RunAsync(TestContext.Current.CancellationToken);
        await Bot.Service<OutboxDispatcher>().RunOnceAsync(TestContext.Current.CancellationToken);
    }

    private void At(string day) =>
        Bot.Clock.Reset(InstantPattern.General.Parse($"{day}T16:00:00Z").Value);

    private async Task AddAsync(string id, string name, string package, string? overage = null) =>
        await Bot
            .Api.PostAsync(
                "/clients",
                new
                {
                    id,
                    name,
                    package,
                    overage,
                    timeZone = "America/New_York",
                }
            )
            .ShouldBeAsync("201");

    /// <summary>At noon of a day, told then or on a later one.</summary>
    /// <returns>The entry's number.</returns>
    private async Task<long> UseAsync(
        string client,
        decimal credits,
        string day,
        string? told = null
    )
    {
        At(told ?? day);
        var answer = await Bot.Api.UseAsync(
            Agency.Use(client, $"{client}-{day}-{credits}", credits, $"{day}T16:00:00Z")
        );
        answer.ShouldBe("200");
        var result = answer["results"]![0]!;
        result["status"]!.GetValue<string>().ShouldBe("accepted");
        return result["seq"]!.GetValue<long>();
    }

    private async Task GrantAsync(string client, decimal credits, string amount, string day)
    {
        At(day);
        await Bot
            .Api.PostAsync(
                $"/clients/{client}/grants",
                new
                {
                    credits,
                    reason = "bought",
                    price = new { amount, currency = "USD" },
                }
            )
            .ShouldBeAsync("201");
    }

    private async Task<byte[]> WorkbookAsync(string month) =>
        (await Bot.Api.GetAsync($"/reports/{month}.xlsx")).ShouldBe("200").Bytes;

    private static void Check(
        OpenedWorkbook workbook,
        params (string Client, decimal[] Figures)[] rows
    )
    {
        foreach (var (client, figures) in rows)
        {
            Columns
                .Select(column => workbook.Of("Clients", client, column).Number)
                .ShouldBe(figures, client);
        }
    }

    private static void Move(
        OpenedWorkbook workbook,
        params (string Client, decimal[] Figures)[] rows
    )
    {
        foreach (var (client, figures) in rows)
        {
            Movements
                .Select(column => workbook.Of("Balances", client, column).Number)
                .ShouldBe(figures, client);
        }
    }
}
