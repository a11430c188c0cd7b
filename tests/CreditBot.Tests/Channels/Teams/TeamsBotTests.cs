using System.Text.Json.Nodes;
using CreditBot.Channels.Teams.Cards;
using CreditBot.Channels.Teams.Peers;

namespace CreditBot.Channels.Teams;

public class TeamsBotTests
{
    [Fact]
    public async Task A_message_is_answered_at_the_connector_in_its_own_conversation()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var activity = Activities.Text("60 *credits*, please", connector.ServiceUrl);

        var answer = await bot.PostAsync(activity);

        answer.ShouldBe(new BotAnswer(200, null));
        var turn = bot.Handler.Turns.ShouldHaveSingleItem();
        turn.Input.ShouldBe(new TurnInput.Text("60 *credits*, please"));
        turn.Who.ShouldBe(
            new ChatIdentity("teams", $"{Activities.Tenant}|{Activities.ObjectId}", "Bella Baker")
        );
        turn.Where.Conversation.ShouldBe(Activities.Conversation);
        turn.IsPersonal.ShouldBeTrue();
        turn.Locale.ShouldBe("en-US");
        var call = connector.Heard.ShouldHaveSingleItem();
        call.Method.ShouldBe("POST");
        call.Target.ShouldBe(
            $"/_connector/v3/conversations/{Uri.EscapeDataString(Activities.Conversation)}/activities/{activity["id"]}"
        );
        call.Authorization.ShouldBeEmpty();
        call.Body!["text"]!.GetValue<string>().ShouldBe(@"You said 60 \*credits\*, please");
        call.Body["from"]!["id"]!.GetValue<string>().ShouldBe("28:bot");
        call.Body["recipient"]!["id"]!.GetValue<string>().ShouldBe("29:bella");
        call.Body.ToJsonString().ShouldNotContain("null");
    }

    [Fact]
    public async Task The_bots_own_mention_goes_and_other_peoples_become_their_names()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var activity = Activities.Text(
            "<at>Credit(Bot</at> ask <at>Dana</at> about Q&amp;A&nbsp;\n",
            connector.ServiceUrl
        );
        activity["conversation"]!["conversationType"] = "groupChat";
        activity["entities"] = new JsonArray(
            Mention("<at>Credit(Bot</at>", "28:bot", "Credit(Bot"),
            Mention("<at>Dana</at>", "29:dana", "Dana"),
            new JsonObject { ["type"] = "clientInfo" }
        );

        await bot.PostAsync(activity);

        var turn = bot.Handler.Turns.ShouldHaveSingleItem();
        turn.Input.ShouldBe(new TurnInput.Text("ask Dana about Q&A"));
        turn.IsPersonal.ShouldBeFalse();
    }

    [Fact]
    public async Task A_pressed_button_replaces_its_card_for_the_one_who_pressed_and_for_everybody()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ =>
            Task.FromResult(new TurnReply([Message.Of("Booked.")], Samples.Deciding));
        var data = new JsonObject
        {
            ["request"] = "R-12",
            ["in_reason"] = "fine",
            ["in_n"] = 40,
            ["t"] = false,
        };

        var answer = await bot.PostAsync(Activities.Execute("approve", data, connector.ServiceUrl));

        answer.Status.ShouldBe(200);
        answer.Body!["statusCode"]!.GetValue<int>().ShouldBe(200);
        answer.Body["type"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.card.adaptive");
        CardSchema.Faults(answer.Body["value"]!.ToJsonString()).ShouldBeEmpty();
        var press = bot
            .Handler.Turns.ShouldHaveSingleItem()
            .Input.ShouldBeOfType<TurnInput.Press>();
        press.Action.Verb.ShouldBe("approve");
        press.Action.Data["request"].ShouldBe("R-12");
        press.Inputs["reason"].ShouldBe("fine");
        press.Inputs["n"].ShouldBe("40");
        press.Card.ShouldBe("card-1");
        connector.Heard.Select(call => call.Method).ShouldBe(["PUT", "POST"]);
        connector.Heard[0].Target.ShouldEndWith("/activities/card-1");
        connector.Heard[0].Body!["attachments"]![0]!["content"]!
            .ToJsonString()
            .ShouldBe(answer.Body["value"]!.ToJsonString());
        bot.Handler.Shown.ShouldBe([("R-12", "card-1")]);
    }

    [Fact]
    public async Task A_press_that_leaves_the_card_is_answered_with_a_note()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ => Task.FromResult(ScriptedHandler.Say("R-12 is with Dana."));

        var answer = await bot.PostAsync(Activities.Execute("pick", [], connector.ServiceUrl));

        answer.Body!["type"]!
            .GetValue<string>()
            .ShouldBe("application/vnd.microsoft.activity.message");
        answer.Body["value"]!.GetValue<string>().ShouldBe("R-12 is with Dana.");
        connector.Messages.ShouldHaveSingleItem()["text"]!
            .GetValue<string>()
            .ShouldBe("R-12 is with Dana.");
    }

    [Fact]
    public async Task A_submit_comes_with_its_verb_in_the_data_and_replaces_its_card()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ => Task.FromResult(new TurnReply([], Samples.Standing));
        var value = new JsonObject
        {
            ["verb"] = "pick",
            ["option"] = "2",
            ["in_note"] = "x",
        };

        (await bot.PostAsync(Activities.Submit(value, connector.ServiceUrl))).ShouldBe(
            new BotAnswer(200, null)
        );

        var press = bot
            .Handler.Turns.ShouldHaveSingleItem()
            .Input.ShouldBeOfType<TurnInput.Press>();
        press.Action.Verb.ShouldBe("pick");
        press.Action.Data["option"].ShouldBe("2");
        connector.Heard.ShouldHaveSingleItem().Method.ShouldBe("PUT");
    }

    [Fact]
    public async Task A_card_that_is_gone_comes_again_as_a_new_message()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ =>
            Task.FromResult(new TurnReply([Message.Of("Done.")], Samples.Standing));
        connector.Next(404, code: "ActivityNotFoundInConversation");

        await bot.PostAsync(
            Activities.Submit(new JsonObject { ["verb"] = "pick" }, connector.ServiceUrl)
        );

        connector.Heard.Select(call => call.Method).ShouldBe(["PUT", "POST", "POST"]);
        bot.Handler.Shown.ShouldBe([("R-12", "sent-2")]);
    }

    [Fact]
    public async Task A_cards_place_is_remembered()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ =>
            Task.FromResult(new TurnReply([Message.Of("First."), Samples.Standing]));

        await bot.PostAsync(Activities.Text("options", connector.ServiceUrl));

        bot.Handler.Shown.ShouldBe([("R-12", "sent-2")]);
        connector.Messages[1]["summary"]!.GetValue<string>().ShouldBe("Your options are ready");
    }

    [Fact]
    public async Task An_arrival_told_three_times_is_one_welcome()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var added = Activities.Of("installationUpdate", connector.ServiceUrl);
        added["action"] = "add";
        var joined = Activities.Of("conversationUpdate", connector.ServiceUrl);
        joined["membersAdded"] = new JsonArray(
            new JsonObject { ["id"] = "29:bella" },
            new JsonObject { ["id"] = "28:bot" }
        );
        var removed = Activities.Of("installationUpdate", connector.ServiceUrl);
        removed["action"] = "remove";

        await Task.WhenAll(
            bot.PostAsync(added.DeepClone()),
            bot.PostAsync(joined.DeepClone()),
            bot.PostAsync(joined.DeepClone()),
            bot.PostAsync(removed)
        );

        connector.Messages.ShouldHaveSingleItem()["text"]!.GetValue<string>().ShouldBe("Welcome");
        bot.Handler.Turns.ShouldHaveSingleItem().Input.ShouldBeOfType<TurnInput.Joined>();
    }

    [Fact]
    public async Task A_turn_delivered_again_is_answered_once()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var started = new TaskCompletionSource();
        bot.Handler.Answer = async _ =>
        {
            await started.Task;
            return ScriptedHandler.Say("Once.");
        };
        var activity = Activities.Text("hello", connector.ServiceUrl);

        var first = bot.PostAsync(activity.DeepClone());
        var second = bot.PostAsync(activity.DeepClone());
        started.SetResult();
        await Task.WhenAll(first, second);
        (await bot.PostAsync(activity)).Status.ShouldBe(200);

        connector.Messages.Count.ShouldBe(1);
        bot.Handler.Turns.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Replies_that_are_expected_travel_in_the_answer()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ =>
            Task.FromResult(new TurnReply([Message.Of("First."), Samples.Standing]));
        var activity = Activities.Text("options", connector.ServiceUrl);
        activity["deliveryMode"] = "expectReplies";

        var answer = await bot.PostAsync(activity);

        var replies = answer.Body!["activities"]!.AsArray();
        replies.Count.ShouldBe(2);
        replies[0]!["text"]!.GetValue<string>().ShouldBe("First.");
        CardSchema
            .Faults(replies[1]!["attachments"]![0]!["content"]!.ToJsonString())
            .ShouldBeEmpty();
        connector.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outside_Teams_buttons_are_of_the_kind_that_Web_Chat_knows()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ => Task.FromResult(new TurnReply([Samples.Deciding]));
        var activity = Activities.Text("options", connector.ServiceUrl);
        activity["channelId"] = "Emulator";
        activity["conversation"] = new JsonObject { ["id"] = "c1" };

        await bot.PostAsync(activity);

        var turn = bot.Handler.Turns.ShouldHaveSingleItem();
        turn.IsPersonal.ShouldBeTrue();
        turn.Who.Key.ShouldBe("emulator|29:bella");
        connector.Messages.ShouldHaveSingleItem().ToJsonString().ShouldNotContain("Action.Execute");
    }

    [Theory]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""")]
    [InlineData("""{"type":"messageUpdate","text":"edited"}""")]
    [InlineData("""{"type":"messageDelete"}""")]
    [InlineData("""{"type":"endOfConversation"}""")]
    [InlineData("""{"type":"event","name":"x"}""")]
    [InlineData("""{"type":"somethingNew"}""")]
    [InlineData("""{"type":"conversationUpdate"}""")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[null],"from":null}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData(
        """{"type":"message","text":" \n","attachments":[{"contentType":"text/html","content":"<p>x</p>"}]}"""
    )]
    [InlineData("""{"type":"message","text":"x","from":null}""")]
    [InlineData("""{"type":"message","value":{"q":1}}""")]
    [InlineData("""{"type":"message","value":"text"}""")]
    [InlineData(
        """{"type":"message","entities":[null,{"type":"mention"},{"type":"mention","text":5,"mentioned":"x"}]}"""
    )]
    public async Task What_is_of_no_use_is_passed_over(string json)
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();

        (await bot.PostAsync(Merged(json, connector.ServiceUrl))).ShouldBe(
            new BotAnswer(200, null)
        );

        bot.Handler.Turns.ShouldBeEmpty();
        connector.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invoke_that_we_do_not_know_is_not_implemented()
    {
        await using var bot = await BotHost.StartAsync();
        var invoke = Activities.Of("invoke", "http://localhost:1/");
        invoke["name"] = "task/fetch";

        (await bot.PostAsync(invoke)).Status.ShouldBe(501);
    }

    [Theory]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":[]}""")]
    [InlineData("""{"value":{"action":"approve"}}""")]
    [InlineData("""{"value":{"action":{"type":"Action.Execute","data":"x"}}}""")]
    [InlineData("""{"value":{"action":{"verb":{"a":1},"data":{"verb":[]}}}}""")]
    public async Task A_press_that_cannot_be_read_is_told_so_in_the_body(string json)
    {
        await using var bot = await BotHost.StartAsync();
        var invoke = Merged(json, "http://localhost:1/");
        invoke["type"] = "invoke";
        invoke["name"] = "adaptiveCard/action";

        var answer = await bot.PostAsync(invoke);

        answer.Status.ShouldBe(200);
        answer.Body!["statusCode"]!.GetValue<int>().ShouldBe(400);
        answer.Body["type"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.error");
        answer.Body["value"]!["code"]!.GetValue<string>().ShouldBe("BadRequest");
        bot.Handler.Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_of_ours_is_owned_up_to_and_the_turn_can_be_tried_again()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ => throw new InvalidOperationException("a bug");

        var hello = Activities.Text("hello", connector.ServiceUrl);

        var message = await bot.PostAsync(hello);
        var invoke = await bot.PostAsync(Activities.Execute("pick", [], connector.ServiceUrl));

        message.Status.ShouldBe(200);
        connector.Messages.ShouldHaveSingleItem()["text"]!
            .GetValue<string>()
            .ShouldStartWith("Something went wrong");
        invoke.Status.ShouldBe(200);
        invoke.Body!["statusCode"]!.GetValue<int>().ShouldBe(500);
        invoke.Body.ToJsonString().ShouldNotContain("a bug");

        bot.Handler.Answer = _ => Task.FromResult(ScriptedHandler.Say("Now it works."));
        (await bot.PostAsync(hello)).Status.ShouldBe(200);
        connector.Messages[^1]["text"]!.GetValue<string>().ShouldBe("Now it works.");
    }

    [Fact]
    public async Task A_throttled_answer_is_said_when_the_platform_allows_it()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        connector.Next(429, retryAfter: "1");
        connector.Next(502);

        await bot.PostAsync(Activities.Text("hello", connector.ServiceUrl));

        connector.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_conversation_that_is_closed_to_us_ends_the_turn_quietly()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ => Task.FromResult(ScriptedHandler.Say("One.", "Two."));
        connector.Next(403, code: "MessageWritesBlocked");

        (await bot.PostAsync(Activities.Text("hello", connector.ServiceUrl))).Status.ShouldBe(200);

        connector.Messages.Count.ShouldBe(1);
        bot.Kept.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_platform_does_not_take_in_time_waits_and_what_follows_waits_behind_it()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ => Task.FromResult(ScriptedHandler.Say("One.", "Two."));
        connector.Next(429, retryAfter: "600");

        (await bot.PostAsync(Activities.Text("hello", connector.ServiceUrl))).Status.ShouldBe(200);

        connector.Messages.Count.ShouldBe(1);
        bot.Kept.Kept.ShouldBe([
            ("One.", null, NodaTime.Duration.FromMinutes(10)),
            ("Two.", null, NodaTime.Duration.FromMinutes(10)),
        ]);
    }

    [Fact]
    public async Task A_pressed_card_that_can_not_be_replaced_now_is_replaced_later_for_everybody()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = _ => Task.FromResult(new TurnReply([], Samples.Deciding));
        connector.Next(500);

        var answer = await bot.PostAsync(Activities.Execute("pick", [], connector.ServiceUrl));

        answer.Body!["type"]!
            .GetValue<string>()
            .ShouldBe("application/vnd.microsoft.card.adaptive");
        bot.Kept.Kept.ShouldHaveSingleItem().Replaces.ShouldBe("card-1");
    }

    [Fact]
    public async Task A_long_thought_shows_that_the_bot_is_typing()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        bot.Handler.Answer = async _ =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
            return ScriptedHandler.Say("Here.");
        };

        await bot.PostAsync(Activities.Text("hello", connector.ServiceUrl));

        connector
            .Heard.Select(call => call.Body!["type"]!.GetValue<string>())
            .ShouldBe(["typing", "message"]);
    }

    [Fact]
    public async Task What_the_Playground_really_sends_is_understood()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        Assert.SkipWhen(
            Activities.Recorded("message-personal", "") is null,
            "No ../shared beside the checkout."
        );
        foreach (var kind in new[] { "message", "installationUpdate", "conversationUpdate" })
        {
            foreach (var place in new[] { "personal", "groupChat", "channel" })
            {
                var status = await bot.PostAsync(
                    Activities.Recorded($"{kind}-{place}", connector.ServiceUrl)!
                );
                status.Status.ShouldBe(200);
            }
        }

        await bot.PostAsync(Activities.Recorded("message-submit-personal", connector.ServiceUrl)!);
        var invoke = await bot.PostAsync(
            Activities.Recorded("invoke-personal", connector.ServiceUrl)!
        );

        bot.Handler.Turns.Select(turn => turn.Input)
            .OfType<TurnInput.Text>()
            .Select(text => text.Words)
            .ShouldBe(["cards", "hello group", "hello channel"]);
        bot.Handler.Turns.Count(turn => turn.Input is TurnInput.Joined).ShouldBe(3);
        bot.Handler.Turns.ShouldAllBe(turn =>
            turn.Who.Key == $"{Activities.Tenant}|{Activities.ObjectId}"
        );
        invoke.Body!["statusCode"]!.GetValue<int>().ShouldBe(200);
        bot.Handler.Turns[^1]
            .Input.ShouldBeOfType<TurnInput.Press>()
            .Action.Verb.ShouldBe("card200");
    }

    private static JsonObject Mention(string mark, string id, string name) =>
        new()
        {
            ["type"] = "mention",
            ["text"] = mark,
            ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name },
        };

    private static JsonObject Merged(string json, string serviceUrl)
    {
        var changes = JsonNode.Parse(json)!.AsObject();
        var activity = Activities.Of("message", serviceUrl);
        foreach (var (name, value) in changes)
        {
            activity[name] = value?.DeepClone();
        }

        return activity;
    }
}
