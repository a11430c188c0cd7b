using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Channels.Slack.Blocks;
using CreditBot.Channels.Slack.Web;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>Makes a turn of what a person did, has it answered, and answers where only they read it.</summary>
/// <remarks>A person has one conversation, their direct messages with the app: commands, mentions and presses anywhere are turns of it.</remarks>
internal sealed partial class SlackTurns(
    ITurnHandler handler,
    IHome home,
    SlackApi api,
    SlackChannel channel,
    SlackReplies replies,
    ILogger<SlackTurns> log
)
{
    private const string InDirectMessages =
        "Others read along here, so I answer in our direct messages.";

    private const string Interrupted =
        "I was interrupted while answering you. Nothing is done twice: write “status” to see how things stand.";

    private const string TooLate =
        "Slack didn't let me open the window in time. Please press the button again.";

    private const string Sorry =
        "Something went wrong on our side, and nothing was changed by it. Please try again in a moment.";

    /// <param name="isAgain">It may have been done before a crash; whoever waits for its answer is told so.</param>
    public async Task TakeAsync(SlackInput input, bool isAgain, CancellationToken stop)
    {
        Remember(input);
        switch (input)
        {
            case SlackInput.Mentioned { Words: var words } mention when IsCode(words):
                // A code that others read is not taken; who wrote it is told so (contract.md, invites).
                var turn = TurnOf(mention, new TurnInput.Text(words)) with
                {
                    IsPersonal = false,
                    Where = new ConversationAddress(
                        AgencyId.Default,
                        ChannelNames.Slack,
                        $"{mention.Team}|{mention.Channel}"
                    ),
                };
                foreach (var message in (await handler.HandleAsync(turn, stop)).Messages)
                {
                    await replies.WhisperAsync(mention, message, stop);
                }

                break;
            case SlackInput.Commanded { Words: "" }:
                await replies.SayAsync(
                    input,
                    TurnOf(input, new TurnInput.Joined()),
                    new TurnReply([await home.ShowAsync(AgencyId.Default, input.Who, stop)]),
                    stop
                );
                break;
            default:
                await AnswerAsync(input, isAgain, stop);
                break;
        }
    }

    /// <summary>Draws the Home tab anew.</summary>
    public async Task DrawHomeAsync(SlackInput input, CancellationToken stop)
    {
        var shown = await home.ShowAsync(AgencyId.Default, input.Who, stop);
        await CallAsync(
            input.Team,
            "views.publish",
            new JsonObject { ["user_id"] = input.User, ["view"] = BlockWriter.Home(shown) },
            stop
        );
    }

    /// <summary>Opens a window.</summary>
    public Task<bool> OpenAsync(Interaction.OpenWindow window, CancellationToken stop) =>
        CallAsync(
            window.Team,
            "views.open",
            new JsonObject { ["trigger_id"] = window.Trigger, ["view"] = window.View },
            stop
        );

    /// <summary>Tells a person that a window didn't open.</summary>
    public Task SayTooLateAsync(string? team, string user, CancellationToken stop) =>
        channel.SendAsync(Reference(team, user), Message.Of(TooLate), null, stop);

    public Task ApologizeAsync(SlackInput input, CancellationToken stop) =>
        channel.SendAsync(Reference(input.Team, input.User), Message.Of(Sorry), null, stop);

    private async Task AnswerAsync(SlackInput input, bool isAgain, CancellationToken stop)
    {
        var turn = TurnOf(input, InputOf(input));
        var reply = await handler.HandleAsync(turn, stop);
        if (isAgain && reply is { Messages.IsEmpty: true, Replacement: null })
        {
            reply = new TurnReply([Message.Of(Interrupted)]);
        }

        var isSaid = await replies.SayAsync(input, turn, reply, stop);
        switch (input)
        {
            case SlackInput.Mentioned mention when isSaid:
                await replies.WhisperAsync(mention, Message.Of(InDirectMessages), stop);
                break;
            case SlackInput.Pressed { Card: null }:
                await DrawHomeAsync(input, stop);
                break;
        }
    }

    private static TurnInput InputOf(SlackInput input) =>
        input switch
        {
            SlackInput.Said said => new TurnInput.Text(said.Words),
            SlackInput.Commanded command => new TurnInput.Text(command.Words),
            SlackInput.Mentioned { Words.Length: > 0 } mention => new TurnInput.Text(mention.Words),
            SlackInput.Pressed press => new TurnInput.Press(
                new CardAction(press.Verb, press.Data.ToImmutableDictionary()),
                press.Inputs.ToImmutableDictionary(),
                press.Card
            ),
            _ => new TurnInput.Joined(),
        };

    private Turn TurnOf(SlackInput input, TurnInput what) =>
        new(
            input.Id,
            new ConversationAddress(AgencyId.Default, ChannelNames.Slack, input.Person),
            input.Who,
            what,
            Reference(input.Team, input.User).Write()
        );

    private SlackReference Reference(string? team, string user) =>
        new(team, user, channel.DirectMessages(team, user));

    private void Remember(SlackInput input)
    {
        if (
            input
                is SlackInput.Said { Channel: ['D', ..] }
                    or SlackInput.Opened { Channel: ['D', ..] }
                    or SlackInput.Pressed { Channel: ['D', ..], IsEphemeral: false }
            && input.Channel is { } directMessages
        )
        {
            channel.Remember(input.Team, input.User, directMessages);
        }
    }

    private static bool IsCode(string words) =>
        words.TrimStart('/').Split(' ', 2)[0].Equals("link", StringComparison.OrdinalIgnoreCase);

    private async Task<bool> CallAsync(
        string? team,
        string method,
        JsonObject body,
        CancellationToken stop
    )
    {
        switch (await api.CallAsync(team, method, body, stop))
        {
            case SlackAnswer.Later later:
                LogUndone(method, later.Why);
                return false;
            case SlackAnswer.Refused refused:
                LogUndone(method, refused.Error);
                return false;
            default:
                return true;
        }
    }

    [LoggerMessage(4202, LogLevel.Warning, "{Method} was not done: {Why}")]
    private partial void LogUndone(string method, string why);
}
