using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Channels.Web;
using CreditBot.Identity;
using CreditBot.Tests.Pages;

namespace CreditBot.Tests.Channels.Web;

public class WebIdentitiesTests
{
    private static readonly AgencyId Agency = AgencyId.Default;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_on_the_web_is_that_person_to_every_dialog()
    {
        await using var agency = await DemoAgency.OpenAsync();

        var visitor = await agency.Get<WebIdentities>().FindAsync(Agency, "bella", Stop);

        visitor!.Id.ShouldBe("bella");
        var spoken = new ChatIdentity(ChannelNames.Web, "bella", "Bella");
        (await agency.Get<People>().WhoIsAsync(Agency, spoken, Stop))!.Id.ShouldBe("bella");
    }

    [Fact]
    public async Task Nobody_comes_of_an_id_that_nobody_has()
    {
        await using var agency = await DemoAgency.OpenAsync();

        (await agency.Get<WebIdentities>().FindAsync(Agency, "mallory", Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_who_was_merged_into_another_is_the_other_from_then_on()
    {
        await using var agency = await DemoAgency.OpenAsync();
        var identities = agency.Get<WebIdentities>();
        await identities.FindAsync(Agency, "bella", Stop);
        var invites = agency.Get<Invites>();
        var (code, _) = await invites.CreateAsync(Agency, "dana", null, Stop);

        await invites.RedeemAsync(
            Agency,
            new ChatIdentity(ChannelNames.Web, "bella", "Bella"),
            code,
            Stop
        );

        (await identities.FindAsync(Agency, "bella", Stop))!.Id.ShouldBe("dana");
    }
}
