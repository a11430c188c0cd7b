namespace CreditBot.Channels.Teams.Cards;

/// <summary>How much of a message a card has room for.</summary>
/// <param name="LongestText">Characters of one text; what is longer ends in "…".</param>
/// <param name="MostParts">Parts of the message.</param>
/// <param name="MostLines">Lines of one part: facts, bars, choices.</param>
internal sealed record Room(int LongestText, int MostParts, int MostLines)
{
    /// <summary>For elements that the host doesn't interpret.</summary>
    public string Plain(string text) => SafeText.Of(text, LongestText);

    /// <summary>For elements that the host reads as Markdown.</summary>
    public string Markdown(string text) => Cards.Markdown.Escape(Plain(text));
}
