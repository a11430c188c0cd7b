using CreditBot.Pages.SignIn;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using NSubstitute;

namespace CreditBot.Tests.Pages.SignIn;

public class SiteAddressTests
{
    [Theory]
    [InlineData("*", "evil.example", null)]
    [InlineData("*", "localhost:3978", "https://localhost:3978")]
    [InlineData("*", "127.0.0.1:3978", "https://127.0.0.1:3978")]
    [InlineData("*", "bound.agency.test", "https://bound.agency.test")]
    [InlineData("credits.agency.test", "credits.agency.test", "https://credits.agency.test")]
    [InlineData("credits.agency.test", "evil.example", null)]
    [InlineData("a.test; *.agency.test", "b.agency.test:8443", "https://b.agency.test:8443")]
    [InlineData("*.agency.test", "agency.test.evil.example", null)]
    [InlineData("*", "", null)]
    public void A_link_leads_only_where_settings_or_the_machine_itself_vouch_for_the_host(
        string allowed,
        string host,
        string? site
    )
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "https";
        request.Host = new HostString(host);

        new SiteAddress(Settings(allowed), Server()).Of(request).ShouldBe(site);
    }

    private static IConfiguration Settings(string allowed) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("AllowedHosts", allowed)]).Build();

    private static IServer Server()
    {
        var addresses = Substitute.For<IServerAddressesFeature>();
        addresses.Addresses.Returns(["http://bound.agency.test:80"]);
        var features = new FeatureCollection();
        features.Set(addresses);
        var server = Substitute.For<IServer>();
        server.Features.Returns(features);
        return server;
    }
}
