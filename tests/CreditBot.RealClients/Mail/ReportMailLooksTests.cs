using System.Globalization;
using CreditBot.Amounts;
using CreditBot.RealClients.Browser;
using CreditBot.RealClients.Processes;
using CreditBot.Reports;
using CreditBot.Reports.Mail;
using CreditBot.Reports.Tests;
using Microsoft.Playwright;
using NodaTime;

namespace CreditBot.RealClients.Mail;

/// <summary>The month's mail as a mail program shows it: wide and narrow, light and dark.</summary>
public sealed class ReportMailLooksTests(Chromium chromium) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(ColorScheme.Light, 720, "all", "report")]
    [InlineData(ColorScheme.Light, 340, "all", "report")]
    [InlineData(ColorScheme.Dark, 720, "all", "report")]
    [InlineData(ColorScheme.Dark, 340, "all", "report")]
    [InlineData(ColorScheme.Light, 720, "client:bella-bakery", "statement")]
    [InlineData(ColorScheme.Dark, 340, "client:bella-bakery", "statement")]
    public async Task The_mail_is_readable_and_fits(
        ColorScheme scheme,
        int width,
        string scope,
        string name
    )
    {
        var file = _folder.Of("mail.html");
        await File.WriteAllTextAsync(file, Body(scope), TestContext.Current.CancellationToken);
        await using var tab = await chromium.OpenAsync(new Uri(file), width, 900);
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = scheme });

        var wide = await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

        await tab.ScreenshotAsync(
            $"{name}-mail-{scheme.ToString().ToLowerInvariant()}-{width}",
            whole: true
        );
        wide.ShouldBeLessThanOrEqualTo(width);
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();
        tab.Faults.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private static string Body(string scope) =>
        ReportMail
            .Compose(
                Books.HandWorked(),
                new ReportStyle(CultureInfo.GetCultureInfo("en-US"), Books.Berlin, scope),
                new WorkbookFile.Attached([]),
                new MailEnvelope(
                    AgencyId.Default,
                    "reports@harbour.example",
                    "dana@harbour.example",
                    Instant.FromUtc(2026, 11, 1, 6, 0)
                )
            )
            .HtmlBody!;
}
