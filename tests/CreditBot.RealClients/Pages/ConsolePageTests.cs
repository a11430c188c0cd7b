using CreditBot.RealClients.Browser;
using CreditBot.RealClients.Product;
using Microsoft.Playwright;

namespace CreditBot.RealClients.Pages;

/// <summary>The managers' console in a browser: who did what with a request is a press away, without an accessibility fault.</summary>
public class ConsolePageTests(Chromium chromium)
{
    [Fact]
    public async Task A_manager_sees_who_did_what_with_a_closed_request()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var tab = await chromium.OpenAsync(
            await SignInTests.InviteAsync(bot, "managers/dana")
        );
        await SignInTests.PressSignInAsync(tab);
        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Closed lately" }))
            .ToBeVisibleAsync();

        // R-6 of the demo: Dana approved it.
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "History of R-6" }).ClickAsync();
        var trail = tab.Page.GetByRole(AriaRole.List, new() { Name = "Who did what with R-6" });
        await Assertions.Expect(trail).ToContainTextAsync("approved by Dana Ruiz (web)");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await tab.Page.EmulateMediaAsync(
                new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce }
            );
            (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty($"{scheme}");
            await tab.ScreenshotAsync($"console-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
        }
    }
}
