using Bunit;
using CreditBot.Pages.Account;

namespace CreditBot.Tests.Pages.Account;

public class CreditsPanelTests
{
    [Fact]
    public async Task It_says_what_is_left_what_is_used_and_when_the_next_arrive()
    {
        await using var page = await PageContext.OpenAsync();

        var panel = Open(page);

        panel.Find(".balance").TextContent.ShouldBe("4 credits left");
        panel.Find(".meter p").TextContent.ShouldBe("46 of 50 monthly credits used (92 %)");
        panel.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("92");
        Facts(panel).ShouldContain("Reset: Tue 1 Dec, then 50 credits");
        Facts(panel).ShouldContain("Plan: Basic, $99.00 a month");
    }

    [Fact]
    public async Task Each_complete_period_is_a_bar_and_a_dry_one_stands_out()
    {
        await using var page = await PageContext.OpenAsync();

        var panel = Open(page);

        panel.FindAll("figure rect").Count.ShouldBe(2);
        panel.FindAll("figure rect.marked").ShouldHaveSingleItem();
        panel.Find("figcaption").TextContent.ShouldContain("40, 60");
    }

    [Fact]
    public async Task Credits_given_meanwhile_show_at_once_with_their_history()
    {
        await using var page = await PageContext.OpenAsync();
        var panel = Open(page);
        panel.FindAll("tbody tr").Count.ShouldBe(4);

        await page.Agency.GrantAsync(60, 118.80m);

        panel.WaitForAssertion(() =>
        {
            panel.Find(".balance").TextContent.ShouldBe("64 credits left");
            panel
                .FindAll("tbody tr")[0]
                .Children.Select(cell => cell.TextContent)
                .ShouldBe(["27 Nov", "60 credits once for $118.80", "+60"]);
            panel.Markup.ShouldContain("60 of 60 left, paid");
        });
    }

    [Fact]
    public async Task Resets_tell_what_expired_unused()
    {
        await using var page = await PageContext.OpenAsync();

        var panel = Open(page);

        panel
            .FindAll("tbody tr")
            .Select(row => row.Children[1].TextContent)
            .ShouldContain(what => what.StartsWith("Monthly reset: 50 credits; 50 unused expired"));
    }

    private static IRenderedComponent<CreditsPanel> Open(PageContext page)
    {
        var panel = page.Bunit.Render<CreditsPanel>(parameters =>
            parameters.Add(p => p.Client, DemoAgency.Bakery.Value)
        );
        panel.WaitForElement(".balance");
        return panel;
    }

    private static IEnumerable<string> Facts(IRenderedComponent<CreditsPanel> panel) =>
        panel
            .FindAll("dl > div")
            .Select(fact => $"{fact.Children[0].TextContent}: {fact.Children[1].TextContent}");
}
