using CreditBot.Commands;
using CreditBot.Jobs;
using CreditBot.Outbox;
using CreditBot.Reports.Mail;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CreditBot.Tests.Reporting;

/// <summary>A mail server that is down: reports wait, are tried less and less often, and are never lost (design.md §6).</summary>
public sealed class MailOutageTests : IAsyncLifetime
{
    private static readonly Instant FirstOfDecember = Instant.FromUtc(2026, 12, 1, 12, 0);
    private readonly Mailbox _mail = new();
    private HostedCreditBot? _bot;

    private HostedCreditBot Bot => _bot!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync(
            now: Instant.FromUtc(2026, 11, 2, 15, 0),
            settings: ["--Reports:Recipients=ann@a.example,ben@a.example"],
            services: services => services.AddKeyedSingleton<IMailSender>("default", _mail)
        );
        await Agency.AddClientAsync(Bot.Api);
        Bot.Clock.Reset(FirstOfDecember);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_server_that_is_down_for_a_day_gets_each_report_once_when_it_is_back()
    {
        _mail.Refusal = new MailDeliveryException("The mail server is down.");
        var tries = await LiveAsync(Duration.FromHours(25));
        _mail.To.ShouldBeEmpty();

        var stuck = await ListAsync();
        stuck.Select(message => message.State).ShouldBe(["waiting", "waiting"]);
        stuck.ShouldAllBe(message => message.Why == "The mail server is down.");
        // 10 s, 20 s, 40 s … and every three hours from then on.
        tries.ShouldBeInRange(2 * 15, 2 * 19);

        // The host is started anew meanwhile, as it would be.
        await Bot.RestartAsync();
        _mail.Refusal = null;
        await LiveAsync(Duration.FromHours(4));

        _mail.To.Order().ShouldBe(["ann@a.example", "ben@a.example"]);
        _mail.Accepted.ShouldAllBe(mail => mail.Date == FirstOfDecember.ToDateTimeOffset());
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_given_up_on_is_listed_and_sent_again_by_one_command()
    {
        _mail.Refusal = new MailDeliveryException("The mail server is down.");
        await LiveAsync(Duration.FromHours(40));

        var dead = await ListAsync();
        dead.Select(message => message.State).ShouldBe(["dead", "dead"]);
        dead.ShouldAllBe(message => message.NextTry == null && message.Attempts == 20);
        var ids = dead.Select(message => message.Id).ToList();

        _mail.Refusal = null;
        (await ResendAsync("--dry-run", new WantedResend(null, DryRun: true))).Code.ShouldBe(0);
        await LiveAsync(Duration.FromMinutes(1));
        _mail.To.ShouldBeEmpty();

        (
            await ResendAsync("an id nobody knows", new WantedResend("report/none", false))
        ).Code.ShouldBe(1);
        var (code, said) = await ResendAsync("all", new WantedResend(null, DryRun: false));
        code.ShouldBe(0);
        ids.ShouldAllBe(id => said.Contains(id));
        await LiveAsync(Duration.FromMinutes(1));
        (await ResendAsync("again", new WantedResend(null, DryRun: false))).Said.ShouldStartWith(
            "Nothing was given up on"
        );
        await LiveAsync(Duration.FromMinutes(1));

        _mail.To.Order().ShouldBe(["ann@a.example", "ben@a.example"]);
    }

    [Theory]
    [InlineData("outbox --help", 0)]
    [InlineData("outbox list --help", 0)]
    [InlineData("outbox resend --help", 0)]
    [InlineData("outbox", 2)]
    [InlineData("outbox resend --every", 2)]
    public async Task The_command_has_help_and_exit_codes(string line, int code) =>
        (await CommandTable.RunAsync(line.Split(' '))).ShouldBe(code);

    [Fact]
    public async Task The_running_server_lists_and_resends_too()
    {
        _mail.RefuseFor = "ben@a.example";
        await LiveAsync(Duration.FromMinutes(1));

        var listed = await Bot.Api.PostAsync("/admin/outbox-list");
        listed["messages"]!.AsArray().Count.ShouldBe(1);
        listed["messages"]![0]!["why"]!.GetValue<string>().ShouldBe("No such mailbox.");

        _mail.RefuseFor = null;
        (await Bot.Api.PostAsync("/admin/outbox-resend", new { })).ShouldBe("200");
        await LiveAsync(Duration.FromMinutes(1));
        _mail.To.Order().ShouldBe(["ann@a.example", "ben@a.example"]);
    }

    /// <summary>Lets time pass in steps of ten seconds, then of minutes, as the host's own loops would.</summary>
    /// <returns>How often a delivery was tried.</returns>
    private async Task<int> LiveAsync(Duration time)
    {
        var before = _mail.Tries;
        var until = Bot.Clock.GetCurrentInstant() + time;
        var began = Bot.Clock.GetCurrentInstant();
        while (Bot.Clock.GetCurrentInstant() < until)
        {
            await Bot.Service<ReportJob>().RunAsync(Stop);
            await Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
            var isEarly = Bot.Clock.GetCurrentInstant() - began < Duration.FromMinutes(10);
            Bot.Clock.Advance(isEarly ? Duration.FromSeconds(10) : Duration.FromMinutes(10));
        }

        return _mail.Tries - before;
    }

    private async Task<IReadOnlyList<StuckView>> ListAsync() =>
        (
            await OutboxCommand.ListAsync(Bot.Services, CreditBot.Amounts.AgencyId.Default, Stop)
        ).Messages;

    private async Task<(int Code, string Said)> ResendAsync(string what, WantedResend wanted)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Bot.StoppedAsync(build =>
            OutboxCommand.ResendAsync(
                build,
                CreditBot.Amounts.AgencyId.Default,
                wanted,
                json: false,
                output,
                errors,
                Stop
            )
        );
        errors.ToString().ShouldBeEmpty(what);
        return (code, output.ToString());
    }
}
