using System.Text.RegularExpressions;

namespace CreditBot.Dialog;

/// <summary>Tells attempts to get around the rules from things that are merely beside the matter: the first get a plain no.</summary>
/// <remarks>Nothing depends on it but the wording: deciding, prices and other people's data are out of reach in any words.</remarks>
internal static partial class Forbidden
{
    private const int Longest = 2000;

    public static bool Is(string words) =>
        Pattern().IsMatch(words.Length > Longest ? words[..Longest] : words);

    [GeneratedRegex(
        @"\b(approv\w*|authori[sz]\w*|overrid\w*|bypass\w*|decline|reject|undo|sudo|admin\w*|prompt|instructions?|rules?|policy|system|password|secret|developer mode|jailbreak|pretend|ledger|database|(other|another|every|all) (client|customer|account|compan)\w*|everyone'?s?|someone else'?s?|for free|free of charge|don'?t (ask|tell)|skip the manager|without (asking|approval|a manager))\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
