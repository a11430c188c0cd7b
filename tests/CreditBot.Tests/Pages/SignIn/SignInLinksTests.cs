using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Channels.Mail;
using CreditBot.Identity;
using CreditBot.Pages.SignIn;
using CreditBot.Ports;
using CreditBot.Reports.Mail;
using CreditBot.Requests;
using MimeKit;
using NodaTime;
using NSubstitute;

namespace CreditBot.Tests.Pages.SignIn;

public class SignInLinksTests
{
    private const string Site = "https://credits.agency.test";
    private static readonly AgencyId Agency = AgencyId.Default;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mailed_link_signs_its_reader_in()
    {
        await using var agency = await DemoAgency.OpenAsync();

        var mail = await MailAsync(agency, Site);

        mail.To.ToString().ShouldBe("bella@bakery.test");
        mail.MessageId.ShouldStartWith("sign-in-bella-");
        var code = CodeIn(mail);
        mail.TextBody!.ShouldContain($"{Site}/signin?code={code}");
        mail.HtmlBody!.ShouldContain($"{Site}/signin?code={code}");
        (await agency.Get<Invites>().SignInAsync(Agency, "here", code, Stop))
            .ShouldBeOfType<Redeemed.Linked>()
            .Person.Id.ShouldBe("bella");
    }

    [Fact]
    public async Task Without_a_sure_address_of_the_site_the_code_goes_alone()
    {
        await using var agency = await DemoAgency.OpenAsync();

        var mail = await MailAsync(agency, site: null);

        mail.TextBody!.ShouldNotContain("http");
        CodeIn(mail).Length.ShouldBe(8);
    }

    [Fact]
    public async Task An_address_of_nobody_gets_nothing()
    {
        await using var agency = await DemoAgency.OpenAsync();

        await Links(agency).OrderAsync(Agency, "mallory@elsewhere.test", Site, Stop);

        (await WaitingAsync(agency)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_gets_more_than_three_an_hour()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var links = Links(agency);

        for (var i = 0; i < 5; i++)
        {
            await links.OrderAsync(Agency, "Bella@Bakery.test", Site, Stop);
            agency.Clock.Advance(Duration.FromMinutes(10));
        }

        (await WaitingAsync(agency)).Count.ShouldBe(3);
        agency.Clock.Advance(Duration.FromHours(1));
        await links.OrderAsync(Agency, "bella@bakery.test", Site, Stop);
        (await WaitingAsync(agency)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task No_code_waits_in_the_store()
    {
        await using var agency = await DemoAgency.OpenAsync();

        await Links(agency).OrderAsync(Agency, "bella@bakery.test", Site, Stop);

        (await WaitingAsync(agency)).ShouldHaveSingleItem().Json.ShouldNotContain("code");
    }

    private static async Task<MimeMessage> MailAsync(DemoAgency agency, string? site)
    {
        await Links(agency).OrderAsync(Agency, "bella@bakery.test", site, Stop);
        var sent = new List<MimeMessage>();
        var mail = Substitute.For<IMailSender>();
        mail.From.Returns("CreditBot <bot@agency.test>");
        await mail.SendAsync(Arg.Do<MimeMessage>(sent.Add), Arg.Any<CancellationToken>());
        var sender = new SignInSender(
            new AgencyMail(_ => mail),
            agency.Get<People>(),
            agency.Get<Invites>(),
            agency.Get<Ledgers>()
        );

        var delivery = await sender.DeliverAsync((await WaitingAsync(agency))[0], Stop);

        delivery.ShouldBeOfType<Delivery.Sent>();
        return sent.ShouldHaveSingleItem();
    }

    private static SignInLinks Links(DemoAgency agency) =>
        new(agency.Get<IStore>(), agency.Get<People>(), agency.Clock);

    private static Task<IReadOnlyList<OutboxMessage>> WaitingAsync(DemoAgency agency) =>
        agency.Get<IStore>().OutboxAsync(Agency, OutboxState.Waiting, 10, Stop);

    private static string CodeIn(MimeMessage mail) =>
        mail.TextBody!.Split("Code: ")[1].Split('\n')[0].Trim();
}
