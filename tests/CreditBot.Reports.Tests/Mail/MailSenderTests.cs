using System.Globalization;
using CreditBot.Amounts;
using CreditBot.RealClients.Mail;
using CreditBot.RealClients.Processes;
using CreditBot.Reports.Mail;
using CreditBot.Reports.Workbook;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using NodaTime;

namespace CreditBot.Reports.Tests.Mail;

public sealed class MailSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_SMTP_server_receives_the_mail_with_a_workbook_that_opens()
    {
        await using var sink = SmtpSink.Start();
        var style = new ReportStyle(CultureInfo.GetCultureInfo("en-US"), Books.Berlin);
        var workbook = MonthWorkbook.ToBytes(Books.HandWorked(), style);
        var sender = Sender(Smtp(sink.Port));

        await sender.SendAsync(Mail(sender.From, workbook), Stop);

        var mail = (await sink.WaitForAsync(1)).ShouldHaveSingleItem();
        mail.From.ShouldBe("reports@harbour.example");
        mail.To.ShouldBe(["dana@harbour.example"]);
        mail.Message.Subject.ShouldBe(
            "October 2026: margin $1,165.27, 3 clients need attention (provisional)"
        );
        mail.Message.TextBody!.ShouldContain("Offer Professional (150 a month for $199.00)");
        using var bytes = new MemoryStream();
        await mail
            .Message.Attachments.OfType<MimePart>()
            .Single()
            .Content!.DecodeToAsync(bytes, Stop);
        bytes.ToArray().ShouldBe(workbook);
    }

    [Fact]
    public async Task A_busy_server_may_be_tried_again()
    {
        await using var sink = SmtpSink.Start();
        sink.RefuseNext(1);
        var sender = Sender(Smtp(sink.Port));

        var refused = await Should.ThrowAsync<MailDeliveryException>(() =>
            sender.SendAsync(Mail(sender.From, []), Stop)
        );
        await sender.SendAsync(Mail(sender.From, []), Stop);

        refused.IsPermanent.ShouldBeFalse();
        refused.Message.ShouldContain("451");
        sink.Mail.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var port = FreePort.Next();
        var sender = Sender(Smtp(port));

        var failed = await Should.ThrowAsync<MailDeliveryException>(() =>
            sender.SendAsync(Mail(sender.From, []), Stop)
        );

        failed.Message.ShouldStartWith(
            $"The mail server 127.0.0.1:{port} (Mail:Smtp:Host) could not be reached"
        );
        failed.IsPermanent.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_host_mail_goes_into_the_pickup_folder_once_however_often_it_is_delivered()
    {
        using var folder = new TempFolder();
        var directory = folder.Of("not/yet/there");
        var sender = Sender([new("Mail:PickupDirectory", directory)]);
        var mail = Mail(sender.From, [1, 2, 3]);

        await sender.SendAsync(mail, Stop);
        await sender.SendAsync(mail, Stop);

        var file = Directory.GetFiles(directory).ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldBe(mail.MessageId!.Split('@')[0] + ".eml");
        (await MimeMessage.LoadAsync(file, Stop)).Subject.ShouldBe(mail.Subject);
    }

    [Fact]
    public async Task A_message_id_cannot_lead_out_of_the_pickup_folder()
    {
        using var folder = new TempFolder();
        var sender = Sender([new("Mail:PickupDirectory", folder.Of("in"))]);
        var mail = Mail(sender.From, []);
        mail.MessageId = "../../out@x";

        await sender.SendAsync(mail, Stop);

        Directory.GetFiles(folder.Of("in"), "*.eml").ShouldHaveSingleItem();
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pickup_folder_that_cannot_be_written_is_named()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Of("file"), "", Stop);
        var sender = Sender([new("Mail:PickupDirectory", folder.Of("file"))]);

        (
            await Should.ThrowAsync<MailDeliveryException>(() =>
                sender.SendAsync(Mail(sender.From, []), Stop)
            )
        ).Message.ShouldContain("Mail:PickupDirectory");
    }

    [Fact]
    public void Wrong_settings_are_named_one_by_one()
    {
        var wrong = Should.Throw<OptionsValidationException>(() =>
            Sender([
                new("Mail:From", "nobody"),
                new("Mail:Smtp:Host", "smtp://mail.example"),
                new("Mail:Smtp:Port", "0"),
                new("Mail:Smtp:User", "dana"),
            ])
        );

        wrong.Failures.ShouldBe([
            "Mail:From must be one address such as reports@agency.example, but is 'nobody'.",
            "Mail:Smtp:Host must be a host name without scheme or port, but is 'smtp://mail.example'.",
            "Mail:Smtp:Port must be a number from 1 to 65535, such as 587.",
            "Mail:Smtp:User and Mail:Smtp:Password must be set together or not at all.",
        ]);
    }

    private static KeyValuePair<string, string?>[] Smtp(int port) =>
        [
            new("Mail:From", "Harbour <reports@harbour.example>"),
            new("Mail:Smtp:Host", "127.0.0.1"),
            new("Mail:Smtp:Port", port.ToString(CultureInfo.InvariantCulture)),
        ];

    private static IMailSender Sender(KeyValuePair<string, string?>[] settings) =>
        new ServiceCollection()
            .AddReportMail(
                new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
                AgencyId.Default
            )
            .BuildServiceProvider()
            .GetRequiredKeyedService<IMailSender>(AgencyId.Default.Value);

    private static MimeMessage Mail(string from, byte[] workbook) =>
        ReportMail.Compose(
            Books.HandWorked(),
            new ReportStyle(CultureInfo.GetCultureInfo("en-US"), Books.Berlin),
            new WorkbookFile.Attached(workbook),
            new MailEnvelope(
                AgencyId.Default,
                from,
                "dana@harbour.example",
                Instant.FromUtc(2026, 11, 1, 6, 0)
            )
        );
}
