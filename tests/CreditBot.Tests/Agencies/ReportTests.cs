using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Jobs;
using CreditBot.Outbox;
using CreditBot.Tests.Hosting;
using CreditBot.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;

namespace CreditBot.Tests.Agencies;

/// <summary>What leaves by itself, over a month's end: jobs serve all agencies, and each one's mails, links and webhooks hold its own alone.</summary>
public class ReportTests : IAsyncLifetime
{
    private ThreeAgencies? _agencies;
    private string[] _store = [];
    private readonly Dictionary<AgencyId, Receiver> _receivers = [];

    private ThreeAgencies Agencies => _agencies!;

    private HostedCreditBot Bot => Agencies.Bot;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The settings that say where everything is kept.</summary>
    protected virtual Task<string[]> StoreAsync() => Task.FromResult<string[]>([]);

    public async ValueTask InitializeAsync()
    {
        _store = await StoreAsync();
        _agencies = await ThreeAgencies.StartAsync([
            .. _store,
            "--environment=Development",
            "--Seed:Demo=false",
            "--Mail:LinkAddress=https://credits.example",
            "--Mail:From=reports@default.example",
            "--Reports:Recipients:0=owner@default.example",
            "--Agencies:acme:Reports:Recipients:0=owner@acme.example",
            // Nothing fits into this one's mails, so that they have links.
            "--Agencies:acme:Mail:AttachmentLimitMegabytes=0.001",
            "--Agencies:blue:Reports:Recipients:0=owner@blue.example",
            "--Agencies:blue:Mail:AttachmentLimitMegabytes=0.001",
        ]);
        foreach (var agency in ThreeAgencies.All)
        {
            _receivers[agency] = await Receiver.StartAsync();
            await Agencies
                .Api(agency)
                .PostAsync(
                    "/webhooks",
                    new
                    {
                        url = _receivers[agency].Url,
                        events = (string[])["request.*", "credits.granted", "month.closed"],
                    }
                )
                .ShouldBeAsync("201");
        }

        await Agencies.SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_agencies?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var receiver in _receivers.Values)
        {
            await receiver.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_month_s_mails_links_and_webhooks_are_each_agency_s_own()
    {
        foreach (
            var day in (Instant[])
                [Instant.FromUtc(2026, 12, 1, 14, 0), Instant.FromUtc(2026, 12, 5, 14, 0)]
        )
        {
            Bot.Clock.Reset(day);
            foreach (var name in JobServices.All.Keys)
            {
                await Bot.Services.GetRequiredKeyedService<IRecurringJob>(name).RunAsync(Stop);
            }

            await Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
        }

        var links = new Dictionary<AgencyId, string>();
        foreach (var agency in ThreeAgencies.All)
        {
            var mails = MailsOf(agency);
            mails.ShouldContain(mail =>
                mail.To.Mailboxes.Single().Address == $"owner@{agency}.example"
            );
            foreach (var mail in mails)
            {
                mail.From.Mailboxes.Single().Address.ShouldBe($"reports@{agency}.example");
                mail.To.Mailboxes.ShouldAllBe(to =>
                    to.Address == $"owner@{agency}.example"
                    || to.Address.EndsWith("@brightside.example", StringComparison.Ordinal)
                );
                ThreeAgencies.ShouldBeOf(agency, mail.TextBody!, mail.Subject!);
                ThreeAgencies.ShouldBeOf(agency, mail.HtmlBody!, mail.Subject!);
                foreach (var workbook in mail.Attachments.OfType<MimePart>())
                {
                    ThreeAgencies.ShouldBeOf(agency, Words(workbook), mail.Subject!);
                }
            }

            var told = _receivers[agency].Got.Select(got => got.Body).ToList();
            told.ShouldContain(body => body.Contains("month.closed", StringComparison.Ordinal));
            told.ShouldAllBe(body =>
                !Others(agency).Any(other => body.Contains($"of {other}", StringComparison.Ordinal))
            );
            links[agency] = string.Join(
                '\n',
                mails
                    .Where(mail =>
                        mail.To.Mailboxes.Single()
                            .Address.StartsWith("owner@", StringComparison.Ordinal)
                    )
                    .SelectMany(mail => mail.TextBody!.Split('\n', ' '))
                    .Where(word => word.Contains("/reports/file/", StringComparison.Ordinal))
                    .Take(1)
            );
        }

        links[AgencyId.Default].ShouldBeEmpty();
        foreach (var agency in (AgencyId[])[ThreeAgencies.Acme, ThreeAgencies.Blue])
        {
            var path = new Uri(links[agency].Trim()).AbsolutePath;
            var (status, _, bytes) = await Bot.With(null).FileAsync(path);
            status.ShouldBe(200);
            var words = Words(bytes);
            words.ShouldContain($"bella of {agency}");
            ThreeAgencies.ShouldBeOf(agency, words, path);

            // The same words signed for one agency, but naming another.
            var (said, signature) = (path.Split('/')[^1].Split('.')[0], path.Split('.')[^1]);
            foreach (
                var other in Others(agency)
                    .Select(other => other.Value)
                    .Append("nobody")
                    .Append("../blue")
            )
            {
                var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(said));
                var forged = Base64Url.EncodeToString(
                    Encoding.UTF8.GetBytes(
                        other + text[text.IndexOf('\n', StringComparison.Ordinal)..]
                    )
                );
                (
                    await Bot.With(null).FileAsync($"/reports/file/{forged}.{signature}")
                ).Status.ShouldBe(404);
            }
        }
    }

    [Fact]
    public async Task What_happens_in_one_agency_is_told_to_its_own_receivers()
    {
        await Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
        var before = _receivers.ToDictionary(one => one.Key, one => one.Value.Got.Count);
        await Agencies.AloneAsync(
            ThreeAgencies.Acme,
            async () =>
            {
                await Agencies
                    .Api(ThreeAgencies.Acme)
                    .PostAsync("/clients/bella/grants", new { credits = 5, reason = "x" })
                    .ShouldBeAsync("201");
                await Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
                return true;
            }
        );
        foreach (var (agency, receiver) in _receivers)
        {
            (receiver.Got.Count - before[agency]).ShouldBe(agency == ThreeAgencies.Acme ? 1 : 0);
        }
    }

    [Fact]
    public async Task An_agency_that_the_settings_no_longer_name_mails_as_nobody_and_waits()
    {
        await Bot.StopAsync();
        await using var alone = await HostedCreditBot.StartAsync(
            now: Instant.FromUtc(2026, 12, 1, 14, 0),
            settings:
            [
                $"--Storage:Path={Bot.Store}",
                .. _store,
                "--Mail:From=reports@default.example",
            ]
        );
        await alone.Services.GetRequiredKeyedService<IRecurringJob>("report").RunAsync(Stop);
        await alone.Service<OutboxDispatcher>().RunOnceAsync(Stop);

        Directory
            .GetFiles(alone.Pickup, "*.eml")
            .Select(file => MimeMessage.Load(file))
            .ShouldAllBe(mail =>
                !$"{mail}".Contains("of acme", StringComparison.Ordinal)
                && !$"{mail.To}".Contains("acme", StringComparison.Ordinal)
            );
        var waiting = await alone
            .Service<Ports.IStore>()
            .OutboxAsync(ThreeAgencies.Acme, Ports.OutboxState.Waiting, 100, Stop);
        waiting
            .Single(message => message.Kind == OutboxKinds.Report)
            .Error!.ShouldContain("The settings don't name agency acme (Agencies:acme)");
    }

    private static IEnumerable<AgencyId> Others(AgencyId agency) =>
        ThreeAgencies.All.Where(other => other != agency);

    private List<MimeMessage> MailsOf(AgencyId agency) =>
        [
            .. Directory
                .GetFiles(
                    agency == AgencyId.Default
                        ? Bot.Pickup
                        : Path.Combine(Bot.Pickup, agency.Value),
                    "*.eml"
                )
                .Select(file => MimeMessage.Load(file)),
        ];

    private static string Words(MimePart workbook)
    {
        using var bytes = new MemoryStream();
        workbook.Content!.DecodeTo(bytes, Stop);
        return Words(bytes.ToArray());
    }

    /// <summary>Everything that is written in a workbook.</summary>
    private static string Words(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        return string.Join(
            '\n',
            archive.Entries.Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            })
        );
    }
}
