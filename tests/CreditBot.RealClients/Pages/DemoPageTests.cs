using CreditBot.RealClients.Browser;
using CreditBot.RealClients.Processes;
using CreditBot.RealClients.Product;
using Microsoft.Playwright;

namespace CreditBot.RealClients.Pages;

/// <summary>The demo page in a browser, over the real dialog, store and outbox.</summary>
public class DemoPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_request_goes_from_the_clients_chat_over_the_managers_card_to_the_Credits_tab()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var tab = await chromium.OpenAsync(bot.Url, 1440, 900);
        var client = Chat(tab, "Client: Bella Bakery");
        var manager = Chat(tab, "Manager: Dana Ruiz");
        await Box(client).WaitForAsync();
        var left = tab.Page.GetByRole(AriaRole.Region, new() { Name = "Balance" });
        await Assertions.Expect(left).ToContainTextAsync("4 credits left");

        await Box(client).FillAsync("need about 60 more credits, just this once, for the relaunch");
        await client.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await client.GetByRole(AriaRole.Button, new() { Name = "No deadline" }).ClickAsync();
        await client
            .GetByRole(AriaRole.Button, new() { NameRegex = Starting("60 credits once") })
            .ClickAsync();
        var card = manager.GetByRole(AriaRole.Article).Filter(new() { HasText = "Bella Bakery" });
        await card.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true })
            .ClickAsync();

        await Assertions.Expect(left).ToContainTextAsync("64 credits left");
        await Assertions
            .Expect(client.GetByRole(AriaRole.Log))
            .ToContainTextAsync("Dana Ruiz approved R-");
        await Assertions.Expect(card).ToContainTextAsync("Approved by Dana");
        await tab.ScreenshotAsync("demo-light");
        tab.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_has_no_accessibility_fault_light_or_dark_wide_or_narrow()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var tab = await chromium.OpenAsync(bot.Url, 1440, 900);
        var client = Chat(tab, "Client: Bella Bakery");
        await Box(client).FillAsync("need about 60 more credits, just this once");
        await Box(client).PressAsync("Enter");
        await client.GetByRole(AriaRole.Button, new() { Name = "Show options" }).ClickAsync();
        await client
            .GetByRole(AriaRole.Button, new() { NameRegex = Starting("60 credits once") })
            .WaitForAsync();

        foreach (var (width, height) in new[] { (1440, 900), (900, 800), (360, 740) })
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await tab.Page.SetViewportSizeAsync(width, height);
                await tab.Page.EmulateMediaAsync(
                    new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce }
                );
                // Fluent's script follows the browser in its own time.
                await tab.Page.WaitForFunctionAsync(
                    "dark => (document.body.dataset.theme === 'dark') === dark",
                    scheme == ColorScheme.Dark
                );

                (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty($"{scheme}, {width} wide");
                (await SticksOutAsync(tab)).ShouldBeFalse($"{width} wide");
                (await EndsInNothingAsync(tab)).ShouldBeFalse($"{width} wide");
                await tab.ScreenshotAsync(
                    $"demo-{(scheme == ColorScheme.Dark ? "dark" : "light")}-{width}",
                    whole: width < 1000
                );
            }
        }
    }

    [Fact]
    public async Task Enter_sends_the_cursor_stays_and_the_newest_is_in_sight()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var tab = await chromium.OpenAsync(bot.Url, 1440, 700);
        var client = Chat(tab, "Client: Bella Bakery");
        await Box(client).WaitForAsync();

        foreach (var words in new[] { "balance", "history", "help" })
        {
            var before = await client.GetByRole(AriaRole.Article).CountAsync();
            await Box(client).FillAsync(words);
            await Box(client).PressAsync("Enter");
            await Eventually.GetAsync(
                async () =>
                    await client.GetByRole(AriaRole.Article).CountAsync() >= before + 2
                        ? words
                        : null,
                $"an answer to {words}"
            );
        }

        await Assertions.Expect(Box(client)).ToBeFocusedAsync();
        await Assertions.Expect(Box(client)).ToHaveValueAsync("");
        await Assertions
            .Expect(client.GetByRole(AriaRole.Article).Last)
            .ToBeInViewportAsync(new() { Ratio = 0.2f });
    }

    [Fact]
    public async Task What_is_typed_survives_the_end_of_the_server()
    {
        await using var bot = await RunningCreditBot.StartAsync(demo: true);
        await using var tab = await chromium.OpenAsync(bot.Url, 1440, 900);
        var client = Chat(tab, "Client: Bella Bakery");
        await Box(client).FillAsync("a long thought about our relaunch");
        bot.Kill();
        await bot.WaitForEndAsync();

        await Assertions
            .Expect(tab.Page.GetByRole(AriaRole.Dialog, new() { Name = "Connection lost" }))
            .ToBeVisibleAsync();
        await bot.RestartAsync();
        await tab.Page.ReloadAsync();

        await Assertions
            .Expect(Box(client))
            .ToHaveValueAsync("a long thought about our relaunch", new() { Timeout = 30_000 });
    }

    private static Task<bool> SticksOutAsync(Tab tab) =>
        tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth");

    /// <summary>The page scrolls on below its last panel.</summary>
    private static Task<bool> EndsInNothingAsync(Tab tab) =>
        tab.Page.EvaluateAsync<bool>(
            "document.documentElement.scrollHeight > Math.max(window.innerHeight, document.body.getBoundingClientRect().height) + 1"
        );

    private static ILocator Chat(Tab tab, string name) =>
        tab.Page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    private static ILocator Box(ILocator chat) =>
        chat.GetByRole(AriaRole.Textbox, new() { Name = "Message to CreditBot", Exact = true });

    private static System.Text.RegularExpressions.Regex Starting(string words) =>
        new(
            $"^{System.Text.RegularExpressions.Regex.Escape(words)}",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
}
