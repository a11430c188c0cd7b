using CreditBot.Amounts;
using CreditBot.Jobs;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Reports.Mail;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CreditBot.Tests.Reporting;

/// <summary>A month's report goes to each recipient once, whatever happens on the way (design.md §3.8).</summary>
public sealed class ReportRunTests : IAsyncLifetime
{
    private static readonly Instant FirstOfDecember = Instant.FromUtc(2026, 12, 1, 12, 0);
    private static readonly Instant FourthOfDecember = Instant.FromUtc(2026, 12, 4, 12, 0);
    private readonly Mailbox _mail = new();
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync(
            now: Instant.FromUtc(2026, 11, 2, 15, 0),
            settings: ["--Reports:Recipients=ann@a.example,ben@a.example,cem@a.example"],
            services: services => services.AddKeyedSingleton<IMailSender>("default", _mail)
        );
        await Agency.AddClientAsync(Bot.Api);
        Bot.Clock.Reset(FirstOfDecember);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Jobs_that_run_late_twice_and_at_once_come_to_the_same()
    {
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 20, 12, 0));
        var jobs = (Bot.Service<DueJob>(), Bot.Service<CloseJob>(), Bot.Service<ReportJob>());
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(n =>
                    Task.Run(() =>
                        (n % 3) switch
                        {
                            0 => jobs.Item1.RunAsync(Stop),
                            1 => jobs.Item2.RunAsync(Stop),
                            _ => jobs.Item3.RunAsync(Stop),
                        }
                    )
                )
        );
        await DeliverAsync();
        await RunAsync();
        _mail.To.Order().ShouldBe(["ann@a.example", "ben@a.example", "cem@a.example"]);
        var entries = await Bot.Service<IStore>()
            .AgencyEntriesAsync(AgencyId.Default, 0, 100, Stop);
        entries.Count(entry => entry.Entry is CreditBot.Ledger.AgencyEntry.MonthClosed).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_dies_while_mailing_repeats_one_mail_under_its_id_at_most()
    {
        using var crash = new CancellationTokenSource();
        _mail.AfterAccepting = () =>
        {
            if (_mail.Accepted.Count == 2)
            {
                crash.Cancel();
            }

            crash.Token.ThrowIfCancellationRequested();
        };
        await Bot.Service<ReportJob>().RunAsync(Stop);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Bot.Service<OutboxDispatcher>().RunOnceAsync(crash.Token)
        );
        _mail.AfterAccepting = () => { };
        await Bot.RestartAsync();
        await RunAsync();
        _mail.Accepted.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(3);
        _mail.To.Distinct().Order().ShouldBe(["ann@a.example", "ben@a.example", "cem@a.example"]);
        _mail.Accepted.Count.ShouldBeInRange(3, 4);
    }

    [Fact]
    public async Task A_process_that_dies_while_ordering_orders_the_rest()
    {
        var state = await Bot.Service<CreditBot.Requests.Ledgers>()
            .AgencyAsync(AgencyId.Default, Stop);
        await Bot.Service<CreditBot.Reporting.ReportRuns>()
            .SendAsync(
                AgencyId.Default,
                new YearMonth(2026, 11),
                [state.Terms.Recipients[1]],
                isAgain: false,
                Stop
            );
        await Bot.RestartAsync();
        await RunAsync();
        _mail.To.Order().ShouldBe(["ann@a.example", "ben@a.example", "cem@a.example"]);
    }

    [Fact]
    public async Task All_recipients_of_a_provisional_edition_get_the_same_figures()
    {
        await Bot.Service<ReportJob>().RunAsync(Stop);
        var state = await Bot.Service<CreditBot.Requests.Ledgers>()
            .AgencyAsync(AgencyId.Default, Stop);
        var client = (await Bot.Api.GetAsync("/clients"))["clients"]![0]!["id"]!.ToString();
        await Bot
            .Api.UseAsync(Agency.Use(client, "late", 10, "2026-11-20T12:00:00Z"))
            .ShouldBeAsync("200");
        await DeliverAsync();
        state.Terms.Recipients.Count.ShouldBe(_mail.Accepted.Count);
        _mail.Accepted.Select(mail => mail.TextBody).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_provisional_edition_that_the_close_overtook_is_not_sent_and_the_final_one_is()
    {
        _mail.Refusal = new MailDeliveryException("The server is down.");
        await RunAsync();
        _mail.Refusal = null;
        Bot.Clock.Reset(FourthOfDecember);
        await RunAsync();
        await RunAsync();
        _mail.To.Order().ShouldBe(["ann@a.example", "ben@a.example", "cem@a.example"]);
        _mail.Accepted.ShouldAllBe(mail =>
            !mail.Subject!.Contains("provisional", StringComparison.OrdinalIgnoreCase)
        );
        (
            await Bot.Service<IStore>().OutboxAsync(AgencyId.Default, OutboxState.Dead, 10, Stop)
        ).Count.ShouldBe(3);
    }

    [Fact]
    public async Task It_is_overtaken_also_when_the_final_one_was_looked_at_first()
    {
        _mail.Refusal = new MailDeliveryException("The server is down.");
        await RunAsync();
        _mail.Refusal = null;
        Bot.Clock.Reset(FourthOfDecember);
        // The outbox has not come round yet when the job compares the editions.
        await Bot.Service<ReportJob>().RunAsync(Stop);
        await RunAsync();
        await RunAsync();
        _mail.To.Order().ShouldBe(["ann@a.example", "ben@a.example", "cem@a.example"]);
    }

    [Fact]
    public async Task A_mailbox_that_is_refused_for_good_is_a_dead_letter_and_stops_nobody_else()
    {
        _mail.RefuseFor = "ben@a.example";
        await RunAsync();
        _mail.To.Order().ShouldBe(["ann@a.example", "cem@a.example"]);
        (await Bot.Service<IStore>().OutboxAsync(AgencyId.Default, OutboxState.Dead, 10, Stop))
            .ShouldHaveSingleItem()
            .Error.ShouldBe("No such mailbox.");
    }

    private async Task RunAsync()
    {
        await Bot.Service<CloseJob>().RunAsync(Stop);
        await Bot.Service<ReportJob>().RunAsync(Stop);
        await DeliverAsync();
    }

    private Task DeliverAsync() => Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
}
