using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Where a reason begins and where it ends.</summary>
internal static partial class ReasonGrammar
{
    /// <summary>Steps over "we are", "it is for", "our board approved", "because", "to" and the like.</summary>
    private static int Lead(Message message, int start)
    {
        var at = start;
        for (var moved = true; moved && at < message.Count; )
        {
            moved = false;
            foreach (var lead in Leads)
            {
                if (message.Reads(at, lead) && at + lead.Length < message.Count)
                {
                    at += lead.Length;
                    moved = true;
                    break;
                }
            }
        }

        return at;
    }

    // Ends the span at dates, kinds, politeness and whatever begins another thought, and trims what is left hanging.
    private static Span? Cut(Message message, int start, int limit, bool list)
    {
        var end = start;
        while (end < limit)
        {
            if (
                end > start
                && (
                    Ends(message, end)
                    || (!list && message.Breaks(end) && !Continues(message, end))
                    || (list && message.Breaks(end) && AsksAgain(message, end))
                )
            )
            {
                break;
            }

            // A date inside ends it, unless the thing begins with it ("black friday").
            if (
                message.Marked(end, Marks.Date)
                && end > start
                && !message.Marked(start, Marks.Date)
            )
            {
                break;
            }

            if (message.Marked(end, Marks.Kind) && end > start && !message.Is(end, WhyToo))
            {
                break;
            }

            end++;
        }

        while (
            end > start
            && (
                message.Is(end - 1, end < limit ? Hanging : Trailing)
                || (end - 1 > start && message.Is(end - 1, Words.Articles))
            )
        )
        {
            end--;
        }

        return end > start ? new Span(start, end) : null;
    }

    // Kinds that tell why as well.
    private static readonly FrozenSet<string> WhyToo = Words.Of(
        "upgrade outgrown outgrew outgrowing"
    );

    private static bool Ends(Message message, int at) =>
        message.Word(at) is "please" or "thanks" or "asap"
        || (
            message.Word(at) is "and" or "so" or "but"
            && (
                message.Is(at + 1, AskVerbs)
                || message.Is(at + 1, Words.Modals)
                || (
                    message.Marked(at + 1, Marks.Work)
                    && message.Word(at - 1) is "left" or "remaining" or "credits"
                )
                || message.Marked(at + 1, Marks.Number)
                || (message.Is(at + 1, Words.Subjects) && message.Is(at + 2, AskVerbs))
                // "and now I need another 25"
                || (
                    message.Word(at + 1) is "now" or "then" or "also" or "still" or "therefore"
                    && (
                        message.Is(at + 2, AskVerbs)
                        || (message.Is(at + 2, Words.Subjects) && message.Is(at + 3, AskVerbs))
                    )
                )
            )
        )
        // "for the jubilee we'd like 120"
        || (
            message.Is(at, Words.Subjects)
            && (message.Is(at + 1, AskVerbs) || message.Is(at + 1, Words.Modals))
            && NumberBehind(message, at)
        )
        // "…, no deadline": that it has no date is no part of it.
        || (
            message.Breaks(at)
            && message.Word(at) is "no" or "not" or "without"
            && message.Word(at + 1)
                is "deadline"
                    or "rush"
                    or "hurry"
                    or "date"
                    or "urgent"
                    or "urgency"
        )
        || message.Reads(at, "if", "possible")
        || (
            message.Word(at) is "can" or "could"
            && message.Word(at + 1) is "we" or "you" or "i"
            && message.Breaks(at)
        );

    private static bool NumberBehind(Message message, int at)
    {
        for (var i = at; i < message.SentenceEnd(at); i++)
        {
            if (message.Marked(i, Marks.Number))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Continues(Message message, int at) =>
        (
            message.Is(at, Words.Articles)
            || message.Is(at, Words.Possessives)
            || message.Word(at) is "and" or "some" or "new"
            || message.Marked(at, Marks.Work)
        )
        && !message.Is(at + 1, AskVerbs)
        && !message.Is(at + 1, Words.Subjects);

    private static bool AsksAgain(Message message, int at) =>
        message.Is(at, AskVerbs)
        || message.Is(at, Words.Modals)
        || (message.Is(at, Words.Subjects) && message.Is(at + 1, AskVerbs))
        || message.Marked(at, Marks.Number | Marks.Kind | Marks.Date);

    private static int Content(Message message, int start, int end)
    {
        var count = 0;
        for (var i = start; i < end; i++)
        {
            if (
                message.IsKind(i, TokenKind.Word)
                && !message.Is(i, Words.Function)
                && !message.Is(i, Empty)
            )
            {
                count++;
            }
        }

        return count;
    }

    private static bool HasDate(Message message, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (message.Marked(i, Marks.Date))
            {
                return true;
            }
        }

        return false;
    }
}
