using System.Collections.Immutable;
using CreditBot.Channels;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>What a person did, as far as a dialog cares.</summary>
internal abstract record DialogInput
{
    private DialogInput() { }

    /// <param name="Words">As written.</param>
    /// <param name="Frame">What they mean.</param>
    public sealed record Said(string Words, Frame Frame) : DialogInput;

    /// <summary>The words are one of the exact commands of contract.md, which need no understanding.</summary>
    public sealed record Ordered(string Words, ChatCommand Command) : DialogInput;

    /// <param name="Inputs">The fields of the card, as strings; never trusted.</param>
    public sealed record Pressed(CardAction Action, ImmutableDictionary<string, string> Inputs)
        : DialogInput
    {
        public string? Data(string name) => Action.Data.GetValueOrDefault(name);

        public string? Input(string name) => Inputs.GetValueOrDefault(name);
    }

    public sealed record Joined : DialogInput;
}
