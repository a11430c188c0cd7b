using System.Text.RegularExpressions;

namespace CreditBot.Dialog;

/// <summary>"Same as last time": the last top-up once more, read back with today's price (design.md §4).</summary>
internal static partial class SameAgain
{
    /// <summary>Longer messages say something else as well.</summary>
    private const int Longest = 60;

    /// <summary>Null when that isn't what was said, or nothing was bought lately.</summary>
    public static DialogStep? Take(DialogStep step, string words, ClientScene scene) =>
        words.Length <= Longest
        && scene.MayAsk
        && step.State.Top is null or DialogFrame.Wish
        && Pattern().IsMatch(words)
        && scene.Offers(step.State.Draft ?? new Draft { Number = 0 }).LastTopUp is { } last
            ? Sending.Pick(step, scene, OfferId.Of(last.Terms))
            : null;

    [GeneratedRegex(
        @"^\W*((ok|okay|yes|please|pls|just|maybe|i think|we need|we'd like|give us|i'd like|can we have|can we get|let's do)\W+)*(the )?(same( amount| number)?( again| as| like)?( the)?( last time| before| last month| usual)?|like (last time|before|the last time)|as (last time|before|usual)|usual( amount)?)( please| pls| thanks)*\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
