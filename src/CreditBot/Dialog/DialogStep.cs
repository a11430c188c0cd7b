using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>What a step leads to: the new state, what to say now, and what to have done.</summary>
internal sealed record DialogStep(DialogState State)
{
    public ImmutableList<Message> Messages { get; init; } = [];

    public ImmutableList<DialogCommand> Commands { get; init; } = [];

    /// <summary>Takes the place of the card that was pressed.</summary>
    public Message? Replacement { get; init; }

    /// <summary>Words that are to be understood in the new state, in the same turn.</summary>
    public string? Resume { get; init; }

    public Seen Seen { get; init; } = Seen.Nothing;

    public DialogStep Say(Message message) => this with { Messages = Messages.Add(message) };

    public DialogStep Say(string words) => Say(Message.Of(words));

    public DialogStep Do(DialogCommand command) => this with { Commands = Commands.Add(command) };

    public DialogStep Answering(Intent intent) =>
        this with
        {
            Seen = Seen with { Answers = Seen.Answers.Add(intent) },
        };

    public DialogStep Refusing() => this with { Seen = Seen with { Refused = true } };

    public DialogStep About(RequestId request) =>
        this with
        {
            Seen = Seen with { About = request },
        };

    public DialogStep In(DialogState state) => this with { State = state };
}

/// <summary>What happened in a turn, as facts: what <c>converse</c> reports.</summary>
internal sealed record Seen
{
    public static readonly Seen Nothing = new();

    public Intent? Intent { get; init; }

    /// <summary>The questions that the reply answers.</summary>
    public ImmutableList<Intent> Answers { get; init; } = [];

    public bool HandedOff { get; init; }

    /// <summary>The bot said that it will not.</summary>
    public bool Refused { get; init; }

    /// <summary>The wish that was sent with this turn.</summary>
    public Draft? Sent { get; init; }

    /// <summary>A wish was dropped: the dialog is about nothing any more.</summary>
    public bool Dropped { get; init; }

    /// <summary>The request that the turn was about.</summary>
    public RequestId? About { get; init; }
}
