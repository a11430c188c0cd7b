using CreditBot.Amounts;
using CreditBot.Channels.Teams.Cards;
using CreditBot.Channels.Teams.Peers;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace CreditBot.Channels.Teams;

public class TeamsChannelTests
{
    private static readonly ConversationAddress Where = new(
        AgencyId.Default,
        "teams",
        Activities.Conversation
    );

    [Fact]
    public async Task A_message_reaches_a_conversation_by_its_reference_alone()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var reference = await ReferenceAsync(bot, connector);

        var sent = await bot.Channel.SendAsync(Where, reference, Samples.Deciding, Stop);

        sent.ShouldBe(new Delivery.Sent("sent-2"));
        var call = connector.Heard[^1];
        call.Method.ShouldBe("POST");
        call.Target.ShouldBe(
            $"/_connector/v3/conversations/{Uri.EscapeDataString(Activities.Conversation)}/activities"
        );
        call.Body!["recipient"]!["id"]!.GetValue<string>().ShouldBe("29:bella");
        call.Body["from"]!["id"]!.GetValue<string>().ShouldBe("28:bot");
        call.Body["channelData"]!["notification"]!["alert"]!.GetValue<bool>().ShouldBeTrue();
        call.Body["replyToId"].ShouldBeNull();
    }

    [Fact]
    public async Task A_card_said_before_is_replaced_whole()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var reference = await ReferenceAsync(bot, connector);

        (
            await bot.Channel.ReplaceAsync(Where, reference, "card/1", Samples.Standing, Stop)
        ).ShouldBeOfType<Delivery.Sent>();

        connector.Heard[^1].Method.ShouldBe("PUT");
        connector.Heard[^1].Target.ShouldEndWith("/activities/card%2F1");
        connector.Heard[^1].Body!["attachments"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(403, "MessageWritesBlocked")]
    [InlineData(404, "ConversationNotFound")]
    public async Task A_closed_conversation_is_gone(int status, string code)
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var reference = await ReferenceAsync(bot, connector);
        connector.Next(status, code: code);

        (await bot.Channel.SendAsync(Where, reference, Message.Of("x"), Stop)).ShouldBe(
            new Delivery.Gone($"{status} {code}")
        );
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(429, null, null)]
    [InlineData(429, "soon", null)]
    [InlineData(412, null, null)]
    [InlineData(500, null, null)]
    [InlineData(502, null, null)]
    [InlineData(503, "120", 120)]
    [InlineData(504, null, null)]
    public async Task A_passing_fault_is_tried_later_as_the_platform_asks(
        int status,
        string? retryAfter,
        int? seconds
    )
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var reference = await ReferenceAsync(bot, connector);
        connector.Next(status, retryAfter);

        var delivery = (
            await bot.Channel.SendAsync(Where, reference, Message.Of("x"), Stop)
        ).ShouldBeOfType<Delivery.TryLater>();

        delivery.Why.ShouldStartWith($"{status}");
        delivery.After.ShouldBe(seconds is { } wait ? Duration.FromSeconds(wait) : null);
        connector.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_date_to_wait_for_is_a_wait()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var reference = await ReferenceAsync(bot, connector);
        connector.Next(429, DateTimeOffset.UtcNow.AddMinutes(2).ToString("R"));

        var delivery = (
            await bot.Channel.SendAsync(Where, reference, Message.Of("x"), Stop)
        ).ShouldBeOfType<Delivery.TryLater>();

        delivery.After!.Value.ShouldBeInRange(Duration.FromSeconds(60), Duration.FromSeconds(120));
    }

    [Fact]
    public async Task A_redirect_is_followed_by_nobody()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var elsewhere = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var reference = await ReferenceAsync(bot, connector);
        connector.NextRedirects(elsewhere.ServiceUrl);

        (
            await bot.Channel.SendAsync(Where, reference, Message.Of("x"), Stop)
        ).ShouldBeOfType<Delivery.TryLater>();

        elsewhere.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_connection_is_tried_later()
    {
        await using var bot = await BotHost.StartAsync();
        string reference;
        await using (var connector = await FakeConnector.StartAsync())
        {
            reference = await ReferenceAsync(bot, connector);
        }

        (
            await bot.Channel.SendAsync(Where, reference, Message.Of("x"), Stop)
        ).ShouldBeOfType<Delivery.TryLater>();
    }

    [Fact]
    public async Task A_silent_platform_is_tried_later_and_holds_nothing_up()
    {
        var time = new FakeTimeProvider();
        await using var connector = await FakeConnector.StartAsync();
        await using var bot = await BotHost.StartAsync(time: time);
        var reference = await ReferenceAsync(bot, connector);
        var heard = connector.NextIsSilent();

        var sending = bot.Channel.SendAsync(Where, reference, Message.Of("x"), Stop);
        await heard;
        time.Advance(TimeSpan.FromSeconds(14));
        sending.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(16));

        (await sending).ShouldBeOfType<Delivery.TryLater>().Why.ShouldBe("no answer in time");
        (
            await bot.Channel.SendAsync(Where, reference, Message.Of("x"), Stop)
        ).ShouldBeOfType<Delivery.Sent>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"serviceUrl":"http://localhost:1/"}""")]
    [InlineData("""{"serviceUrl":"https://evil.example/","conversation":{"id":"x"}}""")]
    [InlineData("""{"serviceUrl":"relative","conversation":{"id":"x"}}""")]
    public async Task A_reference_that_leads_nowhere_is_gone(string reference)
    {
        await using var bot = await BotHost.StartAsync();

        (
            await bot.Channel.SendAsync(Where, reference, Message.Of("x"), Stop)
        ).ShouldBeOfType<Delivery.Gone>();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<string> ReferenceAsync(BotHost bot, FakeConnector connector)
    {
        await bot.PostAsync(Activities.Text("hello", connector.ServiceUrl));
        return bot.Handler.Turns.ShouldHaveSingleItem().Reference;
    }
}
