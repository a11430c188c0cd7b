using System.Text.RegularExpressions;

namespace CreditBot.Dialog;

/// <summary>"We want that one", after a package was asked about: it names what was spoken of (design.md §4).</summary>
internal static partial class TakesThat
{
    /// <summary>Longer messages say something else as well.</summary>
    private const int Longest = 80;

    public static bool Is(string words) => words.Length <= Longest && Pattern().IsMatch(words);

    [GeneratedRegex(
        @"^\W*((yes|yeah|yep|ok|okay|great|good|nice|cool|perfect|alright|all right|well|then|so|please|pls|sounds good|in that case)\W+)*((can|could|may) (we|i) (please )?(have|get|take)|(we|i)('ll| will|'d like to| would like to| want to| wanna)( just)? (take|have|get|go with|go for|order|choose|do|switch to|move to|upgrade to)|(we|i) (want|need|take|choose|pick)|(we|i)'d like|let's (take|do|have|get|go with|go for|switch to|move to|upgrade to)|(please )?(give us|give me|get us|get me|sign us up for|put us on|switch us to|move us to|upgrade us to|upgrade to|switch to|order|take|book) )?\s*(that|this|it|(the )?(bigger|larger|next)|that (bigger|larger))( (one|package|plan))?(,? (please|pls|then|thanks|thank you))*\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
