using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Who stands in: "Maria covers for me", "forward my approvals to Tom", "let Sam decide".</summary>
internal static class PersonGrammar
{
    public static string? Read(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            // The name stands before the verb, or behind the word that hands over.
            if (message.Is(i, Covers) && NameEnding(message, Subject(message, i)) is { } before)
            {
                return before;
            }

            if (message.Is(i, Hands) && NameFrom(message, i + 1) is { } behind)
            {
                return behind;
            }
        }

        return null;
    }

    private static int Subject(Message message, int verb)
    {
        var at = verb - 1;
        while (
            message.Word(at)
                is "will"
                    or "can"
                    or "is"
                    or "should"
                    or "would"
                    or "to"
                    or "be"
                    or "has"
                    or "may"
                    or "could"
                    or "going"
                    or "in"
        )
        {
            at--;
        }

        return at;
    }

    private static string? NameEnding(Message message, int last)
    {
        if (!IsName(message, last))
        {
            return null;
        }

        var first = last;
        while (
            IsName(message, first - 1)
            && message.Token(first - 1).Capital
            && message.Token(last).Capital
            && !message.Breaks(first)
        )
        {
            first--;
        }

        return message.Slice(first, last + 1);
    }

    private static string? NameFrom(Message message, int first)
    {
        if (!IsName(message, first) || message.Breaks(first))
        {
            return null;
        }

        var end = first + 1;
        while (
            IsName(message, end)
            && message.Token(end).Capital
            && message.Token(first).Capital
            && !message.Breaks(end)
        )
        {
            end++;
        }

        return message.Slice(first, end);
    }

    private static bool IsName(Message message, int at) =>
        message.Word(at) is { Length: > 1 } word
        && !message.Marked(at, Marks.Client | Marks.Date)
        && !Words.Function.Contains(word)
        && !NoNames.Contains(word)
        && !Covers.Contains(word);

    private static readonly FrozenSet<string> Covers = Words.Of(
        "signs sign covers cover covering decides decide deciding approves approve handles handle handling fills stands takes take taking responsible charge"
    );

    private static readonly FrozenSet<string> Hands = Words.Of(
        "to let by ask contact with make appoint name put have"
    );

    private static readonly FrozenSet<string> NoNames = Words.Of(
        """
        someone somebody anyone else another person colleague vacation holiday leave office away out back delegate forward approvals approval requests request
        everything all who whoever nobody be go it over in while until for cover going decide next week month monday tuesday wednesday thursday friday saturday sunday
        approve decline take my handle manage credits work sick travel see ask know use send
        """
    );
}
