using ClosedXML.Excel;
using CreditBot.Jobs;
using CreditBot.Tests.Hosting;
using MimeKit;
using NodaTime;

namespace CreditBot.Tests.Api;

/// <summary>Months over REST: figures, workbook, closing and sending (contract.md; design.md §3.8).</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync(
            now: Instant.FromUtc(2026, 11, 2, 15, 0),
            settings:
            [
                "--Reports:Recipients:0=owner@brightside.example",
                "--Reports:Recipients:1=books@brightside.example",
            ]
        );
        await Agency.AddManagersAsync(Api);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task The_reference_example_holds()
    {
        await Api.PostAsync(
                "/clients",
                new
                {
                    id = "pro",
                    name = "Pro",
                    timeZone = "America/New_York",
                    package = "Professional",
                }
            )
            .ShouldBeAsync("201");
        await Api.UseAsync(Agency.Use("pro", "u", 80, "2026-11-02T15:00:00Z")).ShouldBeAsync("200");
        var client = (await Api.GetAsync("/reports/2026-11"))["clients"]![0]!;
        (
            (string)client["fee"]!["amount"]!,
            (string)client["cost"]!["amount"]!,
            (string)client["margin"]!["amount"]!
        ).ShouldBe(("199.00", "8.00", "191.00"));
    }

    [Fact]
    public async Task The_workbook_opens()
    {
        await Agency.AddClientAsync(Api);
        var file = (await Api.GetAsync("/reports/2026-11.xlsx")).ShouldBe("200");
        file.Type.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        using var workbook = new XLWorkbook(new MemoryStream(file.Bytes));
        foreach (
            var name in (string[])
                ["Summary", "Clients", "Requests", "Daily usage", "Review", "Control"]
        )
        {
            workbook.Worksheets.ShouldContain(sheet => sheet.Name == name);
        }

        await Api.GetAsync("/reports/2026-13.xlsx").ShouldBeAsync("404 not_found");
        await Api.GetAsync("/reports/2025-01.xlsx").ShouldBeAsync("404 not_found");
    }

    [Fact]
    public async Task A_month_closes_once_and_only_when_it_is_over()
    {
        var client = await Agency.AddClientAsync(Api);
        await Api.PostAsync("/reports/2026-11/close").ShouldBeAsync("409 month_not_over");
        await Api.PostAsync("/reports/2026-11/send").ShouldBeAsync("409 month_not_over");
        // Still November in New York.
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 4, 59));
        await Api.PostAsync("/reports/2026-11/close").ShouldBeAsync("409 month_not_over");
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 5, 0));
        var closed = await Api.PostAsync("/reports/2026-11/close").ShouldBeAsync("200");
        ((string)closed["state"]!).ShouldBe("closed");
        await Api.PostAsync("/reports/2026-11/close").ShouldBeAsync("409 book_closed");
        // Late usage is an adjustment of the earliest open month; the closed book never changes.
        await Api.UseAsync(Agency.Use(client, "late", 10, "2026-11-20T12:00:00Z"))
            .ShouldBeAsync("200");
        (await Api.GetAsync("/reports/2026-11")).Text.ShouldBe(closed.Text);
        var december = await Api.GetAsync("/reports/2026-12");
        ((string)december["adjustments"]!["amount"]!).ShouldBe("-1.00");
    }

    [Fact]
    public async Task A_month_counts_as_closed_from_the_end_of_its_grace_whenever_the_job_runs()
    {
        var client = await Agency.AddClientAsync(Api);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 4, 4, 59));
        ((string)(await Api.GetAsync("/reports/2026-11"))["state"]!).ShouldBe("open");
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 4, 5, 0));
        await Api.UseAsync(Agency.Use(client, "late", 10, "2026-11-20T12:00:00Z"))
            .ShouldBeAsync("200");
        var book = await Api.GetAsync("/reports/2026-11");
        ((string)book["state"]!, (decimal)book["totals"]!["used"]!).ShouldBe(("closed", 0m));
        await Api.PostAsync("/reports/2026-11/close").ShouldBeAsync("409 book_closed");
    }

    [Fact]
    public async Task A_report_is_sent_once_to_each_and_again_only_when_asked()
    {
        await Agency.AddClientAsync(Api);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 12, 0));
        Counts(await Api.PostAsync("/reports/2026-11/send")).ShouldBe((2, 0));
        Counts(await Api.PostAsync("/reports/2026-11/send")).ShouldBe((0, 2));
        Counts(await Api.PostAsync("/reports/2026-11/send?again=true")).ShouldBe((2, 0));
        await Api.PostAsync("/reports/2026-11/send?again=maybe").ShouldBeAsync("400 malformed");
        await Api.PostAsync("/reports/2020-01/send").ShouldBeAsync("404 not_found");
        var mails = Mails();
        mails.Count.ShouldBe(4);
        mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task The_final_edition_goes_to_those_whose_figures_changed()
    {
        var client = await Agency.AddClientAsync(Api);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 12, 0));
        await RunReportsAsync();
        Mails().Count.ShouldBe(2);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 4, 12, 0));
        await RunReportsAsync();
        Mails().Count.ShouldBe(2, "nothing has changed since");
        await Api.UseAsync(Agency.Use(client, "december", 1, "2026-12-02T12:00:00Z"))
            .ShouldBeAsync("200");
        Bot.Clock.Reset(Instant.FromUtc(2027, 1, 1, 13, 0));
        await RunReportsAsync();
        Mails().Count.ShouldBe(4);
        await Api.UseAsync(Agency.Use(client, "late", 10, "2026-12-20T12:00:00Z"))
            .ShouldBeAsync("200");
        Bot.Clock.Reset(Instant.FromUtc(2027, 1, 4, 12, 0));
        await RunReportsAsync();
        await RunReportsAsync();
        var mails = Mails();
        mails.Count.ShouldBe(6);
        mails
            .Count(mail => mail.Subject!.Contains("final", StringComparison.OrdinalIgnoreCase))
            .ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_mailed_before_their_hour()
    {
        await Agency.AddClientAsync(Api);
        // 06:59 in New York.
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 11, 59));
        await RunReportsAsync();
        Mails().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_stood_still_sends_what_it_has_missed()
    {
        var client = await Agency.AddClientAsync(Api);
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 12, 0));
        await RunReportsAsync();
        await Api.UseAsync(Agency.Use(client, "late", 10, "2026-11-20T12:00:00Z"))
            .ShouldBeAsync("200");
        Bot.Clock.Reset(Instant.FromUtc(2027, 2, 10, 12, 0));
        await RunReportsAsync();
        await RunReportsAsync();
        // Provisional and final November, December and January, each to two.
        Mails().Count.ShouldBe(8);
    }

    private static (int Sent, int Already) Counts(ApiAnswer answer) =>
        ((int)answer.ShouldBe("200")["sent"]!, (int)answer["alreadySent"]!);

    private async Task RunReportsAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        await Bot.Service<CloseJob>().RunAsync(stop);
        await Bot.Service<ReportJob>().RunAsync(stop);
        await Bot.Service<CreditBot.Outbox.OutboxDispatcher>().RunOnceAsync(stop);
    }

    private List<MimeMessage> Mails() =>
        Directory.Exists(Bot.Pickup)
            ?
            [
                .. Directory
                    .EnumerateFiles(Bot.Pickup, "*.eml")
                    .Select(file => MimeMessage.Load(file)),
            ]
            : [];
}
