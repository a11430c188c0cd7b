using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CreditBot.RealClients.Browser.Chromium))]

namespace CreditBot.RealClients.Browser;

/// <summary>Debian's Chromium, one for the whole assembly, started by the first test that opens a page.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _browser = new(LaunchAsync);

    /// <summary>Opens a page as a person of its own: cookies are shared with no other tab.</summary>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="height">Of the window, in CSS pixels.</param>
    public async Task<Tab> OpenAsync(Uri url, int width = 1400, int height = 900)
    {
        ArgumentNullException.ThrowIfNull(url);
        var (_, browser) = await _browser.Value;
        var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                Locale = "en-US",
            }
        );
        return await Tab.OpenAsync(context, url);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_browser.IsValueCreated)
        {
            return;
        }

        var (driver, browser) = await _browser.Value;
        await browser.DisposeAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> LaunchAsync()
    {
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(
            new() { ExecutablePath = OnThePath("chromium"), Args = Flags }
        );
        return (driver, browser);
    }

    private static string OnThePath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{program} is not installed; ./test.sh installs it.");
}
