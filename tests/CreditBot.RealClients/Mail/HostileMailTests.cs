using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.RealClients.Processes;
using CreditBot.Reports;
using CreditBot.Reports.Mail;
using CreditBot.Reports.Tests;
using CreditBot.Reports.Workbook;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;

namespace CreditBot.RealClients.Mail;

/// <summary>Whatever people typed, a mail is one mail to one recipient: seen by a server that keeps every byte, and by a parser that isn't ours.</summary>
public sealed class HostileMailTests
{
    private const string To = "dana@harbour.example";

    private static readonly string[] Fields =
    [
        "From",
        "Date",
        "Subject",
        "Message-Id",
        "To",
        "List-Unsubscribe",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "MIME-Version",
        "Content-Type",
    ];

    private static readonly ReportStyle English = new(
        CultureInfo.GetCultureInfo("en-US"),
        Books.Berlin
    );

    private static readonly MailEnvelope Envelope = new(
        AgencyId.Default,
        "Harbour Reports <reports@harbour.example>",
        To,
        Instant.FromUtc(2026, 11, 1, 6, 0)
    );

    /// <summary>Two hundred, each also with what would start a header, end the message or begin a command.</summary>
    private static IEnumerable<string> Texts =>
        Hostile
            .TwoHundred()
            .Select(
                (text, i) =>
                    (i % 5) switch
                    {
                        0 => text,
                        1 => $"{text}\r\nBcc: evil@example.com",
                        2 =>
                            $"{text}\r\n.\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<evil@example.com>\r\n",
                        3 => $"{text}\nSubject: another\n\n<script>alert(1)</script>",
                        _ => $"\"{text}\" <evil@example.com>, other@example.com",
                    }
            );

    [Fact]
    public async Task Two_hundred_names_give_one_mail_each_with_its_own_headers_and_commands_only()
    {
        await using var smtp = RawSmtp.Start();
        var sender = Sender(smtp.Port);
        var texts = Texts.ToList();
        foreach (var text in texts)
        {
            var style = English with { Scope = ReportStyle.Everybody };
            await sender.SendAsync(Compose(WithText(text), style, Envelope), Stop);
        }

        await Eventually.SeeAsync(
            () => smtp.Sessions.Count == texts.Count ? smtp : null,
            "every mail"
        );
        foreach (var (session, text) in smtp.Sessions.Zip(texts))
        {
            ShouldBeOneMail(session, To, text);
        }
    }

    [Fact]
    public async Task Two_hundred_scopes_give_harmless_file_names()
    {
        await using var smtp = RawSmtp.Start();
        var sender = Sender(smtp.Port);
        var texts = Texts.ToList();
        foreach (var text in texts)
        {
            await sender.SendAsync(
                Compose(WithText(text), English with { Scope = text }, Envelope),
                Stop
            );
        }

        await Eventually.SeeAsync(
            () => smtp.Sessions.Count == texts.Count ? smtp : null,
            "every mail"
        );
        foreach (var (session, text) in smtp.Sessions.Zip(texts))
        {
            ShouldBeOneMail(session, To, text);
            MimeMessage
                .Load(new MemoryStream(session.Message), Stop)
                .Attachments.OfType<MimePart>()
                .Single()
                .FileName!.ShouldMatch("^[a-z0-9-]{1,120}\\.xlsx$");
        }
    }

    [Fact]
    public async Task Two_hundred_addresses_reach_exactly_that_address_or_are_refused_before_a_word_is_said()
    {
        await using var smtp = RawSmtp.Start();
        var sender = Sender(smtp.Port);
        var (sent, refused) = (new List<string>(), 0);
        foreach (
            var address in Texts.SelectMany(text =>
                (string[])[text, $"{text}@b.example", $"a@b.example{text}", $"a@{text}.example"]
            )
        )
        {
            try
            {
                await sender.SendAsync(
                    Compose(Books.Reference(), English, Envelope with { To = address }),
                    Stop
                );
                sent.Add(address);
            }
            catch (Exception no) when (no is FormatException or MailDeliveryException)
            {
                refused++;
            }
        }

        await Eventually.SeeAsync(
            () => smtp.Sessions.Count >= sent.Count ? smtp : null,
            "every mail"
        );
        refused.ShouldBeGreaterThan(500);
        var delivered = smtp.Sessions.Where(session => session.Message.Length > 0).ToList();
        delivered.Count.ShouldBe(sent.Count);
        foreach (var (session, address) in delivered.Zip(sent))
        {
            var wire = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(address));
            Rcpt(session).ShouldBe([$"<{wire}>"], address);
        }
    }

    [Fact]
    public async Task A_senders_name_stays_a_name()
    {
        await using var smtp = RawSmtp.Start();
        var sender = Sender(smtp.Port);
        var sent = new List<string>();
        foreach (var text in Texts)
        {
            try
            {
                await sender.SendAsync(
                    Compose(
                        Books.Reference(),
                        English,
                        Envelope with
                        {
                            From = $"{text} <reports@harbour.example>",
                        }
                    ),
                    Stop
                );
                sent.Add(text);
            }
            catch (FormatException)
            {
                // It was no sender: nothing was said to the server.
            }
        }

        await Eventually.SeeAsync(
            () => smtp.Sessions.Count == sent.Count ? smtp : null,
            "every mail"
        );
        sent.Count.ShouldBeGreaterThan(20);
        foreach (var (session, text) in smtp.Sessions.Zip(sent))
        {
            ShouldBeOneMail(session, To, text);
        }
    }

    [Fact]
    public async Task A_real_server_takes_the_mails_and_another_parser_reads_them()
    {
        var said = new ConcurrentQueue<string>();
        var port = FreePort.Next();
        await using var server = ChildProcess.Start(
            "/usr/bin/python3",
            [
                "-W",
                "ignore",
                Repository.Of("tests/CreditBot.RealClients/Mail/received.py"),
                port.ToString(CultureInfo.InvariantCulture),
            ],
            heard: said.Enqueue
        );
        await Eventually.SeeAsync(
            () => said.TryPeek(out _) ? said : null,
            "the server",
            null,
            () => server.Output
        );
        var sender = Sender(port);
        var style = English with { Zone = DateTimeZoneProviders.Tzdb["America/New_York"] };
        var book = Books.HandWorked();
        var workbook = MonthWorkbook.ToBytes(book, style);
        await sender.SendAsync(
            ReportMail.Compose(book, style, new WorkbookFile.Attached(workbook), Envelope),
            Stop
        );
        var texts = Texts.Where((_, i) => i % 10 == 1).ToList();
        foreach (var text in texts)
        {
            await sender.SendAsync(Compose(WithText(text), style, Envelope), Stop);
        }

        var lines = await Eventually.SeeAsync(
            () => said.Count == texts.Count + 2 ? said.Skip(1).ToList() : null,
            "every mail",
            null,
            () => server.Output
        );
        var mails = lines
            .Select(line => JsonSerializer.Deserialize<Received>(line, JsonSerializerOptions.Web)!)
            .ToList();
        var first = mails[0];
        first.Subject.ShouldBe(
            "October 2026: margin $1,165.27, 3 clients need attention (provisional)"
        );
        first.Date.ShouldBe("2026-11-01T01:00:00-05:00");
        first.Unsubscribe.ShouldBe("<mailto:reports@harbour.example?subject=Unsubscribe>");
        first
            .Text.ReplaceLineEndings("\n")
            .ShouldContain(
                "Margin                         $1,165.27         $937.70        +$227.57"
            );
        var attachment = first.Attachments.ShouldHaveSingleItem();
        attachment.Name.ShouldBe("harbour-sohne-2026-10-provisional.xlsx");
        attachment.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(workbook)));
        foreach (var mail in mails)
        {
            mail.From.ShouldBe("reports@harbour.example");
            mail.To.ShouldBe([To]);
            mail.HeaderTo.ShouldBe([To]);
            mail.Fields.ShouldBe(Fields);
            mail.Defects.ShouldBeEmpty();
            mail.MessageId.ShouldMatch("^<report-2026-10-[0-9a-f]{32}@harbour\\.example>$");
            mail.Html.ShouldNotContain("<script");
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static IMailSender Sender(int port)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Mail:From"] = "Harbour Reports <reports@harbour.example>",
        };
        return new ServiceCollection()
            .AddReportMail(
                new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
                AgencyId.Default
            )
            .BuildServiceProvider()
            .GetRequiredKeyedService<IMailSender>(AgencyId.Default.Value);
    }

    private static MonthBook WithText(string text)
    {
        var book = Books.HandWorked();
        var client = book.Clients[0] with { Name = text, Package = text, Manager = text };
        return book with
        {
            AgencyName = text,
            Clients = [client],
            Review = [book.Review[0] with { Name = text, Figures = text, Proposal = text }],
        };
    }

    private static MimeMessage Compose(MonthBook book, ReportStyle style, MailEnvelope envelope) =>
        ReportMail.Compose(book, style, new WorkbookFile.Attached([1, 2, 3]), envelope);

    private static void ShouldBeOneMail(RawSmtp.Session session, string to, string text)
    {
        session
            .Commands.Select(command => command.Split(' ')[0].ToUpperInvariant())
            .ShouldBe(["EHLO", "MAIL", "RCPT", "DATA", "QUIT"], text);
        session.Commands[1].ShouldStartWith("MAIL FROM:<reports@harbour.example>");
        Rcpt(session).ShouldBe([$"<{to}>"], text);
        var message = Encoding.Latin1.GetString(session.Message);
        var head = message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var lines = head.Split("\r\n");
        // Nothing ends a line but CR LF, and no line begins a field that isn't ours.
        head.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']).ShouldBe(-1);
        lines
            .Where(line => line[0] is not (' ' or '\t'))
            .Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])
            .ShouldBe(Fields, text);
        message.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']).ShouldBe(-1);
        message.Split("\r\n").ShouldAllBe(line => line.Length <= 998);
    }

    private static IEnumerable<string> Rcpt(RawSmtp.Session session) =>
        session
            .Commands.Where(command =>
                command.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase)
            )
            .Select(command => command["RCPT TO:".Length..].Split(' ')[0]);

    private sealed record Received(
        string From,
        IReadOnlyList<string> To,
        IReadOnlyList<string> Fields,
        string Subject,
        IReadOnlyList<string> HeaderTo,
        string Date,
        string MessageId,
        string Unsubscribe,
        string Text,
        string Html,
        IReadOnlyList<Attached> Attachments,
        IReadOnlyList<string> Defects
    );

    private sealed record Attached(string Name, string Sha256);
}
