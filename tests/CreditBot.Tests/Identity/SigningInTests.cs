using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Tests.Pages;
using NodaTime;

namespace CreditBot.Tests.Identity;

public class SigningInTests
{
    private const string Here = "203.0.113.7";
    private static readonly AgencyId Agency = AgencyId.Default;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_signs_the_invited_person_in_and_links_their_web_identity()
    {
        await using var agency = await DemoAgency.OpenAsync();

        var redeemed = await SignInAsync(agency, await CodeAsync(agency));

        redeemed.ShouldBeOfType<Redeemed.Linked>().Person.Id.ShouldBe("bella");
        var web = new ChatIdentity(ChannelNames.Web, "bella", "Bella");
        (await agency.Get<People>().WhoIsAsync(Agency, web, Stop))!.Id.ShouldBe("bella");
    }

    [Fact]
    public async Task A_code_works_once()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var code = await CodeAsync(agency);
        await SignInAsync(agency, code);

        (await SignInAsync(agency, code)).ShouldBeOfType<Redeemed.Wrong>();
    }

    [Fact]
    public async Task A_code_is_worth_nothing_after_a_day()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var code = await CodeAsync(agency);
        agency.Clock.Advance(Duration.FromHours(24));

        (await SignInAsync(agency, code)).ShouldBeOfType<Redeemed.Wrong>();
    }

    [Fact]
    public async Task After_five_wrong_codes_from_one_place_even_the_right_one_waits_an_hour()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var code = await CodeAsync(agency);
        for (var i = 0; i < 5; i++)
        {
            (await SignInAsync(agency, "AAAAAAAA")).ShouldBeOfType<Redeemed.Wrong>();
        }

        (await SignInAsync(agency, code)).ShouldBeOfType<Redeemed.Locked>();
        agency.Clock.Advance(Duration.FromHours(1));
        (await SignInAsync(agency, code)).ShouldBeOfType<Redeemed.Linked>();
    }

    private static async Task<string> CodeAsync(DemoAgency agency) =>
        (
            await agency
                .Get<Invites>()
                .CreateAsync(Agency, DemoAgency.Asker, DemoAgency.Bakery.Value, Stop)
        ).Code;

    private static Task<Redeemed> SignInAsync(DemoAgency agency, string code) =>
        agency.Get<Invites>().SignInAsync(Agency, Here, code, Stop);
}
