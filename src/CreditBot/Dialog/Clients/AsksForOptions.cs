using System.Text.RegularExpressions;

namespace CreditBot.Dialog;

/// <summary>The words of the button [Show options], as people write them: they mean the same at any point.</summary>
internal static partial class AsksForOptions
{
    /// <summary>Longer messages say something else as well.</summary>
    private const int Longest = 80;

    public static bool Is(string words) => words.Length <= Longest && Pattern().IsMatch(words);

    [GeneratedRegex(
        @"^\W*((please|pls|ok|okay|so|just|well|hm+|and)\W+)*((can|could|would|will) (you|i|we) |let (me|us) |(i|we)('d like to| would like to| want to) )?((please|just) )?((show|see|give|list|display|view|have) )?((me|us) )?((what|which)('s|s| are| is)? )?((all|the|my|our|your|some|of|other|priced) )*(options|offers|choices)( (do|can) (i|we) (have|choose from)| (i|we) have| are there| please| pls| first| again| now| then| with prices)*\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
