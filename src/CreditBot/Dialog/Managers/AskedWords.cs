using System.Text.RegularExpressions;

namespace CreditBot.Dialog;

/// <summary>The question in "ask Acme how many pages that is": what the client is to read.</summary>
internal static partial class AskedWords
{
    public static string? Of(string words, string clientName)
    {
        var text = Start().Replace(words.Trim(), "", 1).TrimStart();
        text = Request().Replace(text, "", 1).TrimStart();
        foreach (var name in Beginnings(clientName))
        {
            if (
                text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]))
            )
            {
                text = text[name.Length..].TrimStart(' ', ':', ',');
                break;
            }
        }

        text = Them().Replace(text, "", 1).Trim(' ', ':', ',');
        return Limits.Words(text.Length == 0 ? words : text);
    }

    /// <summary>The name and its beginnings by words, longest first: "Acme Dental", "Acme".</summary>
    private static IEnumerable<string> Beginnings(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf(' ', end - 1))
        {
            yield return name[..end];
        }
    }

    [GeneratedRegex(
        @"^(please\s+)?((can|could)\s+(you|we)\s+)?(ask|check with|find out from)\b[:,]?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Start();

    [GeneratedRegex(
        @"^(about\s+)?(r-?|#|request\s+(number\s+)?)\d{1,18}\b[:,]?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Request();

    [GeneratedRegex(
        @"^(them|him|her|the client|the customer)\b[:,]?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Them();
}
