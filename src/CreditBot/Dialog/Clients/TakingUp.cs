using System.Globalization;
using System.Text.RegularExpressions;
using CreditBot.Channels;

namespace CreditBot.Dialog;

/// <summary>A wish that silence has put aside goes on, when the client wants it to.</summary>
internal static partial class TakingUp
{
    public static Card Offer(Card card, Draft aside) =>
        card.Button(
            Phrases.TakeUpButton,
            CardAction.Of(
                Verbs.TakeUp,
                (Verbs.Draft, aside.Number.ToString(CultureInfo.InvariantCulture))
            )
        );

    /// <summary>The words of the button, or what people write instead.</summary>
    public static bool Is(string words) => words.Length <= 60 && Pattern().IsMatch(words);

    /// <summary>The wish from where it stood, with where the client stands today; null when none is put aside.</summary>
    public static DialogStep? Do(DialogStep step, ClientScene scene) =>
        step.State.Aside is not { } aside ? null
        : !scene.MayAsk ? step.Say(Phrases.OnlyViewer).Refusing()
        : Asking.Next(
            step.In(step.State with { Aside = null }),
            scene,
            aside,
            CheckCard.Standing(scene, aside.Due)
        );

    [GeneratedRegex(
        @"^\W*((yes|ok|okay|please|pls|let'?s|so|and)\W+)*((take|pick) (it|that|this) up( again)?|(go|carry) on( with (it|that))?|continue|resume|where were we)( please| pls)?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
