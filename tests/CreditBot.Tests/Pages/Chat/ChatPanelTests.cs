using Bunit;
using CreditBot.Channels;
using CreditBot.Channels.Web;
using CreditBot.Pages.Chat;

namespace CreditBot.Tests.Pages.Chat;

public class ChatPanelTests
{
    [Fact]
    public async Task It_is_a_region_with_a_named_box_a_button_and_a_log()
    {
        await using var page = await PageContext.OpenAsync();

        var panel = Open(page);

        var title = panel.Find("section h2");
        title.TextContent.ShouldBe("Client: Bella Bakery");
        panel.Find("section").GetAttribute("aria-labelledby").ShouldBe(title.Id);
        panel
            .Find($"label[for={panel.Find("textarea").Id}]")
            .TextContent.ShouldBe("Message to CreditBot");
        panel.Find(".composer fluent-button").TextContent.Trim().ShouldBe("Send");
        panel.Find("[role=log]").GetAttribute("aria-live").ShouldBe("polite");
    }

    [Fact]
    public async Task Opening_it_for_the_first_time_is_greeted()
    {
        await using var page = await PageContext.OpenAsync();

        var panel = Open(page);

        panel.WaitForAssertion(() => Said(panel).ShouldContain("Hello Bella."));
    }

    [Fact]
    public async Task What_is_said_and_answered_shows()
    {
        await using var page = await PageContext.OpenAsync();
        var panel = Open(page);
        page.Agency.Handler.Answer = _ => Cards.Say("4 credits are left.");

        var taken = await panel.InvokeAsync(() => panel.Instance.SayAsync("t1", " balance "));

        taken.ShouldBeTrue();
        panel.WaitForAssertion(() =>
        {
            Said(panel).ShouldContain("balance");
            Said(panel).ShouldContain("4 credits are left.");
        });
    }

    [Fact]
    public async Task What_comes_from_elsewhere_shows_at_once()
    {
        await using var page = await PageContext.OpenAsync();
        var panel = Open(page);

        await page
            .Agency.Get<IChannel>()
            .SendAsync(
                DemoAgency.Conversation(DemoAgency.Asker),
                "",
                Message.Of("Dana approved R-12."),
                Xunit.TestContext.Current.CancellationToken
            );

        panel.WaitForAssertion(() => Said(panel).ShouldContain("Dana approved R-12."));
    }

    [Fact]
    public async Task A_failure_is_said_in_words_and_the_text_is_not_taken()
    {
        await using var page = await PageContext.OpenAsync();
        var panel = Open(page);
        page.Agency.Handler.Answer = _ => throw new InvalidOperationException("Out of order.");

        var taken = await panel.InvokeAsync(() => panel.Instance.SayAsync("t1", "balance"));

        taken.ShouldBeFalse();
        panel.WaitForElement("[role=alert] .problem").TextContent.ShouldContain("try again");
        panel.Markup.ShouldNotContain("Out of order");
    }

    [Fact]
    public async Task A_card_is_drawn_whole_and_its_texts_stay_texts()
    {
        await using var page = await PageContext.OpenAsync();
        var panel = await ShowCardAsync(page);

        panel.Find("h3").TextContent.ShouldBe("R-12 · Bella Bakery");
        panel.Find(".card:not(.plain) p").TextContent.ShouldContain("<b>$118.80</b>");
        panel.Find("dl dd").TextContent.ShouldBe("3,140 left");
        panel.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("92");
        panel.FindAll("figure svg rect").Count.ShouldBe(2);
        panel.Find("figure svg rect.marked").GetAttribute("height").ShouldBe("90");
        Buttons(panel).ShouldBe(["Approve", "Decline"]);
    }

    [Fact]
    public async Task A_button_that_asks_for_a_reason_opens_its_field_and_insists()
    {
        await using var page = await PageContext.OpenAsync();
        var panel = await ShowCardAsync(page);
        page.Agency.Handler.Answer = _ => new TurnReply([], Message.Of("Declined by you."));

        await PressAsync(panel, "Decline");
        var heard = page.Agency.Handler.Heard.Count;
        await PressAsync(panel, "Decline");

        panel.Find("input").GetAttribute("aria-invalid").ShouldBe("true");
        panel.Find(".fault").TextContent.ShouldBe("Please fill this in.");
        page.Agency.Handler.Heard.Count.ShouldBe(heard);

        await panel.InvokeAsync(() => panel.Find("input").Input("over budget"));
        await PressAsync(panel, "Decline");

        panel.WaitForAssertion(() => Said(panel).ShouldContain("Declined by you."));
        var press = page.Agency.Handler.Heard.Last().Input.ShouldBeOfType<TurnInput.Press>();
        press.Action.Verb.ShouldBe("decline");
        press.Inputs["reason"].ShouldBe("over budget");
        panel.FindAll("h3").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_button_pressed_while_another_is_answered_comes_next_and_twice_the_same_is_once()
    {
        await using var page = await PageContext.OpenAsync();
        var panel = Open(page);
        page.Agency.Handler.Answer = _ => new TurnReply([Cards.Question]);
        await panel.InvokeAsync(() => panel.Instance.SayAsync("ask", "60 more"));
        panel.WaitForElement(".choices");
        page.Agency.Handler.Answer = _ => Cards.Say("Noted.");
        var answered = new TaskCompletionSource();
        page.Agency.Handler.Until = answered.Task;

        await PressAsync(panel, "No deadline");
        await PressAsync(panel, "No deadline");
        await PressAsync(panel, "60 credits once");
        answered.SetResult();

        panel.WaitForAssertion(() => Said(panel).Count(words => words == "Noted.").ShouldBe(2));
        page.Agency.Handler.Heard.Select(turn => turn.Input)
            .OfType<TurnInput.Press>()
            .Select(press => press.Action.Verb)
            .ShouldBe(["no_deadline", "send"]);
    }

    [Fact]
    public async Task Somebody_who_is_no_longer_known_sees_nothing_but_that()
    {
        await using var page = await PageContext.OpenAsync();

        var panel = Open(page, "mallory");

        panel.WaitForElement("[role=alert]").TextContent.ShouldContain("no longer valid");
        page.Agency.Handler.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_conversation_begins_with_its_end()
    {
        await using var page = await PageContext.OpenAsync();
        var transcripts = page.Agency.Get<Transcripts>();
        for (var i = 1; i <= 70; i++)
        {
            await transcripts.AnsweredAsync(
                DemoAgency.Conversation(DemoAgency.Asker),
                Message.Of($"Line {i}."),
                Xunit.TestContext.Current.CancellationToken
            );
        }

        var panel = Open(page);
        panel.WaitForAssertion(() => Said(panel).ShouldContain("Line 21."));
        Said(panel).ShouldNotContain("Line 20.");

        await panel.InvokeAsync(() => panel.Find(".earlier").Click());

        panel.WaitForAssertion(() => Said(panel).ShouldContain("Line 1."));
    }

    private static IRenderedComponent<ChatPanel> Open(
        PageContext page,
        string person = DemoAgency.Asker
    ) =>
        page.Bunit.Render<ChatPanel>(panel =>
            panel
                .Add(p => p.Agency, "default")
                .Add(p => p.Person, person)
                .Add(p => p.Heading, "Client: Bella Bakery")
        );

    private static async Task<IRenderedComponent<ChatPanel>> ShowCardAsync(PageContext page)
    {
        var panel = Open(page);
        page.Agency.Handler.Answer = _ => new TurnReply([Cards.ToDecide]);
        await panel.InvokeAsync(() => panel.Instance.SayAsync("show", "pending"));
        panel.WaitForElement("h3");
        return panel;
    }

    // In the panel's own turn: beside news that it draws just then, a press would wait in its queue and the test wouldn't.
    private static Task PressAsync(IRenderedComponent<ChatPanel> panel, string title) =>
        panel.InvokeAsync(() =>
            panel
                .FindAll(".card fluent-button")
                .Single(button => button.TextContent.Trim() == title)
                .Click()
        );

    private static IEnumerable<string> Buttons(IRenderedComponent<ChatPanel> panel) =>
        panel.FindAll(".card fluent-button").Select(button => button.TextContent.Trim());

    private static IEnumerable<string> Said(IRenderedComponent<ChatPanel> panel) =>
        panel.FindAll("[role=log] article p").Select(line => line.TextContent.Trim());
}
