using System.Net.Http.Json;
using System.Text.Json;
using CreditBot.RealClients.Browser;
using CreditBot.RealClients.Processes;
using CreditBot.RealClients.Product;
using Microsoft.Playwright;
using MimeKit;

namespace CreditBot.RealClients.Pages;

/// <summary>Getting in by a link, in a browser.</summary>
public class SignInTests(Chromium chromium)
{
    private const string SignInMails = "sign-in-*.eml";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_only_used_by_a_press_and_only_once()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        var link = await InviteAsync(bot, "managers/dana");
        // As a program that looks at links in mails does.
        (await bot.Stranger.GetStringAsync(link, Stop)).ShouldContain("Sign in");

        await using var tab = await chromium.OpenAsync(link);
        await PressSignInAsync(tab);

        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Open requests" }))
            .ToBeVisibleAsync();
        await Assertions
            .Expect(
                tab.Page.GetByRole(AriaRole.Cell, new() { Name = "Bella Bakery", Exact = true })
            )
            .ToBeVisibleAsync();
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await tab.ScreenshotAsync("console-light");
        tab.Faults.ShouldBeEmpty();

        await using var second = await chromium.OpenAsync(link);
        await PressSignInAsync(second);
        await Assertions
            .Expect(second.Page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("This code doesn't work");
    }

    [Fact]
    public async Task Somebody_of_a_client_sees_their_chat_and_credits_and_no_console()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var tab = await chromium.OpenAsync(
            await InviteAsync(bot, "clients/bella-bakery", "zoe@bella.example")
        );
        await PressSignInAsync(tab);
        await tab.Page.GetByLabel("Message to CreditBot", new() { Exact = true }).WaitForAsync();
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await tab
            .Page.GetByRole(AriaRole.Link, new() { Name = "Credits", Exact = true })
            .ClickAsync();
        await Assertions.Expect(tab.Page.GetByText("4 credits left")).ToBeVisibleAsync();
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await tab.ScreenshotAsync("credits-light", whole: true);

        await tab.Page.GotoAsync(new Uri(bot.Url, "/console").AbsoluteUri);
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "For managers only" }))
            .ToBeVisibleAsync();
        await tab.Page.GotoAsync(new Uri(bot.Url, "/credits?client=acme-dental").AbsoluteUri);
        await Assertions.Expect(tab.Page.GetByText("Bella Bakery · Basic")).ToBeVisibleAsync();

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "You're signed out" }))
            .ToBeVisibleAsync();
        await tab.Page.GotoAsync(new Uri(bot.Url, "/chat").AbsoluteUri);
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "You're not signed in" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_is_mailed_to_an_invited_address_and_to_no_other()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var tab = await chromium.OpenAsync(new Uri(bot.Url, "/signin"));
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();
        foreach (var address in new[] { "nobody@elsewhere.example", "dana@brightside.example" })
        {
            await tab.Page.GetByLabel("The e-mail address").FillAsync(address);
            await tab
                .Page.GetByRole(AriaRole.Button, new() { Name = "Mail me a link" })
                .ClickAsync();
            await Assertions
                .Expect(tab.Page.GetByRole(AriaRole.Status))
                .ToContainTextAsync(address);
        }

        var mail = await Eventually.SeeAsync(() => SignInMail(bot), "the mail with the link");
        mail.To.Mailboxes.Single().Address.ShouldBe("dana@brightside.example");
        var link = mail.TextBody!.Split('\n')
            .Single(line => line.StartsWith(bot.Url.AbsoluteUri, StringComparison.Ordinal))
            .Trim();

        await tab.Page.GotoAsync(link);
        await PressSignInAsync(tab);
        await tab.Page.WaitForURLAsync("**/console");
        Directory.GetFiles(bot.Pickup, SignInMails).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stranger_learns_how_to_get_in_and_nothing_else()
    {
        await using var bot = await RunningCreditBot.StartAsync(
            demo: true,
            ("ASPNETCORE_ENVIRONMENT", "Production")
        );

        foreach (var path in new[] { "/", "/chat", "/credits", "/console" })
        {
            var page = await bot.Stranger.GetStringAsync(new Uri(path, UriKind.Relative), Stop);

            page.ShouldContain("You're not signed in");
            page.ShouldNotContain("Bella");
        }
    }

    private static MimeMessage? SignInMail(RunningCreditBot bot) =>
        Directory.Exists(bot.Pickup)
            ? Directory
                .GetFiles(bot.Pickup, SignInMails)
                .Select(file => MimeMessage.Load(file))
                .FirstOrDefault()
            : null;

    internal static async Task<Uri> InviteAsync(
        RunningCreditBot bot,
        string whom,
        string? email = null
    )
    {
        var answer = await bot.Api.PostAsJsonAsync($"/api/v1/{whom}/invites", new { email });
        answer.EnsureSuccessStatusCode();
        var invite = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new Uri(invite.GetProperty("link").GetString()!);
    }

    internal static Task PressSignInAsync(Tab tab) =>
        tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
}
