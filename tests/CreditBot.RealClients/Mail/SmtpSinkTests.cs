using System.Text;
using MailKit.Net.Smtp;
using MimeKit;

namespace CreditBot.RealClients.Mail;

public class SmtpSinkTests
{
    [Fact]
    public async Task A_message_is_kept_with_its_envelope_and_every_byte()
    {
        await using var sink = SmtpSink.Start();

        await SendAsync(sink, "August, margin 191.00");

        var received = (await sink.WaitForAsync(1)).ShouldHaveSingleItem();
        received.From.ShouldBe("bot@agency.test");
        received.To.ShouldBe(["dana@agency.test"]);
        received.Message.Subject.ShouldBe("August, margin 191.00");
        Encoding
            .UTF8.GetString(received.Raw)
            .ShouldContain("Message-Id: <the-same-each-time@agency.test>");
    }

    [Fact]
    public async Task A_busy_server_refuses_for_now_and_takes_the_next_try()
    {
        await using var sink = SmtpSink.Start();
        sink.RefuseNext(1);
        var send = () => SendAsync(sink, "Report");

        var refusal = await send.ShouldThrowAsync<SmtpCommandException>();
        await send();

        ((int)refusal.StatusCode).ShouldBe(451);
        sink.Mail.ShouldHaveSingleItem();
    }

    private static async Task SendAsync(SmtpSink sink, string subject)
    {
        using var message = new MimeMessage(
            [MailboxAddress.Parse("bot@agency.test")],
            [MailboxAddress.Parse("dana@agency.test")],
            subject,
            new TextPart("plain") { Text = "Hello" }
        );
        message.MessageId = "the-same-each-time@agency.test";
        using var client = new SmtpClient();
        await client.ConnectAsync(
            "127.0.0.1",
            sink.Port,
            useSsl: false,
            TestContext.Current.CancellationToken
        );
        await client.SendAsync(message, TestContext.Current.CancellationToken);
        await client.DisconnectAsync(quit: true, TestContext.Current.CancellationToken);
    }
}
