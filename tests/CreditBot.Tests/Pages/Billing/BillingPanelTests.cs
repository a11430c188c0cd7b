using Bunit;
using CreditBot.Pages.Billing;

namespace CreditBot.Tests.Pages.Billing;

public class BillingPanelTests
{
    [Fact]
    public async Task A_line_is_issued_by_its_button_and_then_offers_what_comes_next()
    {
        await using var page = await PageContext.OpenAsync();
        await page.Agency.GrantAsync(60, 118.80m);

        var panel = page.Bunit.Render<BillingPanel>(parameters =>
            parameters
                .Add(one => one.Agency, "default")
                .Add(one => one.Month, "2026-11")
                .Add(one => one.Manager, DemoAgency.Decider)
        );

        panel.WaitForAssertion(() =>
            panel
                .FindAll("tbody tr")
                .ShouldContain(row => row.TextContent.Contains("60 credits once"))
        );
        panel.FindAll("tbody tr .pill").ShouldAllBe(pill => pill.TextContent == "draft");
        await panel.FindAll("button[aria-label^='Issue line']")[^1].ClickAsync(new());
        panel.WaitForAssertion(() =>
        {
            panel.FindAll(".pill")[^1].TextContent.ShouldBe("issued");
            panel.Find("[role=status]").TextContent.ShouldBe("1 line is issued now.");
        });
        panel
            .FindAll("tbody tr")[^1]
            .QuerySelectorAll("button")
            .Select(button => button.TextContent)
            .ShouldBe(["Paid", "Void"]);
    }

    [Fact]
    public async Task A_month_without_lines_says_so()
    {
        await using var page = await PageContext.OpenAsync();

        var panel = page.Bunit.Render<BillingPanel>(parameters =>
            parameters
                .Add(one => one.Agency, "default")
                .Add(one => one.Month, "2020-01")
                .Add(one => one.Manager, DemoAgency.Decider)
        );

        panel.WaitForAssertion(() =>
            panel.Markup.ShouldContain("Nothing is billed in this month.")
        );
    }
}
