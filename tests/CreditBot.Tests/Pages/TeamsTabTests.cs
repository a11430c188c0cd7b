using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Pages;

/// <summary>The Credits tab in Teams: a frame of Microsoft's clients, and of nobody else.</summary>
public sealed class TeamsTabTests
{
    [Theory]
    [InlineData("/signin", true)]
    [InlineData("/credits", true)]
    [InlineData("/chat", true)]
    [InlineData("/console", false)]
    [InlineData("/console/billing", false)]
    [InlineData("/signout", false)]
    public async Task Clients_pages_may_stand_in_Teams_frame_and_no_others(string page, bool may)
    {
        await using var bot = await HostedCreditBot.StartAsync(settings: [.. App]);
        (await PolicyAsync(bot, page)).Contains("frame-ancestors 'none'").ShouldBe(!may);
        (await PolicyAsync(bot, page)).Contains("https://teams.microsoft.com").ShouldBe(may);
    }

    [Fact]
    public async Task Without_a_Teams_app_no_page_stands_in_a_frame()
    {
        await using var bot = await HostedCreditBot.StartAsync();

        (await PolicyAsync(bot, "/signin")).ShouldContain("frame-ancestors 'none'");
        (await CookiesAsync(bot)).ShouldAllBe(cookie => !cookie.Contains("samesite=none"));
    }

    [Fact]
    public async Task Cookies_reach_the_frame_and_are_kept_apart_by_site()
    {
        await using var bot = await HostedCreditBot.StartAsync(settings: [.. App]);

        var cookies = await CookiesAsync(bot);

        cookies.ShouldNotBeEmpty();
        cookies.ShouldAllBe(cookie =>
            cookie.Contains("samesite=none")
            && cookie.Contains("; Secure")
            && cookie.Contains("Partitioned")
            && cookie.Contains("httponly")
        );
    }

    private static IEnumerable<string> App =>
        ["--Bot:AppId=6f1c1d5e-3a0b-4c52-9d8e-0a7b1c2d3e4f", "--Bot:AppPassword=x"];

    private static async Task<string> PolicyAsync(HostedCreditBot bot, string page)
    {
        using var http = bot.Raw();
        using var answer = await http.GetAsync(
            new Uri(page, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        return answer.Headers.TryGetValues("Content-Security-Policy", out var values)
            ? values.Single()
            // A page that asks for a sign-in first answers nothing that a frame could show.
            : answer.Headers.Location?.ToString() ?? "";
    }

    private static async Task<IReadOnlyList<string>> CookiesAsync(HostedCreditBot bot)
    {
        using var http = bot.Raw();
        using var answer = await http.GetAsync(
            new Uri("/signin", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        return answer.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];
    }
}
