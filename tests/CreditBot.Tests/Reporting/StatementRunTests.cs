using CreditBot.Amounts;
using CreditBot.Jobs;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Reporting;
using CreditBot.Reports.Mail;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;

namespace CreditBot.Tests.Reporting;

/// <summary>Reports for the owner, a manager and clients who want a statement; and links to workbooks too large for a mail.</summary>
public sealed class StatementRunTests : IAsyncLifetime
{
    private readonly Mailbox _mail = new();
    private HostedCreditBot? _bot;
    private string _bella = "";

    private HostedCreditBot Bot => _bot!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Each_scope_gets_its_own_once_also_at_one_address()
    {
        await StartAsync();
        await SetRecipientsAsync(
            new { email = "owner@a.example" },
            new { email = "owner@a.example", scope = $"client:{_bella}" },
            new
            {
                email = "anna@bella.example",
                scope = $"client:{_bella}",
                culture = "de-DE",
            },
            new { email = "dana@a.example", scope = "dana" }
        );

        await RunAsync();
        await RunAsync();

        _mail
            .To.Order()
            .ShouldBe([
                "anna@bella.example",
                "dana@a.example",
                "owner@a.example",
                "owner@a.example",
            ]);
        _mail.Accepted.Select(mail => mail.MessageId).ShouldBeUnique();
        _mail.Accepted.Count(mail => mail.Subject!.Contains("margin")).ShouldBe(2);
        var statement = _mail.Accepted.Single(mail =>
            mail.To.Mailboxes.Single().Address == "anna@bella.example"
        );
        statement.Subject.ShouldBe(
            "November 2026: 10 of 50 credits used, 99,00 $ charged (provisional)"
        );
        FileOf(statement)
            .FileName.ShouldBe($"brightside-web-2026-11-statement-{_bella}-provisional.xlsx");

        // The close changes the agency's cost, but nothing of the client's.
        await Bot
            .Api.PutAsync(
                "/agency/cost-per-credit",
                new { from = "2026-11-01", price = new { amount = "0.50" } }
            )
            .ShouldBeAsync("200");
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 4, 12, 0));
        await RunAsync();

        _mail
            .Accepted.Skip(4)
            .Select(mail => mail.To.Mailboxes.Single().Address)
            .ShouldBe(["owner@a.example"]);
    }

    [Theory]
    [InlineData("07:00", "12:00", "06:00", "05:00")]
    // Auckland's morning comes before the month has ended in New York, where the agency is.
    [InlineData("09:30", "14:30", "08:30", "05:00")]
    [InlineData("23:00", "04:00", "22:00", "10:00")]
    public async Task Each_recipient_gets_it_at_the_set_time_on_their_own_clock(
        string sendAt,
        string newYork,
        string berlin,
        string auckland
    )
    {
        await StartAsync($"--Reports:SendAt={sendAt}");
        await SetRecipientsAsync(
            new { email = "ny@a.example" },
            new { email = "berlin@a.example", timeZone = "Europe/Berlin" },
            new { email = "auckland@a.example", timeZone = "Pacific/Auckland" }
        );
        Bot.Clock.Reset(Instant.FromUtc(2026, 11, 30, 12, 0));
        var arrived = new Dictionary<string, string>(StringComparer.Ordinal);
        while (
            arrived.Count < 3 && Bot.Clock.GetCurrentInstant() < Instant.FromUtc(2026, 12, 2, 12, 0)
        )
        {
            await RunAsync();
            foreach (var to in _mail.To.Where(to => !arrived.ContainsKey(to)))
            {
                arrived.Add(
                    to,
                    NodaTime
                        .Text.InstantPattern.CreateWithInvariantCulture("HH:mm")
                        .Format(Bot.Clock.GetCurrentInstant())
                );
            }

            Bot.Clock.AdvanceMinutes(30);
        }

        (
            arrived["ny@a.example"],
            arrived["berlin@a.example"],
            arrived["auckland@a.example"]
        ).ShouldBe((newYork, berlin, auckland));
    }

    [Fact]
    public async Task A_statement_of_a_client_that_is_not_there_yet_comes_when_it_is()
    {
        await StartAsync();
        var late = await Agency.AddClientAsync(Bot.Api, startsOn: "2026-12-10");
        await SetRecipientsAsync(new { email = "late@c.example", scope = $"client:{late}" });

        await RunAsync();
        _mail.To.ShouldBeEmpty();
        Bot.Clock.Reset(Instant.FromUtc(2027, 1, 1, 13, 0));
        await RunAsync();

        _mail.Accepted.ShouldHaveSingleItem().Subject.ShouldStartWith("December 2026: 0 of 50");
    }

    [Fact]
    public async Task Recipients_are_checked_and_kept_over_a_restart()
    {
        await StartAsync();
        var wrong = await Bot.Api.PutAsync(
            "/agency/report-recipients",
            new
            {
                recipients = new object[]
                {
                    new { email = "no address" },
                    new
                    {
                        email = "a@b.example",
                        scope = "client:nobody",
                        timeZone = "Mars",
                    },
                    new { email = "a@b.example", culture = "xx-unknown" },
                },
            }
        );
        wrong.ShouldBe("422 invalid");
        wrong["errors"]!
            .AsObject()
            .Select(error => error.Key)
            .ShouldBe(
                [
                    "recipients[0].email",
                    "recipients[1].scope",
                    "recipients[1].timeZone",
                    "recipients[2].culture",
                ],
                ignoreOrder: true
            );

        await SetRecipientsAsync(new { email = "a@b.example", scope = $"client:{_bella}" });
        await Bot.RestartAsync();

        var kept = (await Bot.Api.GetAsync("/agency/report-recipients"))["recipients"]!.AsArray();
        kept.Single()!["email"]!.GetValue<string>().ShouldBe("a@b.example");
        kept.Single()!["scope"]!.GetValue<string>().ShouldBe($"client:{_bella}");
    }

    [Fact]
    public async Task A_workbook_over_the_limit_becomes_a_signed_link_to_the_same_bytes()
    {
        await StartAsync(
            "--Mail:AttachmentLimitMegabytes=0.001",
            "--Mail:LinkAddress=https://credits.agency.example/",
            "--Reports:Recipients=owner@a.example"
        );
        await RunAsync();
        var mail = _mail.Accepted.ShouldHaveSingleItem();
        mail.Attachments.ShouldBeEmpty();
        var link = mail.TextBody!.ReplaceLineEndings("\n")
            .Split('\n')
            .Single(line => line.StartsWith("https://", StringComparison.Ordinal));
        link.ShouldStartWith("https://credits.agency.example/reports/file/");
        mail.HtmlBody!.ShouldContain($"href=\"{link}\"");

        await Bot.RestartAsync();
        var file = await FetchAsync(link);

        file.Status.ShouldBe(200);
        file.Name.ShouldBe("brightside-web-2026-11-provisional.xlsx");
        file.Bytes.ShouldBe(await EditionAsync());
        // Usage that comes later leaves the provisional edition as it was sent.
        await Bot
            .Api.UseAsync(Agency.Use(_bella, "late", 5, "2026-11-20T12:00:00Z"))
            .ShouldBeAsync("200");
        (await FetchAsync(link)).Bytes.ShouldBe(file.Bytes);

        foreach (var forged in Forged(link))
        {
            (await FetchAsync(forged)).Status.ShouldBe(404, forged);
        }

        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 31, 13, 0));
        var gone = await FetchAsync(link);
        gone.Status.ShouldBe(410);
        System
            .Text.Encoding.UTF8.GetString(gone.Bytes)
            .ShouldBe("This link has expired. Ask the agency to send the report again.");
    }

    [Fact]
    public async Task A_mail_that_is_tried_again_has_the_same_link()
    {
        await StartAsync(
            "--Mail:AttachmentLimitMegabytes=0.001",
            "--Mail:LinkAddress=https://credits.agency.example",
            "--Reports:Recipients=owner@a.example"
        );
        _mail.AfterAccepting = () => throw new MailDeliveryException("The line broke.");
        await RunAsync();
        _mail.AfterAccepting = () => { };
        Bot.Clock.AdvanceMinutes(1);
        await RunAsync();

        _mail.Accepted.Count.ShouldBe(2);
        _mail.Accepted[0].ToString().ShouldBe(_mail.Accepted[1].ToString());
    }

    [Fact]
    public async Task Without_a_known_address_the_workbook_is_attached_whatever_its_size()
    {
        await StartAsync(
            "--Mail:AttachmentLimitMegabytes=0.001",
            "--Reports:Recipients=owner@a.example"
        );

        await RunAsync();

        FileOf(_mail.Accepted.ShouldHaveSingleItem()).FileName!.ShouldEndWith(".xlsx");
    }

    private async Task StartAsync(params string[] settings)
    {
        _bot = await HostedCreditBot.StartAsync(
            now: Instant.FromUtc(2026, 11, 2, 15, 0),
            settings: settings,
            services: services => services.AddKeyedSingleton<IMailSender>("default", _mail)
        );
        await Agency.AddManagersAsync(Bot.Api);
        _bella = await Agency.AddClientAsync(Bot.Api);
        await Bot
            .Api.UseAsync(Agency.Use(_bella, "u-1", 10, "2026-11-02T14:00:00Z"))
            .ShouldBeAsync("200");
        Bot.Clock.Reset(Instant.FromUtc(2026, 12, 1, 13, 0));
    }

    private Task SetRecipientsAsync(params object[] recipients) =>
        Bot.Api.PutAsync("/agency/report-recipients", new { recipients }).ShouldBeAsync("200");

    private async Task RunAsync()
    {
        await Bot.Service<CloseJob>().RunAsync(Stop);
        await Bot.Service<ReportJob>().RunAsync(Stop);
        await Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
    }

    private async Task<byte[]> EditionAsync() =>
        (
            await Bot.Service<ReportEditions>()
                .MakeAsync(
                    AgencyId.Default,
                    new YearMonth(2026, 11),
                    isFinal: false,
                    new ReportRecipient("owner@a.example"),
                    Stop
                )
        )!.Workbook;

    private Task<(int Status, string? Name, byte[] Bytes)> FetchAsync(string link) =>
        Bot.With(null).FileAsync(new Uri(link).AbsolutePath);

    /// <summary>Each part of the token changed a little, a part left out, another scope under the old signature.</summary>
    private static IEnumerable<string> Forged(string link)
    {
        var start = link[..(link.LastIndexOf('/') + 1)];
        var token = link[start.Length..];
        var (words, signature) = (token.Split('.')[0], token.Split('.')[1]);
        string Flipped(string text, int at) =>
            string.Concat(text.AsSpan(0, at), text[at] == 'A' ? "B" : "A", text.AsSpan(at + 1));
        yield return start + Flipped(words, 3) + "." + signature;
        yield return start + words + "." + Flipped(signature, 3);
        yield return start + words;
        yield return start + words + ".";
        yield return start + "." + signature;
        yield return start + token + "." + signature;
        yield return start + new string('A', 3000);
        var said = System.Text.Encoding.UTF8.GetString(
            System.Buffers.Text.Base64Url.DecodeFromChars(words)
        );
        foreach (
            var other in new[]
            {
                said.Replace("all", "dana"),
                said.Replace("provisional", "final"),
                said.Replace("2026-11", "2026-10"),
                said.Replace("default", "other"),
                said + "0",
                said + "\n",
            }
        )
        {
            yield return $"{start}{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(other))}.{signature}";
        }
    }

    private static MimePart FileOf(MimeMessage mail) =>
        mail.Attachments.OfType<MimePart>().ShouldHaveSingleItem();
}
