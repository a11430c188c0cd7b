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
    public async Task TakeAsync(
        AgencyId agency,
        SlackInput input,
        bool isAgain,
        CancellationToken stop
    )
    {
        Remember(agency, input);
        switch (input)
        {
            case SlackInput.Mentioned { Words: var words } mention when IsCode(words):
                // A code that others read is not taken; who wrote it is told so (contract.md, invites).
                var turn = TurnOf(agency, mention, new TurnInput.Text(words)) with
                {
                    IsPersonal = false,
                    Where = new ConversationAddress(
                        agency,
                        ChannelNames.Slack,
                        $"{mention.Team}|{mention.Channel}"
                    ),
                };
                foreach (var message in (await handler.HandleAsync(turn, stop)).Messages)
                {
                    await replies.WhisperAsync(agency, mention, message, stop);
                }

                break;
            case SlackInput.Commanded { Words: "" }:
                await replies.SayAsync(
                    input,
                    TurnOf(agency, input, new TurnInput.Joined()),
                    new TurnReply([await home.ShowAsync(agency, input.Who, stop)]),
                    stop
                );
                break;
            default:
                await AnswerAsync(agency, input, isAgain, stop);
                break;
        }
    }

    /// <summary>Draws the Home tab anew.</summary>
    public async Task DrawHomeAsync(AgencyId agency, SlackInput input, CancellationToken stop)
    {
        var shown = await home.ShowAsync(agency, input.Who, stop);
        await CallAsync(
            agency,
            input.Team,
            "views.publish",
            new JsonObject { ["user_id"] = input.User, ["view"] = BlockWriter.Home(shown) },
            stop
        );
    }

    /// <summary>Opens a window.</summary>
    public Task<bool> OpenAsync(
        AgencyId agency,
        Interaction.OpenWindow window,
        CancellationToken stop
    ) =>
        CallAsync(
            agency,
            window.Team,
            "views.open",
            new JsonObject { ["trigger_id"] = window.Trigger, ["view"] = window.View },
            stop
        );

    /// <summary>Tells a person that a window didn't open.</summary>
    public Task SayTooLateAsync(
        AgencyId agency,
        string? team,
        string user,
        CancellationToken stop
    ) => channel.SendAsync(agency, Reference(agency, team, user), Message.Of(TooLate), null, stop);

    public Task ApologizeAsync(AgencyId agency, SlackInput input, CancellationToken stop) =>
        channel.SendAsync(
            agency,
            Reference(agency, input.Team, input.User),
            Message.Of(Sorry),
            null,
            stop
        );

    private async Task AnswerAsync(
        AgencyId agency,
        SlackInput input,
        bool isAgain,
        CancellationToken stop
    )
    {
        var turn = TurnOf(agency, input, InputOf(input));
        var reply = await handler.HandleAsync(turn, stop);
        if (isAgain && reply is { Messages.IsEmpty: true, Replacement: null })
        {
            reply = new TurnReply([Message.Of(Interrupted)]);
        }

        var isSaid = await replies.SayAsync(input, turn, reply, stop);
        switch (input)
        {
            case SlackInput.Mentioned mention when isSaid:
                await replies.WhisperAsync(agency, mention, Message.Of(InDirectMessages), stop);
                break;
            case SlackInput.Pressed { Card: null }:
                await DrawHomeAsync(agency, input, stop);
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

    private Turn TurnOf(AgencyId agency, SlackInput input, TurnInput what) =>
        new(
            input.Id,
            new ConversationAddress(agency, ChannelNames.Slack, input.Person),
            input.Who,
            what,
            Reference(agency, input.Team, input.User).Write()
        );

    private SlackReference Reference(AgencyId agency, string? team, string user) =>
        new(team, user, channel.DirectMessages(agency, team, user));

    private void Remember(AgencyId agency, SlackInput input)
    {
        if (
            input
                is SlackInput.Said { Channel: ['D', ..] }
                    or SlackInput.Opened { Channel: ['D', ..] }
                    or SlackInput.Pressed { Channel: ['D', ..], IsEphemeral: false }
            && input.Channel is { } directMessages
        )
        {
            channel.Remember(agency, input.Team, input.User, directMessages);
        }
    }

    private static bool IsCode(string words) =>
        words.TrimStart('/').Split(' ', 2)[0].Equals("link", StringComparison.OrdinalIgnoreCase);

    private async Task<bool> CallAsync(
        AgencyId agency,
        string? team,
        string method,
        JsonObject body,
        CancellationToken stop
    )
    {
        switch (await api.CallAsync(agency, team, method, body, stop))
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
