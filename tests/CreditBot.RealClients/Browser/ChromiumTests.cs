using CreditBot.RealClients.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace CreditBot.RealClients.Browser;

public class ChromiumTests(Chromium chromium)
{
    private const string Page = """
        <!doctype html><html lang="en"><head><title>Counter</title></head>
        <body><main><h1>Counter</h1><button onclick="this.textContent = 'Pressed'">Press</button>
        <img src="/missing.png"></main></body></html>
        """;

    [Fact]
    public async Task A_page_is_clicked_pictured_and_its_faults_are_told()
    {
        await using var site = await LocalSite.StartAsync(routes =>
            routes.MapGet("/", () => Results.Content(Page, "text/html"))
        );

        await using var tab = await chromium.OpenAsync(site.Url);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Press" }).ClickAsync();

        (await tab.Page.GetByRole(AriaRole.Button).TextContentAsync()).ShouldBe("Pressed");
        tab.Faults.ShouldContain(fault => fault.StartsWith("404: ", StringComparison.Ordinal));
        (await tab.AccessibilityFaultsAsync()).ShouldHaveSingleItem().ShouldStartWith("image-alt");
        new FileInfo(await tab.ScreenshotAsync("harness-chromium")).Length.ShouldBeGreaterThan(
            1000
        );
    }
}
