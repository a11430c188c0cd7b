using System.Text.Json.Nodes;
using CreditBot.Channels.Slack.Peers;
using CreditBot.Tests.Hosting;

namespace CreditBot.Channels.Slack;

/// <summary>The whole product in a Slack workspace: what people do there, and what Slack is told (design.md §6).</summary>
public sealed class SlackConversationTests : IAsyncLifetime
{
    private Workspace? _workspace;

    private Workspace Workspace => _workspace!;

    private FakeSlack Slack => Workspace.Slack;

    public async ValueTask InitializeAsync() => _workspace = await Workspace.StartAsync();

    public ValueTask DisposeAsync() => _workspace?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_client_asks_a_manager_decides_and_both_see_it_on_their_cards()
    {
        var client = await Workspace.SettleAsync();
        var offered = await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        offered.ShouldAllBe(call => call.Method == "chat.postMessage" && call.Channel == "DBO");
        var options = Workspace.Card("UBO", "60 credits once");
        var sent = await Workspace.PressAsync("UBO", options, "60 credits once");
        var card = Workspace.Card("UDANA", "Approve");
        card.Text.ShouldContain("60 credits");

        var decided = await Workspace.PressAsync("UDANA", card, "Approve");

        (await Agency.BalanceAsync(Workspace.Bot.Api, client)).ShouldBe(110);
        decided
            .Where(call => call.Method == "chat.update" && call.Channel == "DDANA")
            .ShouldContain(call => call.Ts == card.Ts && call.Text.Contains("Approved by Dana"));
        decided
            .Where(call => call.Channel == "DBO")
            .ShouldContain(call => call.Text.Contains("60 credits added"));
        sent.ShouldContain(call => call.Channel == "DBO" && call.Text.Contains("R-1"));
        Slack.Heard.ShouldAllBe(call =>
            call.Authorization == "Bearer xoxb-1" || call.Method == "response_url"
        );
    }

    [Fact]
    public async Task A_card_moves_on_when_its_request_is_decided_elsewhere()
    {
        await Workspace.SettleAsync();
        await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        await Workspace.PressAsync("UBO", Workspace.Card("UBO", "60 credits once"), "60 credits");
        var card = Workspace.Card("UDANA", "Approve");
        (
            await Workspace.Bot.Api.PostAsync(
                "/requests/R-1/decision",
                new { decision = "approve", by = "sam" }
            )
        ).ShouldBe("200");

        await Workspace.SettledAsync();

        Slack
            .Of("chat.update")
            .ShouldContain(call => call.Ts == card.Ts && call.Text.Contains("Approved by Sam"));
    }

    [Fact]
    public async Task Declining_asks_for_the_reason_in_a_window_that_says_what_is_missing()
    {
        await Workspace.SettleAsync();
        await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        await Workspace.PressAsync("UBO", Workspace.Card("UBO", "60 credits once"), "60 credits");
        var card = Workspace.Card("UDANA", "Decline");
        await Workspace.PressAsync("UDANA", card, "Decline");
        var view = Slack.Of("views.open").ShouldHaveSingleItem().Body["view"]!;

        var wrong = await Workspace.InteractionAsync(
            Workspace.Submit("UDANA", view, "V1", ("reason", " "))
        );
        JsonNode
            .Parse(wrong.Body)!
            .ToJsonString()
            .ShouldBe(
                """{"response_action":"errors","errors":{"in_reason":"Please fill this in."}}"""
            );

        await Workspace.HeardAfterAsync(() =>
            Workspace.InteractionAsync(
                Workspace.Submit("UDANA", view, "V1", ("reason", "Not <this> month & year"))
            )
        );

        Slack
            .Of("chat.update")
            .ShouldContain(call =>
                call.Ts == card.Ts && call.Text.Contains("Not &lt;this&gt; month &amp; year")
            );
        Slack
            .Of("chat.postMessage")
            .ShouldContain(call =>
                call.Channel == "DBO" && call.Text.Contains("Not &lt;this&gt; month &amp; year")
            );
    }

    [Theory]
    [InlineData("abc", "Please write a number, such as 40 or 12.5.")]
    [InlineData("-1", "This can't be less than 0.")]
    [InlineData("1000001", "This can't be more than 1,000,000.")]
    [InlineData("1.2345", "At most three decimals, please.")]
    public async Task A_changed_amount_is_checked_in_its_window(string amount, string fault)
    {
        await Workspace.SettleAsync();
        await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        await Workspace.PressAsync("UBO", Workspace.Card("UBO", "60 credits once"), "60 credits");
        await Workspace.PressAsync(
            "UDANA",
            Workspace.Card("UDANA", "Approve with"),
            "Approve with"
        );
        var view = Slack.Of("views.open").ShouldHaveSingleItem().Body["view"]!;

        var reply = await Workspace.InteractionAsync(
            Workspace.Submit("UDANA", view, "V1", ("credits", amount))
        );

        JsonNode.Parse(reply.Body)!["errors"]!["in_credits"]!.GetValue<string>().ShouldBe(fault);
    }

    [Fact]
    public async Task A_changed_amount_is_booked()
    {
        var client = await Workspace.SettleAsync();
        await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        await Workspace.PressAsync("UBO", Workspace.Card("UBO", "60 credits once"), "60 credits");
        await Workspace.PressAsync(
            "UDANA",
            Workspace.Card("UDANA", "Approve with"),
            "Approve with"
        );
        var view = Slack.Of("views.open").ShouldHaveSingleItem().Body["view"]!;

        await Workspace.HeardAfterAsync(() =>
            Workspace.InteractionAsync(
                Workspace.Submit(
                    "UDANA",
                    view,
                    "V1",
                    ("credits", "40"),
                    ("price", null),
                    ("kind", null)
                )
            )
        );

        (await Agency.BalanceAsync(Workspace.Bot.Api, client)).ShouldBe(90);
    }

    [Fact]
    public async Task A_command_is_answered_to_its_giver_alone()
    {
        await Workspace.SettleAsync();

        var heard = await Workspace.HeardAfterAsync(() => Workspace.CommandAsync("UBO", "balance"));

        var answer = heard.ShouldHaveSingleItem();
        answer.Method.ShouldBe("response_url");
        answer.Body["response_type"]!.GetValue<string>().ShouldBe("ephemeral");
        answer.Text.ShouldContain("50");
    }

    [Fact]
    public async Task A_command_alone_shows_the_credits_tab()
    {
        await Workspace.SettleAsync();

        var heard = await Workspace.HeardAfterAsync(() => Workspace.CommandAsync("UBO", ""));

        heard.ShouldHaveSingleItem().Method.ShouldBe("response_url");
        heard[0].Text.ShouldContain("50");
    }

    [Fact]
    public async Task A_request_made_by_a_command_goes_on_in_the_direct_messages_where_its_card_stays_true()
    {
        await Workspace.SettleAsync();
        var offered = await Workspace.HeardAfterAsync(() =>
            Workspace.CommandAsync("UBO", "request 60 credits once")
        );
        var options = offered.Last(call => call.Buttons.Any());
        options.Method.ShouldBe("response_url");

        await Workspace.HeardAfterAsync(() =>
            Workspace.InteractionAsync(
                Workspace.Press("UBO", options, "60 credits once", isEphemeral: true)
            )
        );
        await Workspace.PressAsync("UDANA", Workspace.Card("UDANA", "Approve"), "Approve");

        Slack.Heard.ShouldAllBe(call =>
            call.Method == "response_url" || call.Method == "views.open" || call.Channel[0] != 'C'
        );
        Slack
            .Of("chat.postMessage")
            .ShouldContain(call => call.Channel == "DBO" && call.Text.Contains("60 credits added"));
    }

    [Fact]
    public async Task A_mention_among_others_is_answered_in_private()
    {
        await Workspace.SettleAsync();

        var heard = await Workspace.HeardAfterAsync(() =>
            Workspace.EventAsync(Workspace.Mention("UBO", "balance"))
        );

        heard
            .Where(call => call.Method == "chat.postMessage")
            .ShouldAllBe(call => call.Channel == "DBO");
        var aside = heard.Where(call => call.Method == "chat.postEphemeral").ShouldHaveSingleItem();
        aside.Channel.ShouldBe("C1");
        aside.Body["user"]!.GetValue<string>().ShouldBe("UBO");
        aside.Text.ShouldNotContain("50");
    }

    [Fact]
    public async Task A_code_that_others_read_is_not_taken()
    {
        var client = await Workspace.SettleAsync();
        var invite = await Workspace.Bot.Api.PostAsync(
            $"/clients/{client}/invites",
            new { name = "Mia" }
        );
        var code = (string)invite["code"]!;

        var heard = await Workspace.HeardAfterAsync(() =>
            Workspace.EventAsync(Workspace.Mention("UMIA", $"link {code}"))
        );

        heard.ShouldHaveSingleItem().Method.ShouldBe("chat.postEphemeral");
        (await Workspace.SayAsync("UMIA", $"link {code}"))[0].Text.ShouldContain("Mia");
    }

    [Fact]
    public async Task Somebody_of_another_workspace_who_cannot_be_written_to_gets_the_answer_in_the_channel_for_their_eyes_only()
    {
        await Workspace.SettleAsync();
        Slack.Next("chat.postMessage", "user_not_found");

        var heard = await Workspace.HeardAfterAsync(() =>
            Workspace.EventAsync(Workspace.Mention("UFAR", "balance", "T9"))
        );

        var told = heard.ShouldHaveSingleItem();
        told.Method.ShouldBe("chat.postEphemeral");
        told.Body["user"]!.GetValue<string>().ShouldBe("UFAR");
        told.Text.ShouldContain("link");
    }

    [Fact]
    public async Task The_same_user_id_in_another_workspace_is_somebody_else()
    {
        await Workspace.SettleAsync();
        var message = Workspace.Message("UBO", "balance");
        message["event"]!["user_team"] = "T9";

        var heard = await Workspace.HeardAfterAsync(() => Workspace.EventAsync(message));

        heard.ShouldHaveSingleItem().Text.ShouldContain("I don't know you yet");
    }

    [Fact]
    public async Task The_home_tab_shows_credits_and_open_requests()
    {
        await Workspace.SettleAsync();
        await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        await Workspace.PressAsync("UBO", Workspace.Card("UBO", "60 credits once"), "60 credits");

        var heard = await Workspace.HeardAfterAsync(() =>
            Workspace.EventAsync(Workspace.Opened("UBO", "home"))
        );

        var home = heard.Where(call => call.Method == "views.publish").ShouldHaveSingleItem();
        home.Body["user_id"]!.GetValue<string>().ShouldBe("UBO");
        var text = home.Body["view"]!.ToJsonString();
        text.ShouldContain("50");
        text.ShouldContain("R-1");
    }

    [Fact]
    public async Task A_manager_decides_from_the_home_tab()
    {
        var client = await Workspace.SettleAsync();
        await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        await Workspace.PressAsync("UBO", Workspace.Card("UBO", "60 credits once"), "60 credits");
        await Workspace.HeardAfterAsync(() =>
            Workspace.EventAsync(Workspace.Opened("UDANA", "home"))
        );
        var home = Slack.Of("views.publish").ShouldHaveSingleItem();
        var press = Workspace.Press("UDANA", home, "Approve");
        press.Remove("container");
        press["view"] = new JsonObject { ["id"] = "VH", ["type"] = "home" };

        await Workspace.HeardAfterAsync(() => Workspace.InteractionAsync(press));

        (await Agency.BalanceAsync(Workspace.Bot.Api, client)).ShouldBe(110);
        Slack.Of("views.publish").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_is_asked_with_only_once_its_words_were_read_and_sent()
    {
        await Workspace.SettleAsync();
        await Workspace.HeardAfterAsync(() =>
            Workspace.InteractionAsync(
                new JsonObject
                {
                    ["type"] = "message_action",
                    ["callback_id"] = "ask_for_credits",
                    ["trigger_id"] = "t",
                    ["team"] = new JsonObject { ["id"] = Workspace.Team },
                    ["user"] = new JsonObject { ["id"] = "UBO" },
                    ["message"] = new JsonObject { ["text"] = "need 60 &amp; more credits once" },
                }
            )
        );
        var view = Slack.Of("views.open").ShouldHaveSingleItem().Body["view"]!;
        view["blocks"]![0]!["element"]!["initial_value"]!
            .GetValue<string>()
            .ShouldBe("need 60 & more credits once");
        Slack.Of("chat.postMessage").Count(call => call.Channel == "DBO").ShouldBe(1);

        await Workspace.HeardAfterAsync(() =>
            Workspace.InteractionAsync(
                Workspace.Submit("UBO", view, "V9", ("words", "need 60 more credits once"))
            )
        );

        Workspace.Card("UBO", "60 credits once").Channel.ShouldBe("DBO");
    }

    [Fact]
    public async Task A_window_that_Slack_does_not_open_is_owned_up_to()
    {
        await Workspace.SettleAsync();
        await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        await Workspace.PressAsync("UBO", Workspace.Card("UBO", "60 credits once"), "60 credits");
        Slack.Next("views.open", "expired_trigger_id");

        var heard = await Workspace.PressAsync("UDANA", Workspace.Card("UDANA", "Decline"), "Decl");

        heard.ShouldHaveSingleItem().Text.ShouldContain("press the button again");
    }

    [Fact]
    public async Task Opening_the_messages_welcomes_once()
    {
        var first = await Workspace.HeardAfterAsync(() =>
            Workspace.EventAsync(Workspace.Opened("UNEW", "messages"))
        );
        var second = await Workspace.HeardAfterAsync(() =>
            Workspace.EventAsync(Workspace.Opened("UNEW", "messages"))
        );

        first.ShouldHaveSingleItem().Text.ShouldContain("link");
        second.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_others_and_the_app_itself_do_is_passed_over()
    {
        await Workspace.SettleAsync();
        foreach (
            var change in (Action<JsonObject>[])
                [
                    message => message["event"]!["bot_id"] = "B1",
                    message => message["event"]!["user"] = "UBOT",
                    message => message["event"]!["subtype"] = "message_changed",
                    message => message["event"]!["subtype"] = "message_deleted",
                    message => message["event"]!["subtype"] = "channel_join",
                    message => message["event"]!["channel_type"] = "channel",
                    message => message["event"]!["channel_type"] = "mpim",
                    message => message["event"]!["type"] = "reaction_added",
                    message => message["event"]!["text"] = "",
                    message => message["event"]!.AsObject().Remove("user"),
                ]
        )
        {
            var message = Workspace.Message("UBO", "balance");
            change(message);
            (await Workspace.HeardAfterAsync(() => Workspace.EventAsync(message))).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Each_workspace_is_answered_with_its_own_token()
    {
        await using var workspace = await Workspace.StartAsync([
            "--Slack:Workspaces:0:Team=T2",
            "--Slack:Workspaces:0:BotToken=xoxb-2",
        ]);
        await workspace.SayAsync("UA", "hello");
        var other = workspace.Message("UB", "hello");
        other["team_id"] = "T2";
        other["authorizations"]![0]!["team_id"] = "T2";
        other["event"]!["team"] = "T2";
        await workspace.HeardAfterAsync(() => workspace.EventAsync(other));

        workspace
            .Slack.Heard.Select(call => call.Authorization)
            .ShouldBe(["Bearer xoxb-1", "Bearer xoxb-2"]);
    }
}
