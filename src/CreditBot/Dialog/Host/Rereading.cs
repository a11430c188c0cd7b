using System.Text.RegularExpressions;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Reads words again in another light, when what was asked last made them mean nothing or too little.</summary>
internal static partial class Rereading
{
    /// <summary>What the words mean where the dialog stands.</summary>
    /// <param name="lines">What was said before, the newest last.</param>
    public static Frame Of(
        IUnderstanding understanding,
        Utterance utterance,
        DialogState state,
        IReadOnlyList<SaidLine> lines
    )
    {
        if (
            !utterance.ByManager
            && state.Top is null or DialogFrame.Wish
            && TakesThat.Is(utterance.Text)
            && Spoken(understanding, utterance, lines) is { } asked
        )
        {
            if (asked.Intent == Intent.AskEstimate)
            {
                return new Frame { Intent = Intent.RequestCredits, Work = asked.Work };
            }

            // Where nothing is begun, that begins it.
            return new Frame
            {
                Intent =
                    state.Top is null ? Intent.RequestCredits
                    : state.Asks == Pending.OfferChoice ? Intent.ChooseOption
                    : Intent.Inform,
                Kind = Requests.RequestKind.Upgrade,
                Package = asked.Package,
            };
        }

        var frame = understanding.Read(utterance);
        if (state.Top is DialogFrame.DidYouMean)
        {
            // Anything but a plain answer is said in other words, and means what it means below.
            return frame.Intent is Intent.Affirm or Intent.Deny or Intent.Unsure && frame.IsBare()
                ? frame
                : Of(understanding, Below(utterance, state), state.Pop(), lines);
        }

        if (utterance.ByManager || state.Draft is null)
        {
            return frame;
        }

        if (
            state.Top is DialogFrame.ConfirmSend
            && frame.Amount is 1 or 2 or 3
            && Place().IsMatch(utterance.Text)
            && state.Shown.Exists(offer => offer.Number == (int)frame.Amount)
        )
        {
            // "2" after options that were numbered is the second of them, and nobody wants two credits.
            return new Frame { Intent = Intent.ChooseOption, Option = (int)frame.Amount };
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

    /// <summary>The question after packages, or after what some work takes, that was asked just before, thanks and other questions aside; null when there was none.</summary>
    private static Frame? Spoken(
        IUnderstanding understanding,
        Utterance utterance,
        IReadOnlyList<SaidLine> lines
    ) =>
        lines
            .Where(line => line.Who is not null)
            .Reverse()
            .Select(line =>
                understanding.Read(utterance with { Text = line.Words, Pending = Pending.None })
            )
            .TakeWhile(frame =>
                Answers.Has(frame.Intent)
                || frame.Intent is Intent.Thanks or Intent.Greet or Intent.Affirm
            )
            .FirstOrDefault(frame =>
                frame.Intent == Intent.AskPackages
                || frame is { Intent: Intent.AskEstimate, Work.Count: > 0 }
            );

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

    [GeneratedRegex(@"^\W*[1-3]\W*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(
        @"^\s*(why|how come)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Why();

    [GeneratedRegex(
        @"^\s*(it'?s )?(for|because of)\s+(the|our|my|a|an|some|new|that|this|these|those)\s+\w",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Because();
}
