using System.Collections.Concurrent;
using System.Reflection;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Requests;
using CreditBot.Understanding;

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
        Verbs.What,
        Verbs.Credits,
        Verbs.Reason,
        Verbs.Question,
    ];

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
        Exit("went quiet"),
    ];

    private readonly ConcurrentDictionary<string, bool> _seen = new();

    public IEnumerable<string> Seen => _seen.Keys;

    public void Take(Turn turn, TurnResult result)
    {
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
        MarkIf(
            result.Reply.Messages.Exists(said =>
                PlainText.Of(said).Contains(Phrases.WentQuiet, StringComparison.Ordinal)
            ),
            "went quiet"
        );
    }

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
