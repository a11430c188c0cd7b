using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Every sentence that the bot says, in one place; another language is another set of these files.</summary>
/// <remarks>Plain, short and friendly, the figures first (design.md §1 is the model). What people wrote is quoted, never interpreted.</remarks>
internal sealed partial class Phrases(Wording wording)
{
    /// <summary>Who answers, when it is nobody in particular.</summary>
    private const string Nobody = "your agency";

    public Wording Wording { get; } = wording;

    private Wording W => Wording;

    public static Phrases For(DialogFacts facts, DateTimeZone zone) =>
        new(new Wording(facts.Culture, zone, facts.Now));

    /// <summary>"for the relaunch", or the words in quotes when they are a sentence of their own.</summary>
    public static string For(string reason)
    {
        var words = reason.Trim().TrimEnd('.', '!', '?');
        return ReadsAfterFor(words) ? $"for {words}" : $"for “{words}”";
    }

    public static string Quote(string words) => $"“{words.Trim()}”";

    /// <summary>"60 credits once", "60 more credits a month", "the package Professional".</summary>
    public string What(RequestTerms terms) =>
        terms.Kind switch
        {
            RequestKind.OneTime => $"{W.Credits(terms.Credits!.Value)} once",
            RequestKind.Ongoing =>
                $"{W.Number(terms.Credits!.Value)} more credits a month{ForMonths(terms.Months)}",
            _ => $"the {terms.Package} package",
        };

    /// <summary>"$118.80", "+$118.80/month".</summary>
    public string Price(RequestTerms terms) =>
        terms.Kind == RequestKind.OneTime ? W.Money(terms.Price) : $"{W.Change(terms.Price)}/month";

    private static bool ReadsAfterFor(string words)
    {
        var space = words.IndexOf(' ', StringComparison.Ordinal);
        var first = (space < 0 ? words : words[..space]).ToUpperInvariant();
        return words.Length <= 80
            && (
                first
                    is "THE"
                        or "A"
                        or "AN"
                        or "OUR"
                        or "MY"
                        or "SOME"
                        or "NEW"
                        or "MORE"
                        or "TWO"
                        or "THREE"
                || first.EndsWith("ING", StringComparison.Ordinal)
                || words.Count(c => c == ' ') is < 3 and var spaces
                    && (spaces == 0 || !IsClauseStart(first))
            );
    }

    private static bool IsClauseStart(string word) =>
        word
            is "I"
                or "I'M"
                or "WE"
                or "WE'RE"
                or "WE'VE"
                or "IT"
                or "IT'S"
                or "THEY"
                or "YOU"
                or "TO"
                or "BECAUSE"
                or "SO"
                or "NEED"
                or "RAN"
                or "RUNNING";
}
