using CreditBot.Amounts;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>What a turn needs to know beyond who speaks.</summary>
/// <param name="Requests">Requests that it is about.</param>
/// <param name="Client">A client that it asks about, by name.</param>
/// <param name="Refunds">A client whose last use is to be taken back, by name.</param>
/// <param name="HasWork">Planned work has to be estimated.</param>
/// <param name="HasFigures">Cards with margin and pool are to be shown.</param>
/// <param name="For">The client that the conversation is about, of somebody who has several.</param>
/// <param name="Pressed">The request whose card was pressed.</param>
internal sealed record Wanted(
    IReadOnlyList<RequestId> Requests,
    string? Client,
    string? Refunds,
    bool HasWork,
    bool HasFigures,
    ClientId? For = null,
    RequestId? Pressed = null
)
{
    /// <summary>Cards with figures at once.</summary>
    public const int MostFigures = 5;

    public static Wanted By(DialogState state, DialogInput input)
    {
        var frame =
            state.Top is DialogFrame.DidYouMean asked && Guessing.IsYes(input)
                ? asked.Meant
                : (input as DialogInput.Said)?.Frame;
        RequestId?[] requests =
        [
            state.About,
            Named(frame?.Request),
            Named((input as DialogInput.Pressed)?.Data(Verbs.Request)),
            (input as DialogInput.Ordered)?.Command switch
            {
                ChatCommand.Approve approve => approve.Request,
                ChatCommand.Decline decline => decline.Request,
                ChatCommand.Ask ask => ask.Request,
                ChatCommand.Undo undo => undo.Request,
                _ => null,
            },
            .. state.Frames.Select(AboutWhat),
        ];
        return new Wanted(
            [.. requests.OfType<RequestId>()],
            frame is { Intent: Intent.ClientStatus } ? frame.Client : null,
            input switch
            {
                DialogInput.Ordered { Command: ChatCommand.Refund refund } => refund.Client,
                _ => state.Frames.OfType<DialogFrame.ConfirmAct>().LastOrDefault()?.Act
                    is ManagerAct.Refund again
                    ? again.Client.Value
                    : null,
            },
            frame?.Work is { Count: > 0 } || state.Draft is { Work.IsEmpty: false },
            frame is { Intent: Intent.ListPending } || input is DialogInput.Pressed,
            state.For,
            Named((input as DialogInput.Pressed)?.Data(Verbs.Request))
        );
    }

    /// <summary>What has to be known once a command was carried out.</summary>
    public static Wanted After(DialogCommand command, Wanted before) =>
        before with
        {
            Requests = command is DialogCommand.Decide decide
                ? [decide.Decision.Id, .. before.Requests]
                : before.Requests,
        };

    private static RequestId? Named(string? text) =>
        RequestId.TryParse(text, out var id) ? id : null;

    private static RequestId? AboutWhat(DialogFrame frame) =>
        frame switch
        {
            DialogFrame.ConfirmAct { Act: ManagerAct.Decide decide } => decide.Decision.Id,
            DialogFrame.DeclineReason decline => decline.Request,
            _ => null,
        };
}
