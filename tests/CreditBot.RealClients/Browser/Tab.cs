using System.Collections.Concurrent;
using CreditBot.RealClients.Processes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CreditBot.RealClients.Browser;

/// <summary>One open page, with what went wrong on it.</summary>
public sealed class Tab : IAsyncDisposable
{
    private const int MostLooks = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        page.PageError += (_, message) => _faults.Enqueue($"script: {message}");
        page.Console += (_, message) => Keep(message.Type == "error", $"console: {message.Text}");
        page.Response += (_, response) =>
            Keep(response.Status >= 400, $"{response.Status}: {response.Url}");
    }

    public IPage Page { get; }

    /// <summary>Script errors, errors on the console and answers of 400 and above, since the page was opened.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Keeps a picture in TestResults/screenshots, for a person to look at.</summary>
    /// <returns>The file.</returns>
    public async Task<string> ScreenshotAsync(string name, bool whole = false)
    {
        var file = Path.Combine(Repository.Screenshots, name + ".png");
        await Page.ScreenshotAsync(new() { Path = file, FullPage = whole });
        return file;
    }

    /// <summary>What axe finds on the page, against WCAG 2.2 A and AA, and finds again a moment later: a button that is just changing its colours has those of neither state. One line a rule, with the first element.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync()
    {
        var faults = await FaultsNowAsync();
        for (var looks = 1; faults.Count > 0 && looks < MostLooks; looks++)
        {
            await Task.Delay(BetweenLooks, TestContext.Current.CancellationToken);
            faults = await FaultsNowAsync();
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> FaultsNowAsync()
    {
        var found = await Page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = RunOnlyOptions.Tags(
                    "wcag2a",
                    "wcag2aa",
                    "wcag21a",
                    "wcag21aa",
                    "wcag22aa"
                ),
            }
        );
        return
        [
            .. found.Violations.Select(rule =>
                $"{rule.Id} ({rule.Impact}): {rule.Help}; {rule.Nodes.Length} times, first {rule.Nodes[0].Html}"
            ),
        ];
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    internal static async Task<Tab> OpenAsync(IBrowserContext context, Uri url)
    {
        var tab = new Tab(context, await context.NewPageAsync());
        await tab.Page.GotoAsync(url.AbsoluteUri);
        return tab;
    }

    private void Keep(bool faulty, string fault)
    {
        // Browsers ask for the icon by themselves, and tell each bad answer a second time, without its address.
        var said =
            fault.EndsWith("/favicon.ico", StringComparison.Ordinal)
            || fault.StartsWith("console: Failed to load resource", StringComparison.Ordinal);
        if (faulty && !said)
        {
            _faults.Enqueue(fault);
        }
    }
}
