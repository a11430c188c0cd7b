using System.Collections.Concurrent;
using System.Reflection;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Requests;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>Which frames, steps and exits of the dialog have been gone through.</summary>
internal sealed class Flow
{
    /// <summary>Constants of <see cref="Verbs"/> that are no verbs but names of what goes with them.</summary>
    private static readonly string[] Names =
    [
        Verbs.Client,
        Verbs.Talk,
        Verbs.Words,
        Verbs.Draft,
        Verbs.Slot,
        Verbs.Value,
        Verbs.Offer,
        Verbs.Request,
        Verbs.Seconds,
        Verbs.Seen,
        Verbs.Price,
        Verbs.Kind,
        Verbs.Once,
        Verbs.Monthly,
        Verbs.What,
        Verbs.Credits,
        Verbs.Reason,
        Verbs.Question,
        Verbs.By,
        Verbs.Due,
    ];

    /// <summary>How each frame can be left: what asks is answered, dropped, left alone for a day, or left for a person.</summary>
    private static readonly (string Name, string[] Ways)[] WaysOut =
    [
        ("Wish AskKind", ["answered", "dropped", "lapsed", "handed over"]),
        ("Wish AskAmount", ["answered", "dropped", "lapsed", "handed over"]),
        ("Wish AskReason", ["answered", "dropped", "lapsed", "handed over"]),
        ("Wish AskDate", ["answered", "dropped", "lapsed", "handed over"]),
        ("Wish OfferChoice", ["done", "dropped", "lapsed", "handed over"]),
        ("ConfirmSend", ["done", "dropped", "lapsed", "handed over"]),
        ("ConfirmWithdraw", ["done", "dropped", "lapsed"]),
        ("WhichWithdraw", ["gave way", "dropped", "lapsed"]),
        ("Answer", ["done", "dropped", "lapsed"]),
        ("ConfirmAct", ["done", "dropped", "lapsed"]),
        ("DeclineReason", ["done", "dropped", "lapsed"]),
        ("ReplyWords", ["done", "dropped", "lapsed"]),
        ("WhichClient", ["gave way"]),
        ("DidYouMean", ["gave way", "dropped", "lapsed", "handed over"]),
        ("HandOver", ["done", "gave way"]),
    ];

    private readonly ConcurrentQueue<Message> _messages = new();

    /// <summary>Every message and card that somebody saw.</summary>
    public IReadOnlyCollection<Message> Messages => [.. _messages];

    /// <summary>Everything that there is, from the types themselves: what is new is missing until a transcript goes through it.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. Cases<DialogFrame>()
            .Where(name => name is not "Wish" and not "ConfirmAct")
            .Select(Frame),
        .. Enum.GetValues<Pending>()
            .Where(asked => asked is >= Pending.AskKind and <= Pending.OfferChoice)
            .Select(asked => Frame($"Wish {asked}")),
        .. Cases<ManagerAct>()
            .Where(name => name != "Decide")
            .Select(act => Frame($"ConfirmAct {act}")),
        .. Cases<DecideRequest>()
            // A question asks nothing of anybody's money, and an undo has exact words only: neither is read back.
            .Where(name => name is not "Ask" and not "Undo")
            .Select(decision => Frame($"ConfirmAct {decision}")),
        .. Cases<ChatCommand>().Select(order => $"order {order}"),
        .. typeof(Verbs)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except(Names)
            .Select(verb => $"press {verb}"),
        .. Cases<DialogCommand>().Where(name => name != "Decide").Select(Exit),
        .. Cases<DecideRequest>().Select(decision => Exit($"Decide {decision}")),
        Exit("dropped"),
        Exit("refused"),
        Exit("handed off"),
        .. Enum.GetNames<Intent>().Select(intent => $"intent {intent}"),
        .. WaysOut.SelectMany(one => one.Ways.Select(way => $"{Frame(one.Name)} {way}")),
    ];

    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private readonly Dictionary<string, DialogState> _before = [];

    public IEnumerable<string> Seen => _seen.Keys;

    public void Take(Message message) => _messages.Enqueue(message);

    public void Take(Turn turn, TurnResult result, Instant now)
    {
        Leave(
            _before.GetValueOrDefault(turn.Where.Conversation, DialogState.New),
            turn,
            result,
            now
        );
        _before[turn.Where.Conversation] = result.State;

        foreach (var frame in result.State.Frames)
        {
            Mark(
                Frame(
                    frame switch
                    {
                        DialogFrame.Wish wish => $"Wish {wish.Asked}",
                        DialogFrame.ConfirmAct { Act: ManagerAct.Decide decide } =>
                            $"ConfirmAct {decide.Decision.GetType().Name}",
                        DialogFrame.ConfirmAct confirm =>
                            $"ConfirmAct {confirm.Act.GetType().Name}",
                        _ => frame.GetType().Name,
                    }
                )
            );
        }

        foreach (var command in result.Commands)
        {
            Mark(
                Exit(
                    command is DialogCommand.Decide decide
                        ? $"Decide {decide.Decision.GetType().Name}"
                        : command.GetType().Name
                )
            );
        }

        switch (turn.Input)
        {
            case TurnInput.Press press:
                Mark($"press {press.Action.Verb}");
                break;
            case TurnInput.Text text
                when ChatCommands.Read(text.Words, turn.Who.Key is "manager" or "sam") is { } order:
                Mark($"order {order.GetType().Name}");
                break;
        }

        MarkIf(result.Seen.Dropped, "dropped");
        MarkIf(result.Seen.Refused, "refused");
        MarkIf(result.Seen.HandedOff, "handed off");
        if (result.Seen.Intent is { } intent)
        {
            Mark($"intent {intent}");
        }
    }

    /// <summary>What was asked before and isn't any more, and how it came to that.</summary>
    private void Leave(DialogState before, Turn turn, TurnResult result, Instant now)
    {
        var after = result.State.Frames.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var left in before.Frames.Where(frame => !after.Contains(NameOf(frame))))
        {
            var way =
                before.Since is { } since
                && now - since > Duration.FromDays(1)
                && left is not DialogFrame.HandOver
                    ? "lapsed"
                : result.Seen.HandedOff ? "handed over"
                : result.Commands.Count > 0 ? "done"
                : left is DialogFrame.Wish && result.State.Draft is not null ? "answered"
                : IsNo(turn, result) ? "dropped"
                : "gave way";
            Mark($"{Frame(NameOf(left))} {way}");
        }
    }

    private static bool IsNo(Turn turn, TurnResult result) =>
        turn.Input is TurnInput.Press press
            ? press.Action.Verb is Verbs.No or Verbs.Cancel
            : result.Seen.Intent is Intent.Cancel or Intent.Deny;

    private static string NameOf(DialogFrame frame) =>
        frame is DialogFrame.Wish wish ? $"Wish {wish.Asked}" : frame.GetType().Name;

    private void MarkIf(bool isSo, string exit)
    {
        if (isSo)
        {
            Mark(Exit(exit));
        }
    }

    private void Mark(string what) => _seen[what] = true;

    private static string Frame(string name) => $"frame {name}";

    private static string Exit(string name) => $"exit {name}";

    private static IEnumerable<string> Cases<T>() =>
        typeof(T).GetNestedTypes().Select(type => type.Name);
}
