using System.Globalization;
using System.Text.Json.Nodes;
using CreditBot.RealClients.Mail;
using CreditBot.RealClients.Processes;
using MimeKit;
using NodaTime;

namespace CreditBot.RealClients.Product;

/// <summary>Last month's report of the demo agency, by mail to a real server.</summary>
public class ReportMailTests
{
    private static readonly string[] Recipients = ["owner@agency.test", "books@agency.test"];

    // The demo agency's zone (appsettings.json).
    private static string LastMonth =>
        SystemClock
            .Instance.GetCurrentInstant()
            .InZone(DateTimeZoneProviders.Tzdb["America/New_York"])
            .Date.PlusMonths(-1)
            .ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Send => $"reports/{LastMonth}/send";

    [Fact]
    public async Task Each_recipient_gets_the_months_workbook_once_and_again_when_told()
    {
        await using var sink = SmtpSink.Start(Recipients);
        await using var bot = await StartAsync(sink);

        await SendAsync(bot, Send);
        await sink.WaitForAsync(Recipients.Length);
        var repeated = await SendAsync(bot, Send);
        repeated.ShouldBe((0, Recipients.Length));
        ToWhom(sink).ShouldBe(Recipients, ignoreOrder: true);

        var report = await bot.ReadAsync($"reports/{LastMonth}");
        await SaysTheSameAsync(Workbook(sink.Mail[0].Message), report);

        (await SendAsync(bot, Send + "?again=true")).ShouldBe((Recipients.Length, 0));
        await sink.WaitForAsync(2 * Recipients.Length);
        ToWhom(sink).ShouldBe([.. Recipients, .. Recipients], ignoreOrder: true);
        sink.Mail.Select(mail => mail.Message.MessageId).ShouldBeUnique();
    }

    [Fact]
    public async Task A_kill_between_order_and_delivery_loses_no_mail()
    {
        await using var sink = SmtpSink.Start(Recipients);
        await using var bot = await StartAsync(sink);
        sink.RefuseNext(Recipients.Length);
        await SendAsync(bot, Send);
        sink.Mail.ShouldBeEmpty();

        bot.Kill();
        await bot.WaitForEndAsync();
        await bot.RestartAsync();

        // The second try comes after 10 seconds.
        await sink.WaitForAsync(Recipients.Length);
        (await SendAsync(bot, Send)).ShouldBe((0, Recipients.Length));
        ToWhom(sink).ShouldBe(Recipients, ignoreOrder: true);
    }

    [Fact]
    public async Task A_kill_between_the_servers_taking_and_our_mark_repeats_the_same_message_only()
    {
        await using var sink = SmtpSink.Start(Recipients);
        await using var bot = await StartAsync(sink);
        sink.BeforeAnswer = () => bot.Kill();
        var order = async () => await SendAsync(bot, Send);
        await order.ShouldThrowAsync<HttpRequestException>();
        await bot.WaitForEndAsync();
        sink.BeforeAnswer = null;
        sink.Mail.ShouldNotBeEmpty();

        await bot.RestartAsync();
        await Eventually.SeeAsync(
            () => ToWhom(sink).Distinct().Count() == Recipients.Length ? sink : null,
            "mail to every recipient"
        );
        (await SendAsync(bot, Send)).ShouldBe((0, Recipients.Length));

        foreach (var mails in sink.Mail.GroupBy(mail => mail.To.Single()))
        {
            mails.Count().ShouldBeInRange(1, 2, mails.Key);
            mails.Select(mail => mail.Message.MessageId).Distinct().ShouldHaveSingleItem(mails.Key);
        }
    }

    private static Task<RunningCreditBot> StartAsync(SmtpSink sink) =>
        RunningCreditBot.StartAsync(
            demo: true,
            [
                .. sink.Settings,
                ("Reports__Recipients__0", Recipients[0]),
                ("Reports__Recipients__1", Recipients[1]),
            ]
        );

    /// <returns>How many were ordered, and how many had been before, by hand or by the clock.</returns>
    private static async Task<(int Sent, int AlreadySent)> SendAsync(
        RunningCreditBot bot,
        string path
    )
    {
        var done = await bot.SendAsync(path);
        return (done["sent"]!.GetValue<int>(), done["alreadySent"]!.GetValue<int>());
    }

    private static IEnumerable<string> ToWhom(SmtpSink sink) =>
        sink.Mail.Select(mail => mail.To.Single());

    private static byte[] Workbook(MimeMessage mail)
    {
        var file = mail.Attachments.OfType<MimePart>().ShouldHaveSingleItem();
        file.FileName!.ShouldEndWith(".xlsx");
        using var bytes = new MemoryStream();
        file.Content!.DecodeTo(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    private static async Task SaysTheSameAsync(byte[] workbook, JsonNode report)
    {
        var file = await MonthFile.OpenAsync(workbook);
        file.Control.ShouldStartWith("All ");
        file.Control.ShouldEndWith(" checks are OK");
        var totals = report["totals"]!;
        file.Named("Summary_Used").ShouldBe(totals["used"]!.GetValue<decimal>());
        foreach (var name in (string[])["Revenue", "Cost", "Adjustments", "Margin"])
        {
            var member = char.ToLowerInvariant(name[0]) + name[1..];
            file.Named("Summary_" + name).ShouldBe(totals[member]!.Amount(), 0.000_001m, name);
            foreach (var client in report["clients"]!.AsArray())
            {
                var id = client!["id"]!.GetValue<string>();
                file.OfClient(id, name)
                    .ShouldBe(client[member]!.Amount(), 0.000_001m, $"{name} of {id}");
            }
        }
    }
}
