using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Why credits are wanted, or refused, as a span of the text, word for word.</summary>
internal static partial class ReasonGrammar
{
    /// <summary>The reason inside a message that asks for something.</summary>
    public static string? InRequest(Message message) =>
        Text(
            message,
            Because(message)
                ?? WholeTale(message, PurposeOrTask(message))
                ?? Event(message)
                ?? Circumstance(message)
        );

    // "we got a big order for our shop, so …": what it is for is only a part of what is told.
    private static Span? WholeTale(Message message, Span? purpose) =>
        purpose is { } part
        && Circumstance(message) is { } tale
        && tale.Start < part.Start
        && tale.End >= part.End - 1
        && !message.Is(part.Start - 1, "on")
        && !message.Is(part.Start - 2, "on")
        // "we have nothing left for the banners"
        && !message.Is(tale.Start, OutWords)
        && Content(message, tale.Start, part.Start - 1) >= 2
            ? tale
            : purpose;

    /// <summary>The reason beside an answer to another question.</summary>
    public static string? Beside(Message message) =>
        Text(message, Because(message) ?? Named(message) ?? NoDay(message, PurposeOrTask(message)));

    // "for new year's eve" alone says when.
    private static Span? NoDay(Message message, Span? purpose)
    {
        if (
            purpose is not { } span
            || span.End < message.CoreEnd
            || span.Start > message.CoreStart + 1
        )
        {
            return purpose;
        }

        for (var i = span.Start; i < span.End; i++)
        {
            if (!message.Marked(i, Marks.Date))
            {
                return purpose;
            }
        }

        return null;
    }

    // "translate all for our guests" is told whole.
    private static Span? PurposeOrTask(Message message) =>
        (Purpose(message), Doing(message)) switch
        {
            ({ } purpose, { } task)
                when purpose.Start > task.Start && purpose.Start <= task.End + 1 => task,
            ({ } purpose, _) => purpose,
            (_, var task) => task,
        };

    // "the reason should say …", "make the reason …"
    private static Span? Named(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (
                message.Word(i) is "reason" or "purpose"
                && (message.Is(i - 1, Words.Articles) || message.Is(i - 1, Words.Possessives))
            )
            {
                var start = i + 1;
                while (
                    message.Word(start)
                        is "is"
                            or "wrong"
                            or "incorrect"
                            or "it"
                            or "for"
                            or "should"
                            or "be"
                            or "say"
                            or "to"
                            or "as"
                            or "read"
                            or "into"
                )
                {
                    start++;
                }

                return start < message.Count
                    ? Cut(message, start, message.SentenceEnd(i), list: true)
                    : null;
            }
        }

        return null;
    }

    /// <summary>The whole message as the answer to "what for?", without what leads in and without the date.</summary>
    public static string? AsAnswer(Message message)
    {
        if (Because(message) is { } because && because.Start - 1 <= message.CoreStart + 1)
        {
            return Text(message, because);
        }

        // "team photos": what often greets begins the answer here.
        var core = message.CoreStart;
        while (core > 0 && !message.Breaks(core) && message.Is(core - 1, NounFillers))
        {
            core--;
        }

        var start = Lead(message, core);
        var end = message.CoreEnd;
        // "in january we start a podcast"
        var day = message.Is(start, DayLead) ? start + 1 : start;
        while (message.Marked(day, Marks.Date) && day < end)
        {
            day++;
        }

        if (message.Is(day, Words.Subjects) && message.Marked(day - 1, Marks.Date))
        {
            start = Lead(message, day);
        }

        for (var i = start; i + 1 < end; i++)
        {
            // "our new hire wants to rewrite all copy": what is to be done counts.
            if (i > start && message.Breaks(i))
            {
                break;
            }

            if (
                i < start + 6
                && message.Is(i, Wanting)
                && message.Is(i + 1, "to")
                && !message.Is(i - 1, "and")
            )
            {
                start = i + 2;
                break;
            }
        }

        // A clause that only tells the day is left out when another tells the thing.
        for (var i = start + 1; i < end; i++)
        {
            if (message.Breaks(i) && HasDate(message, start, i) && Content(message, i, end) >= 2)
            {
                start = Lead(message, i);
                break;
            }

            if (
                message.Breaks(i)
                && (
                    (message.Is(i, Words.Subjects) && message.Word(i + 1) is "is" or "are" or "am")
                    // "Advent calendar - must be up on dec 1"
                    || (message.Word(i) is "must" or "should" && message.Is(i + 1, "be"))
                    || (
                        message.Word(i) is "needs" or "has" or "need" or "have"
                        && message.Is(i + 1, "to")
                    )
                )
            )
            {
                end = i;
                break;
            }
        }

        // "oh no, only one time" says no reason.
        return
            Cut(message, start, end, list: true) is { } span
            && !(
                Content(message, span.Start, span.End) == 0
                && (
                    message.Marked(span.End, Marks.Kind) || message.Marked(span.End + 1, Marks.Kind)
                )
            )
            ? Text(message, span)
            : null;
    }

    /// <summary>The whole message as what a client is told of a refusal.</summary>
    public static string? AsComment(Message message) =>
        Because(message) is { } because && because.Start - 1 <= message.CoreStart + 1
            ? Text(message, because)
        : Content(message, message.CoreStart, message.CoreEnd) > 0
            ? Text(message, new Span(message.CoreStart, message.CoreEnd))
        : null;

    /// <summary>What stands behind a decision: "because …", or the clause after the request.</summary>
    public static string? BehindDecision(Message message)
    {
        if (Because(message) is { } because)
        {
            return Text(message, because);
        }

        // Behind the last token that names what is decided.
        var start = message.CoreStart;
        for (var i = message.CoreStart; i < message.CoreEnd; i++)
        {
            // "R-3 denied: the same as R-2"
            if (i > start && message.Breaks(start) && start > message.CoreStart + 1)
            {
                break;
            }

            if (message.Marked(i, Marks.Request | Marks.Client))
            {
                start = i + 1;
            }
            else if (
                start == i
                && message.Is(i, DecisionWords)
                && (i == message.CoreStart || !message.Breaks(i))
            )
            {
                start = i + 1;
            }
        }

        while (start < message.CoreEnd && message.Is(start, DecisionTail))
        {
            start++;
        }

        return start < message.CoreEnd && Content(message, start, message.CoreEnd) > 0
            ? Text(message, new Span(start, message.CoreEnd))
            : null;
    }

    private static readonly FrozenSet<string> Gestures = Words.Of(
        "thanks thank apology apologies compensation goodwill reward sorry"
    );

    /// <summary>Why credits are given unasked: "for …", "because …", or a clause behind a comma.</summary>
    public static string? InGrant(Message message)
    {
        if (Because(message) is { } because)
        {
            return Text(message, because);
        }

        for (var i = message.CoreStart; i < message.CoreEnd; i++)
        {
            // "as thanks for the referral"
            if (message.Is(i, "as") && message.Is(i + 1, Gestures))
            {
                return Text(message, new Span(i + 1, message.CoreEnd));
            }
        }

        if (Purpose(message) is { } purpose)
        {
            return Text(message, purpose);
        }

        for (var i = message.CoreStart; i < message.CoreEnd; i++)
        {
            if (message.Reads(i, "as", "a") && !message.Is(i + 2, "one"))
            {
                return Text(message, new Span(i + 2, message.Count));
            }
        }

        var last = 0;
        for (var i = 0; i < message.CoreEnd; i++)
        {
            if (
                message.Marked(i, Marks.Client | Marks.Number | Marks.Kind)
                || message.Is(i, Words.Credits)
                || message.Is(i, Words.Additive)
            )
            {
                last = i + 1;
            }
        }

        var start = last;
        while (
            start < message.CoreEnd
            && (
                message.Word(start) is "as" or "a" or "an" or "please" or "account" or "free"
                || message.Reads(start, "on", "us")
            )
        )
        {
            start++;
        }

        if (message.Reads(start, "on", "the", "house"))
        {
            start += 3;
        }

        // That it is free goes without saying: a grant is.
        var end = message.CoreEnd;
        if (message.Reads(end - 3, "free", "of", "charge"))
        {
            end -= 3;
        }
        else if (end > start && message.Word(end - 1) is "free")
        {
            end--;
        }

        return last > 0 && start < end && Content(message, start, end) > 0
            ? Text(message, Cut(message, start, end, list: true))
            : null;
    }

    private static string? Text(Message message, Span? span) =>
        span is { } found && found.End > found.Start ? message.Slice(found.Start, found.End) : null;
}
