using System.Text.RegularExpressions;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Reads words again in another light, when what was asked last made them mean nothing or too little.</summary>
internal static partial class Rereading
{
    /// <summary>What the words mean where the dialog stands.</summary>
    public static Frame Of(IUnderstanding understanding, Utterance utterance, DialogState state)
    {
        var frame = understanding.Read(utterance);
        if (state.Top is DialogFrame.DidYouMean)
        {
            // Anything but a plain answer is said in other words, and means what it means below.
            return frame.Intent is Intent.Affirm or Intent.Deny or Intent.Unsure && frame.IsBare()
                ? frame
                : Of(understanding, Below(utterance, state), state.Pop());
        }

        if (utterance.ByManager || state.Draft is null)
        {
            return frame;
        }

        if (
            frame.Intent is Intent.Deny or Intent.Inform
            && Why().IsMatch(utterance.Text)
            && understanding.Read(utterance with { Pending = Pending.None })
                is { Intent: Intent.ExplainCharge } question
        )
        {
            // "Why was that so expensive?" is no answer to anything.
            return question;
        }

        return frame.Intent != Intent.OutOfScope
            ? frame
            : Choice(understanding, utterance, state) ?? Slot(understanding, utterance) ?? frame;
    }

    /// <summary>The words as they answer what was asked before it was asked back what they mean.</summary>
    public static Utterance Below(Utterance utterance, DialogState state) =>
        state.Top is DialogFrame.DidYouMean
            ? utterance with
            {
                Pending = state.Pop().Asks,
            }
            : utterance;

    /// <summary>Where options stand beside another question, the words may pick one of them.</summary>
    private static Frame? Choice(
        IUnderstanding understanding,
        Utterance utterance,
        DialogState state
    ) =>
        state.Top is DialogFrame.Wish
        && state.Shown.Exists(offer => offer.Number is not null)
        && understanding.Read(utterance with { Pending = Pending.OfferChoice })
            is { Intent: Intent.ChooseOption } choice
            ? choice
            : null;

    /// <summary>"By Monday" and "for the blog" change the wish, whatever was asked.</summary>
    private static Frame? Slot(IUnderstanding understanding, Utterance utterance) =>
        understanding.Read(utterance with { Pending = Pending.AskDate })
            is { Intent: Intent.Inform, Due: not null } dated
            ? dated
        : Because().IsMatch(utterance.Text)
        && understanding.Read(utterance with { Pending = Pending.AskReason })
            is { Intent: Intent.Inform, Reason: not null } reasoned
            ? reasoned
        : null;

    [GeneratedRegex(
        @"^\s*(why|how come)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Why();

    [GeneratedRegex(
        @"^\s*(it'?s )?(for|because of)\s+(the|our|my|a|an|some|new)\s+\w",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Because();
}
