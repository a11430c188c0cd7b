using CreditBot.Channels;
using CreditBot.Channels.Teams;
using CreditBot.RealClients.Processes;
using CreditBot.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBot.RealClients.Teams;

/// <summary>The product's Teams channel alone, with the least of a dialog behind it: options, a choice, a reason.</summary>
internal sealed class TeamsRoom : ITurnHandler, ILateReplies, IAsyncDisposable
{
    private LocalSite? _site;

    public Uri Messages => new(_site!.Url, "/api/messages");

    /// <summary>The newest card's conversation and id, as a stored place would hold them.</summary>
    public (Turn Turn, string MessageId)? Shown { get; private set; }

    public IChannel Channel { get; private set; } = null!;

    /// <summary>Every kind of part and button that a card can have.</summary>
    public static Message Options { get; } =
        new()
        {
            CardKey = "R-12",
            Summary = "Your options",
            Parts =
            [
                new MessagePart.Heading("Where you stand"),
                new MessagePart.Progress(46, 50, "46 of 50 monthly credits used"),
                new MessagePart.Chart(
                    "The last six months",
                    [
                        new("Jun", 40),
                        new("Jul", 140, IsMarked: true),
                        new("Aug", 131, IsMarked: true),
                        new("Sep", 128, IsMarked: true),
                        new("Oct", 135, IsMarked: true),
                        new("Nov", 134, IsMarked: true),
                    ],
                    "118 on average, dry in five of them"
                ),
                new MessagePart.Facts([new("For", "the *relaunch* [now](https://evil.example)")]),
                new MessagePart.Paragraph("50 more arrive on Tue 1 Dec."),
                new MessagePart.Paragraph("Counted from your last 40 edits.", IsSubtle: true),
            ],
            Choices =
            [
                new("60 credits once", CardAction.Of("pick", ("option", "1")), ChoiceStyle.Primary),
                new("Another amount", CardAction.Of("amount"), Inputs: [Amount]),
                new("No thanks", CardAction.Of("decline"), ChoiceStyle.Destructive, [Reason]),
            ],
        };

    private static MessagePart.Input Amount =>
        new("credits", "How many credits?", InputKind.Number, IsRequired: true);

    private static MessagePart.Input Reason =>
        new("reason", "Why?", InputKind.LongText, IsRequired: true);

    public static async Task<TeamsRoom> StartAsync()
    {
        var room = new TeamsRoom();
        room._site = await LocalSite.StartAsync(
            routes =>
            {
                routes.MapTeams();
                room.Channel = routes.ServiceProvider.GetRequiredService<IChannel>();
            },
            builder =>
            {
                builder.Services.AddSingleton<ITurnHandler>(room);
                builder.Services.AddSingleton<ILateReplies>(room);
                builder.Services.AddTeams(AgencySections.Of(builder.Configuration));
            }
        );
        return room;
    }

    /// <summary>The peers here take everything.</summary>
    public Task KeepAsync(
        Turn turn,
        IReadOnlyList<Message> messages,
        string? replaces,
        NodaTime.Duration? after,
        CancellationToken stop
    ) => throw new InvalidOperationException("A peer didn't take what was said.");

    public Task<TurnReply> HandleAsync(Turn turn, CancellationToken stop) =>
        Task.FromResult(
            turn.Input switch
            {
                TurnInput.Joined => new TurnReply([Message.Of($"Hello. Say *options*.")]),
                TurnInput.Text text => new TurnReply([
                    Message.Of($"You said: {text.Words}"),
                    Options,
                ]),
                TurnInput.Press press => new TurnReply(
                    [Message.Of("Noted.")],
                    Outcome(
                        $"{press.Action.Verb} {string.Join(' ', press.Action.Data.Values.Concat(press.Inputs.Values))}"
                    )
                ),
                _ => TurnReply.Nothing,
            }
        );

    public Task CardShownAsync(Turn turn, Message card, string messageId, CancellationToken stop)
    {
        Shown = (turn, messageId);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _site!.DisposeAsync();

    public static Message Outcome(string what) =>
        new()
        {
            CardKey = "R-12",
            Parts =
            [
                new MessagePart.Heading("Your options"),
                new MessagePart.Paragraph($"Taken: {what}"),
            ],
        };
}
