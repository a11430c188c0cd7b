using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CreditBot.RealClients.Browser;
using CreditBot.RealClients.Product;
using Microsoft.Playwright;

namespace CreditBot.RealClients.Pages;

/// <summary>Two agencies in one host, both demos, so that everybody and everything bears the same ids: in a browser each shows its own.</summary>
public class AgenciesTests(Chromium chromium)
{
    private const string AcmeKey = "another-admin-key-for-tests-only-0123456789";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dana_of_one_agency_sees_and_says_nothing_in_the_other()
    {
        await using var bot = await RunningCreditBot.StartAsync(
            demo: true,
            ("Agency__Name", "The flat agency"),
            ("Agencies__acme__Agency__Name", "Acme Web"),
            ("Agencies__acme__Api__AdminKey", AcmeKey),
            ("Agencies__acme__Seed__Demo", "true")
        );
        using var acme = new HttpClient { BaseAddress = bot.Url };
        acme.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AcmeKey);
        var flatBefore = await bot.Api.GetStringAsync(
            new Uri("/api/v1/requests?state=open", UriKind.Relative),
            Stop
        );

        var link = await InviteAsync(acme, "managers/dana");
        await using var tab = await chromium.OpenAsync(link);
        await SignInTests.PressSignInAsync(tab);
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Acme Web" }))
            .ToBeVisibleAsync();
        await SayAsync(tab, "pending");
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Log).GetByText("Atlas Fitness").First)
            .ToBeVisibleAsync();
        tab.Faults.ShouldBeEmpty();

        await using var flat = await chromium.OpenAsync(
            await SignInTests.InviteAsync(bot, "managers/dana")
        );
        await SignInTests.PressSignInAsync(flat);
        await Assertions
            .Expect(flat.Page.GetByRole(AriaRole.Heading, new() { Name = "The flat agency" }))
            .ToBeVisibleAsync();
        // What she said in the other agency is no part of this chat.
        await flat.Page.GetByLabel("Message to CreditBot", new() { Exact = true }).WaitForAsync();
        await Assertions
            .Expect(flat.Page.GetByRole(AriaRole.Log).GetByText("pending", new() { Exact = true }))
            .ToHaveCountAsync(0);
        (
            await bot.Api.GetStringAsync(
                new Uri("/api/v1/requests?state=open", UriKind.Relative),
                Stop
            )
        ).ShouldBe(flatBefore);
    }

    [Fact]
    public async Task Who_comes_without_a_link_says_the_agency_and_the_page_reads_well()
    {
        await using var bot = await RunningCreditBot.StartAsync(
            demo: false,
            ("Agencies__acme__Agency__Name", "Acme Web"),
            ("Agencies__acme__Api__AdminKey", AcmeKey),
            ("Agencies__acme__Seed__Demo", "true")
        );
        using var acme = new HttpClient { BaseAddress = bot.Url };
        acme.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AcmeKey);
        var code = (await InviteAsync(acme, "managers/dana")).Query.Split("code=")[1];

        await using var tab = await chromium.OpenAsync(new Uri(bot.Url, "/signin"));
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await tab.ScreenshotAsync("signin-several-light", whole: true);
        await tab.Page.GetByLabel("Your agency").First.FillAsync("acme");
        await tab.Page.GetByLabel("Code from your invitation").FillAsync(code);
        await SignInTests.PressSignInAsync(tab);

        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Acme Web" }))
            .ToBeVisibleAsync();
    }

    private static async Task SayAsync(Tab tab, string words)
    {
        var box = tab.Page.GetByLabel("Message to CreditBot", new() { Exact = true });
        await box.FillAsync(words);
        await tab
            .Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })
            .ClickAsync();
    }

    private static async Task<Uri> InviteAsync(HttpClient api, string whom)
    {
        var answer = await api.PostAsJsonAsync($"/api/v1/{whom}/invites", new { }, Stop);
        answer.EnsureSuccessStatusCode();
        var invite = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        return new Uri(invite.GetProperty("link").GetString()!);
    }
}
