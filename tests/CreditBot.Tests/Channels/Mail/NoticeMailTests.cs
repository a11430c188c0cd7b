using CreditBot.Amounts;
using CreditBot.Channels.Web;
using CreditBot.Outbox;
using CreditBot.Tests.Hosting;
using MimeKit;

namespace CreditBot.Tests.Channels.Mail;

/// <summary>Who has no chat with the bot is mailed what they have to know (design.md §6).</summary>
public sealed class NoticeMailTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_manager_without_a_chat_is_mailed_the_request_and_where_to_answer()
    {
        await using var bot = await HostedCreditBot.StartAsync(
            settings: ["--Mail:LinkAddress=https://credits.brightside.example/"]
        );
        await Agency.AddManagersAsync(bot.Api);
        await AskAsync(bot, await Agency.AddClientAsync(bot.Api));

        var mail = (await MailsAsync(bot)).First(mail =>
            mail.To.Mailboxes.Single().Address == "dana@brightside.example"
        );
        mail.Subject.ShouldStartWith("R-1 · The client-");
        mail.Subject.ShouldNotContain("$");
        mail.TextBody!.ShouldContain("asks for 60 credits once, $118.80");
        mail.TextBody!.ShouldContain("Open https://credits.brightside.example/signin to answer.");
        mail.TextBody!.ShouldNotContain("[Approve]");
        mail.HtmlBody!.ShouldContain("href=\"https://credits.brightside.example/signin\"");
        mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
    }

    [Fact]
    public async Task Who_has_a_chat_is_not()
    {
        await using var bot = await HostedCreditBot.StartAsync();
        await Agency.AddManagersAsync(bot.Api);
        foreach (var manager in (string[])["dana", "sam"])
        {
            var person = await bot.Service<WebIdentities>()
                .FindAsync(AgencyId.Default, manager, Stop);
            await bot.Service<WebChat>()
                .SayAsync(AgencyId.Default, person!, $"turn-{manager}", "hi", Stop);
        }

        await AskAsync(bot, await Agency.AddClientAsync(bot.Api));

        (await MailsAsync(bot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clients_name_makes_no_header_and_no_markup()
    {
        await using var bot = await HostedCreditBot.StartAsync();
        await Agency.AddManagersAsync(bot.Api);
        var hostile = "Bella\r\nBcc: all@example.com <b>bold</b>";
        await bot
            .Api.PostAsync(
                "/clients",
                new
                {
                    id = "bella",
                    name = hostile,
                    timeZone = "America/New_York",
                    package = "Basic",
                }
            )
            .ShouldBeAsync("201");
        await AskAsync(bot, "bella");

        foreach (var mail in await MailsAsync(bot))
        {
            mail.Bcc.ShouldBeEmpty();
            mail.Headers.Count(header => header.Id == HeaderId.To).ShouldBe(1);
            mail.HtmlBody!.ShouldNotContain("<b>bold");
        }
    }

    private static async Task AskAsync(HostedCreditBot bot, string client) =>
        await bot
            .Api.PostAsync(
                $"/clients/{client}/requests",
                new
                {
                    kind = "one_time",
                    by = "dana",
                    credits = 60,
                }
            )
            .ShouldBeAsync("201");

    private static async Task<IReadOnlyList<MimeMessage>> MailsAsync(HostedCreditBot bot)
    {
        await bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);
        var mails = new List<MimeMessage>();
        if (Directory.Exists(bot.Pickup))
        {
            foreach (var file in Directory.GetFiles(bot.Pickup, "*.eml"))
            {
                mails.Add(await MimeMessage.LoadAsync(file, Stop));
            }
        }

        return mails;
    }
}
