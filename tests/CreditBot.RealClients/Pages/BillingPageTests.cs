using CreditBot.RealClients.Browser;
using CreditBot.RealClients.Product;
using Microsoft.Playwright;

namespace CreditBot.RealClients.Pages;

/// <summary>Billing in a browser: lines are issued by a press, and no page has an accessibility fault.</summary>
public class BillingPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_manager_issues_a_line_and_prints_the_statement()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var tab = await chromium.OpenAsync(
            await SignInTests.InviteAsync(bot, "managers/dana")
        );
        await SignInTests.PressSignInAsync(tab);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Billing" }).ClickAsync();
        var issue = tab.Page.GetByRole(AriaRole.Button, new() { Name = "Issue line bella-bakery" });
        await issue.First.WaitForAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await tab.Page.EmulateMediaAsync(
                new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce }
            );
            (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty($"{scheme}");
            await tab.ScreenshotAsync($"billing-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
        }

        await issue.First.ClickAsync();
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("1 line is issued now.");

        var voids = tab.Page.GetByRole(AriaRole.Button, new() { Name = "Void line bella-bakery" });
        await voids.First.ClickAsync();
        await tab
            .Page.GetByRole(AriaRole.Button, new() { Name = "Really void line bella-bakery" })
            .ClickAsync();
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("1 line is void now.");

        await tab.Page.SetViewportSizeAsync(390, 844);
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty("narrow");
        await tab.ScreenshotAsync("billing-narrow");
        await tab.Page.SetViewportSizeAsync(1400, 900);
        await tab
            .Page.GetByRole(AriaRole.Link, new() { Name = "Statement of Acme Dental" })
            .ClickAsync();
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Statement of charges" }))
            .ToBeVisibleAsync();
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await tab.ScreenshotAsync("statement-light", whole: true);
    }
}
