using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CreditBot.Channels.Teams.Peers;
using Microsoft.Extensions.Options;

namespace CreditBot.Channels.Teams.Security;

public class GuardTests
{
    [Fact]
    public async Task Without_an_app_only_Development_hears_anybody()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var development = await BotHost.StartAsync();
        await using var production = await BotHost.StartAsync(environment: "Production");
        await using var staging = await BotHost.StartAsync(environment: "Staging");

        (await development.PostAsync(Activities.Text("x", connector.ServiceUrl))).Status.ShouldBe(
            200
        );
        (await production.PostAsync(Activities.Text("x", connector.ServiceUrl))).Status.ShouldBe(
            401
        );
        (
            await staging.PostAsync(Activities.Text("x", connector.ServiceUrl), "Bearer x")
        ).Status.ShouldBe(401);
        connector.Heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Loopback_is_heard_over_IPv6_too()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync(address: IPAddress.IPv6Loopback);

        (await bot.PostAsync(Activities.Text("x", connector.ServiceUrl))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_machine_is_not_heard_in_Development_either()
    {
        var own = NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address =>
                address.AddressFamily == AddressFamily.InterNetwork
                && !IPAddress.IsLoopback(address)
            );
        Assert.SkipWhen(own is null, "This machine has no address beside loopback.");
        await using var bot = await BotHost.StartAsync(address: own);

        (await bot.PostAsync(Activities.Text("x", "http://localhost:1/"))).Status.ShouldBe(401);
        bot.Handler.Turns.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    public async Task What_a_proxy_passes_on_is_not_local(string header, string value)
    {
        await using var bot = await BotHost.StartAsync();
        var activity = Activities.Text("x", "http://localhost:1/").ToJsonString();

        (await bot.PostAsync(activity, headers: [(header, value)])).Status.ShouldBe(401);
        bot.Handler.Turns.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","serviceUrl":"http://localhost:1/"}""")]
    [InlineData("""{"type":"message","serviceUrl":"relative","conversation":{"id":"c"}}""")]
    [InlineData("""{"type":"message","serviceUrl":5,"conversation":{"id":"c"}}""")]
    [InlineData(
        """{"type":"message","serviceUrl":"http://localhost:1/","conversation":{"id":".."}}"""
    )]
    [InlineData("""{"type":"message","serviceUrl":"http://localhost:1/","conversation":"c"}""")]
    [InlineData(
        """{"type":"message","serviceUrl":"http://localhost:1/","conversation":{"id":"c"},"from":[1]}"""
    )]
    [InlineData(
        """{"type":"message","serviceUrl":"http://localhost:1/","conversation":{"id":"c"},"timestamp":"never"}"""
    )]
    [InlineData(
        """{"type":"message","serviceUrl":"http://localhost:1/","conversation":{"id":"c"},"value":DEEP}"""
    )]
    [InlineData(
        """{"type":"message","serviceUrl":"http://localhost:1/","conversation":{"id":"c"},"text":"BIG"}"""
    )]
    public async Task A_body_that_is_no_activity_is_malformed(string body)
    {
        await using var bot = await BotHost.StartAsync();
        var filled = body.Replace(
                "DEEP",
                new string('[', 5_000) + new string(']', 5_000),
                StringComparison.Ordinal
            )
            .Replace("BIG", new string('x', 300_000), StringComparison.Ordinal);

        var answer = await bot.PostAsync(filled);

        answer.Status.ShouldBe(400);
        answer.Body!["code"]!.GetValue<string>().ShouldBe("malformed");
        bot.Handler.Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_of_some_web_page_is_no_activity()
    {
        await using var bot = await BotHost.StartAsync();

        (
            await bot.PostAsync(
                Activities.Text("x", "http://localhost:1/").ToJsonString(),
                "text/plain"
            )
        ).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Only_posts_are_taken()
    {
        await using var bot = await BotHost.StartAsync();

        (await bot.StatusOfAsync(HttpMethod.Get)).ShouldBe(405);
        (await bot.StatusOfAsync(HttpMethod.Head)).ShouldBe(405);
    }

    [Theory]
    [MemberData(nameof(HostileUrls.All), MemberType = typeof(HostileUrls))]
    public async Task Without_an_app_answers_go_to_loopback_alone(string pattern)
    {
        // The three plain ways to write loopback are right here; every other way isn't.
        if (pattern is "http://127.0.0.1:PORT/" or "http://[::1]:PORT/")
        {
            return;
        }

        await using var elsewhere = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();

        var answer = await bot.PostAsync(
            Activities.Text("x", HostileUrls.At(pattern, elsewhere.Port))
        );

        answer.Status.ShouldBeOneOf(400, 401);
        bot.Handler.Turns.ShouldBeEmpty();
        elsewhere.Heard.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Bot:OpenIdMetadata", "http://login.example/metadata", "plain http")]
    [InlineData("Bot:OpenIdMetadata", "https://127.0.0.1/metadata", "this machine")]
    [InlineData("Bot:OpenIdMetadata", "https://[::1]/metadata", "this machine")]
    [InlineData("Bot:OpenIdMetadata", "metadata", "no web address")]
    [InlineData("Bot:TokenEndpoint", "http://login.example/token", "plain http")]
    [InlineData("Bot:TokenEndpoint", "https://localhost/{tenant}/token", "this machine")]
    [InlineData("Bot:ServiceHosts:0", "localhost", "this machine")]
    [InlineData("Bot:ServiceHosts:0", "127.0.0.1", "this machine")]
    [InlineData("Bot:ServiceHosts:0", "::1", "this machine")]
    [InlineData("Bot:ServiceHosts:0", "https://smba.example/", "no host name")]
    [InlineData("Bot:ServiceHosts", "smba.example:443", "no host name")]
    [InlineData("Bot:ServiceHosts", "*.example", "no host name")]
    [InlineData("Bot:Issuer", "", "is empty")]
    [InlineData("Bot:AppPassword", "secret", "without Bot:AppId")]
    public async Task A_wrong_setting_stops_the_start_with_a_line(
        string setting,
        string value,
        string says
    )
    {
        var start = () =>
            BotHost.StartAsync(new Dictionary<string, string?> { [setting] = value }, "Production");

        var fault = await start.ShouldThrowAsync<OptionsValidationException>();

        fault.Failures.ShouldHaveSingleItem().ShouldContain(says);
    }

    [Fact]
    public async Task Another_clouds_settings_are_taken()
    {
        await using var bot = await BotHost.StartAsync(
            new Dictionary<string, string?>
            {
                ["Bot:AppId"] = Token.AppId,
                ["Bot:OpenIdMetadata"] =
                    "https://login.botframework.azure.us/v1/.well-known/openid-configuration",
                ["Bot:Issuer"] = "https://api.botframework.us",
                ["Bot:TokenEndpoint"] =
                    "https://login.microsoftonline.us/{tenant}/oauth2/v2.0/token",
                ["Bot:ServiceHosts:0"] = "smba.infra.gov.teams.microsoft.us",
            },
            "Production"
        );

        (
            await bot.PostAsync(Activities.Text("x", "https://smba.infra.gov.teams.microsoft.us/"))
        ).Status.ShouldBe(401);
    }
}
