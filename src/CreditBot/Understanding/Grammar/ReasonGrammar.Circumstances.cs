using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Reasons told in a clause of their own.</summary>
internal static partial class ReasonGrammar
{
    // A clause of its own that tells what is going on: "we're launching a holiday sale and need …".
    private static Span? Circumstance(Message message)
    {
        Span? best = null;
        var most = 1;
        for (var start = 0; start < message.Count; )
        {
            var end = start + 1;
            while (end < message.Count && !message.Breaks(end) && !Joins(message, end))
            {
                end++;
            }

            if (
                Tells(message, start, end) is { } span
                // "I have a launch" tells in one word what "launch" alone may not.
                && Content(message, span.Start, span.End) + (span.Start > start + 1 ? 1 : 0)
                    is var size
                && size > most
            )
            {
                (best, most) = (span, size);
            }

            start = end;
        }

        return best;
    }

    // "and need", "so we", "but I still": another clause without a comma.
    private static bool Joins(Message message, int at) =>
        (
            message.Word(at) is "and" or "so" or "but"
            && (
                message.Is(at + 1, AskVerbs)
                || message.Is(at + 1, Spent)
                || message.Marked(at + 1, Marks.Number)
                || message.Is(at + 1, Words.Modals)
                || (
                    message.Marked(at + 1, Marks.Work)
                    && message.Word(at - 1) is "left" or "remaining" or "credits"
                )
                || (message.Is(at + 1, Words.Subjects) && !message.Is(at + 1, "it"))
                || (
                    (message.Is(at + 1, Words.Articles) || message.Is(at + 1, Words.Possessives))
                    && TellsSpent(message, at)
                )
            )
        )
        || (
            message.Word(at) is "can" or "could"
            && message.Is(at + 1, Words.Subjects)
            && !message.Is(at - 1, Words.Subjects)
            && !message.Is(at - 1, QuestionLead)
        );

    // "I'm at 0 and the sale starts tomorrow": that all is spent is a clause of its own.
    private static bool TellsSpent(Message message, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 6) && !message.Breaks(i + 1); i--)
        {
            if (message.Is(i, OutWords) || message.Marked(i, Marks.Number | Marks.OtherNumber))
            {
                return !message.Marked(i, Marks.Work);
            }
        }

        return false;
    }

    private static Span? Tells(Message message, int start, int end)
    {
        var from = start;
        while (
            from < end
            && message.Word(from)
                is "and"
                    or "so"
                    or "but"
                    or "hi"
                    or "hey"
                    or "hello"
                    or "also"
                    or "well"
                    or "actually"
                    or "ok"
                    or "good"
                    or "morning"
                    or "afternoon"
                    or "please"
                    or "sorry"
        )
        {
            from++;
        }

        if (
            from >= end
            || message.Is(from, Words.QuestionWords)
            || (message.Is(from, Words.QuestionVerbs) && !message.Is(from, "may"))
            || message.Word(from) is "mind" or "whenever" or "anytime"
        )
        {
            return null;
        }

        var lead = Lead(message, from);
        // "we need 10 pages done before friday": the work is what the credits are for.
        var work = lead + (message.Word(lead) is "need" or "have" or "got" ? 1 : 0);
        if (work > from && message.Marked(work, Marks.Work))
        {
            lead = work;
        }

        for (var i = from; i < end; i++)
        {
            if (
                message.Is(i, Words.Credits)
                || (message.Is(i, AskWords) && !TooSmall(message, i))
                || (
                    message.Marked(i, Marks.Number | Marks.OtherNumber | Marks.Package)
                    && !message.Marked(i, Marks.Work)
                )
                || (
                    message.Is(i, AskVerbs) && i >= lead && i < lead + 3 && !WantsAThing(message, i)
                )
            )
            {
                return null;
            }
        }

        return
            Cut(message, lead, end, list: false) is { } span
            && Telling(message, span) > 0
            && !OnlyOut(message, new Span(from, end))
            ? span
            : null;
    }

    // "the plan is too small for us"
    private static bool TooSmall(Message message, int at) =>
        message.Word(at) is "plan" or "allowance" or "allocation"
        && message.Word(at + 1) is "is" or "was" or "got" or "has" or "feels"
        && (message.Is(at + 2, "too") || message.Is(at + 3, "too") || message.Is(at + 4, "too"));

    // "the owner wants a page about kittens": somebody else's wish is what the credits are for.
    private static bool WantsAThing(Message message, int at) =>
        message.Word(at) is "wants" or "needs"
        && message.IsKind(at + 1, TokenKind.Word)
        && !message.Is(at + 1, Words.Additive)
        && !message.Is(at + 1, "some");

    // Words that are neither a date nor a kind: "in two weeks" and "just once" tell nothing.
    private static int Telling(Message message, Span span)
    {
        var count = 0;
        for (var i = span.Start; i < span.End; i++)
        {
            if (!message.Marked(i, Marks.Date | Marks.Kind) && Content(message, i, i + 1) > 0)
            {
                count++;
            }
        }

        return count;
    }

    // Only "we are out" is no reason.
    private static bool OnlyOut(Message message, Span span)
    {
        var out_ = false;
        for (var i = span.Start; i < span.End; i++)
        {
            if (message.Is(i, OutWords))
            {
                out_ = true;
            }
            else if (
                !message.Is(i, Words.Function)
                && !message.Is(i, Empty)
                && !message.Is(i, Words.Credits)
                && !message.Is(i, OutSubjects)
            )
            {
                return false;
            }
        }

        return out_ && !HasAny(message, span, Habit);
    }

    private static bool HasAny(Message message, Span span, FrozenSet<string> words)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (message.Is(i, words))
            {
                return true;
            }
        }

        return false;
    }
}
