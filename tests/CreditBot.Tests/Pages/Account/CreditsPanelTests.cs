using Bunit;
using CreditBot.Ledger;
using CreditBot.Pages.Account;
using NodaTime;

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

    [Fact]
    public async Task Usage_given_back_stands_in_the_history_with_its_reason()
    {
        await using var page = await PageContext.OpenAsync();
        await page.Agency.ReverseLastAsync("a failed edit");

        var panel = Open(page);

        panel.Find(".balance").TextContent.ShouldBe("50 credits left");
        Newest(panel).ShouldBe(["27 Nov", "46 credits of usage given back: a failed edit", "+46"]);
    }

    [Fact]
    public async Task A_paused_client_reads_that_it_is_paused_and_what_it_means()
    {
        await using var page = await PageContext.OpenAsync();
        await page.Agency.StandAsync(Standing.Paused);

        var panel = Open(page);

        panel
            .Find(".stands")
            .TextContent.ShouldStartWith("Your account has been paused since Fri 27 Nov");
        Facts(panel).ShouldContain("Reset: none to come");
        Newest(panel).ShouldBe(["27 Nov", "Paused from Fri 27 Nov", ""]);
    }

    [Fact]
    public async Task An_end_to_come_is_told_beforehand_and_an_ended_client_reads_what_became_of_it()
    {
        await using var page = await PageContext.OpenAsync();
        await page.Agency.StandAsync(Standing.Ended, new LocalDate(2026, 12, 15));

        var panel = Open(page);
        Facts(panel).ShouldContain("State: ends on Tue 15 Dec");
        Newest(panel).ShouldBe(["27 Nov", "To end on Tue 15 Dec", ""]);

        await page.Agency.StandAsync(Standing.Ended);
        panel.WaitForAssertion(() =>
        {
            panel
                .Find(".stands")
                .TextContent.ShouldStartWith("Bella Bakery's account ended on Fri 27 Nov");
            panel.Find(".balance").TextContent.ShouldBe("0 credits left");
            Newest(panel).ShouldBe(["27 Nov", "Ended on Fri 27 Nov", "−4"]);
        });
    }

    private static IEnumerable<string> Newest(IRenderedComponent<CreditsPanel> panel) =>
        panel.FindAll("tbody tr")[0].Children.Select(cell => cell.TextContent);

    private static IRenderedComponent<CreditsPanel> Open(PageContext page)
    {
        var panel = page.Bunit.Render<CreditsPanel>(parameters =>
            parameters.Add(p => p.Agency, "default").Add(p => p.Client, DemoAgency.Bakery.Value)
        );
        panel.WaitForElement(".balance");
        return panel;
    }

    private static IEnumerable<string> Facts(IRenderedComponent<CreditsPanel> panel) =>
        panel
            .FindAll("dl > div")
            .Select(fact => $"{fact.Children[0].TextContent}: {fact.Children[1].TextContent}");
}
