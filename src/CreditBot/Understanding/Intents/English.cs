using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>All that is compiled once: the words, the phrases and the spelling that follows from them.</summary>
internal static class English
{
    public static readonly Lexicon Lexicon = new();

    private enum Request
    {
        Clear,
        Likely,
    }

    public static readonly PatternSet<Intent> Client = new(
        Lexicon,
        Phrases.Named,
        ClientFamilies.Ordered
    );
    public static readonly PatternSet<Intent> Manager = new(
        Lexicon,
        Phrases.Named,
        ManagerFamilies.Ordered
    );
    public static readonly PatternSet<Intent> Chat = new(Lexicon, Phrases.Named, ChatFamilies.All);
    public static readonly PatternSet<Sign> Signs = new(
        Lexicon,
        Phrases.Named,
        Intents.Signs.Table
    );
    public static readonly PatternSet<Act> Acts = new(
        Lexicon,
        Phrases.Named,
        DecisionPhrases.Table
    );
    private static readonly PatternSet<Request> Asking = new(
        Lexicon,
        Phrases.Named,
        [(Request.Clear, ClientFamilies.ClearRequests), (Request.Likely, ClientFamilies.Requests)]
    );
    private static readonly Lazy<Spelling> Speller = new(() =>
        new Spelling([
            .. Lexicon.All,
            .. CalendarWords.All,
            .. NumberWords.All,
            .. WorkGrammar.All,
            .. Foreign.Known,
            .. Words.Function,
            "professional",
            "enterprise",
            "basic",
            "because",
        ])
    );

    /// <summary>Cuts a text with its spelling mended.</summary>
    public static Message Cut(string text) => Message.Cut(text, Lexicon, Speller.Value);

    /// <summary>Asks for credits in [from, to): plainly, or likely where <paramref name="likely"/> will do.</summary>
    public static bool AsksForCredits(Message message, int from, int to, bool likely) =>
        Asking.Find(message, from, to) is var found
        && (likely ? found != 0 : (found & (1UL << (int)Request.Clear)) != 0);

    /// <summary>Asks for credits afresh, so that a correction in it is part of asking.</summary>
    public static bool AsksForMore(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Is(i, Words.Credits) || message.Is(i, Words.Additive))
            {
                return AsksForCredits(message, 0, message.Count, likely: true);
            }
        }

        return false;
    }

    public static bool Has(ulong found, Intent intent) => (found & (1UL << (int)intent)) != 0;
}
