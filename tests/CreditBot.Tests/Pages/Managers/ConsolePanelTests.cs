using Bunit;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Pages.Managers;
using CreditBot.Policy;
using CreditBot.Requests;

namespace CreditBot.Tests.Pages.Managers;

public class ConsolePanelTests
{
    [Fact]
    public async Task A_request_shows_who_did_what_with_it_when_and_from_where()
    {
        await using var page = await PageContext.OpenAsync();
        await DoAsync(
            page,
            DemoAgency.Asker,
            "web",
            (state, context) =>
                RequestMaking.Decide(
                    state,
                    new MakeRequest(
                        new RequestId(12),
                        Pricing.OneTime(state, context.Catalog, Credits.Of(60)),
                        null,
                        null
                    ),
                    new RequestPolicy(),
                    context
                )
        );
        var panel = page.Bunit.Render<ConsolePanel>(panel => panel.Add(p => p.Agency, "default"));
        panel.WaitForAssertion(() => panel.Find("tbody tr").TextContent.ShouldContain("R-12"));
        panel.Markup.ShouldNotContain("Closed lately");

        await panel.Find("button[aria-label='History of R-12']").ClickAsync(new());
        panel
            .FindAll(".trail li")
            .Select(line => line.TextContent)
            .ShouldBe(["asked by Bella (web), Fri 09:00"]);

        page.Agency.Clock.AdvanceMinutes(5);
        await DoAsync(
            page,
            DemoAgency.Decider,
            "teams",
            (state, context) =>
                Deciding.Decide(
                    state,
                    new DecideRequest.Approve(new RequestId(12)),
                    Deciders.Strangers,
                    new RequestPolicy(),
                    context
                )
        );
        panel.WaitForAssertion(
            () =>
            {
                panel.Markup.ShouldContain("Closed lately");
                panel
                    .FindAll(".trail li")
                    .Select(line => line.TextContent)
                    .ShouldBe([
                        "asked by Bella (web), Fri 09:00",
                        "approved by Dana Ruiz (teams), Fri 09:05",
                    ]);
            },
            TimeSpan.FromSeconds(10)
        );
        await panel.Find("button[aria-label='History of R-12']").ClickAsync(new());
        panel.FindAll(".trail").ShouldBeEmpty();
    }

    private static Task DoAsync(
        PageContext page,
        string by,
        string channel,
        Func<
            CreditBot.Ledger.ClientState,
            CreditBot.Ledger.ActionContext,
            CreditBot.Ledger.LedgerAnswer
        > decide
    ) =>
        page
            .Agency.Get<Ledgers>()
            .ChangeAsync(
                new Actor(AgencyId.Default, new PersonId(by), channel),
                DemoAgency.Bakery,
                decide,
                null,
                Xunit.TestContext.Current.CancellationToken
            );
}
