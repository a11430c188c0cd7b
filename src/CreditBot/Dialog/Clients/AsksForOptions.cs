using System.Text.RegularExpressions;

namespace CreditBot.Dialog;

/// <summary>The words of the button [Show options], as people write them: they mean the same at any point.</summary>
internal static partial class AsksForOptions
{
    /// <summary>Longer messages say something else as well.</summary>
    private const int Longest = 80;

    public static bool Is(string words) => words.Length <= Longest && Pattern().IsMatch(words);

    /// <summary>"What would you recommend?"</summary>
    public static bool AsksAdvice(string words) =>
        words.Length <= Longest && Advice().IsMatch(words);

    [GeneratedRegex(
        @"\b(recommend|suggest|advise|what should (we|i) (do|take|get|buy|choose|pick)|what('s| is) best for (us|me)|what would you (do|take|choose|pick))\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Advice();

    [GeneratedRegex(
        @"^\W*((please|pls|ok|okay|so|just|well|hm+|and)\W+)*((can|could|would|will) (you|i|we) |let (me|us) |(i|we)('d like to| would like to| want to) )?((please|just) )?((show|see|give|list|display|view|have) )?((me|us) )?((what|which)('s|s| are| is)? )?((all|the|my|our|your|some|of|other|priced) )*(options|offers|choices)( (do|can) (i|we) (have|choose from)| (i|we) have| are there| please| pls| first| again| now| then| with prices)*\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
