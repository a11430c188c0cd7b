using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Why credits are wanted, or refused, as a span of the text, word for word.</summary>
internal static class ReasonGrammar
{
    /// <summary>The reason inside a message that asks for something.</summary>
    public static string? InRequest(Message message) =>
        Text(
            message,
            Because(message)
                ?? Purpose(message)
                ?? Doing(message)
                ?? Event(message)
                ?? Circumstance(message)
        );

    /// <summary>The reason beside an answer to another question.</summary>
    public static string? Beside(Message message) =>
        Text(message, Because(message) ?? Purpose(message));

    /// <summary>The whole message as the answer to "what for?", without what leads in and without the date.</summary>
    public static string? AsAnswer(Message message)
    {
        if (Because(message) is { } because && because.Start - 1 <= message.CoreStart + 1)
        {
            return Text(message, because);
        }

        var start = Lead(message, message.CoreStart);
        var end = message.CoreEnd;
        for (var i = start; i + 1 < end; i++)
        {
            // "our new hire wants to rewrite all copy": what is to be done counts.
            if (i < start + 6 && message.Is(i, Wanting) && message.Is(i + 1, "to"))
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
                && message.Is(i, Words.Subjects)
                && message.Word(i + 1) is "is" or "are" or "am"
            )
            {
                end = i;
                break;
            }
        }

        return Text(message, Cut(message, start, end, list: true));
    }

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

    /// <summary>Why credits are given unasked: "for …", "because …", or a clause behind a comma.</summary>
    public static string? InGrant(Message message)
    {
        if (Because(message) is { } because)
        {
            return Text(message, because);
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
        while (start < message.CoreEnd && message.Word(start) is "as" or "a" or "an" or "please")
        {
            start++;
        }

        return last > 0 && start < message.CoreEnd && Content(message, start, message.CoreEnd) > 0
            ? Text(message, Cut(message, start, message.CoreEnd, list: true))
            : null;
    }

    private static string? Text(Message message, Span? span) =>
        span is { } found && found.End > found.Start ? message.Slice(found.Start, found.End) : null;

    private static Span? Because(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            var next = message.Word(i) switch
            {
                "because" => message.Is(i + 1, "of") ? i + 2 : i + 1,
                "since"
                or "as" when message.Is(i + 1, Owners) && !message.Marked(i + 1, Marks.Date) => i
                    + 1,
                "due" when message.Is(i + 1, "to") => i + 2,
                _ => 0,
            };
            if (
                next > 0
                && next < message.Count
                && Cut(message, Lead(message, next), message.SentenceEnd(i), list: true) is { } span
                && Content(message, span.Start, span.End) > 0
            )
            {
                return OnlyOut(message, span) ? null : span;
            }
        }

        return null;
    }

    // "for the spring catalogue"
    private static Span? Purpose(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            var used =
                message.Is(i, "on") && message.Word(i - 1) is "everything" or "all" or "credits";
            if (
                !(message.Is(i, "for") || used)
                || message.Is(i - 1, "enough")
                || !NamesPurpose(message, i + 1)
                || message.Word(i - 1)
                    is "ask"
                        or "asked"
                        or "asking"
                        or "wait"
                        or "waiting"
                        or "except"
                        or "looking"
                        or "ok"
                        or "yes"
            )
            {
                continue;
            }

            var start = Lead(message, i + 1);
            if (
                Cut(message, start, message.SentenceEnd(i), list: false) is { } span
                && Content(message, span.Start, span.End) > 0
            )
            {
                return span;
            }
        }

        return null;
    }

    private static bool NamesPurpose(Message message, int at)
    {
        if (
            message.EndsSentence(at)
            || message.Is(at, NoPurpose)
            || message.Marked(at, Marks.Number | Marks.Client | Marks.Kind | Marks.Request)
        )
        {
            return message.Marked(at, Marks.Number | Marks.Kind) && message.Marked(at, Marks.Work);
        }

        if (message.Marked(at, Marks.Date))
        {
            // "for black friday" names both the day and what it is for.
            return message.IsKind(at, TokenKind.Word)
                && CalendarWords.Day(message.Word(at)) == NodaTime.IsoDayOfWeek.None
                && CalendarWords.Month(message.Word(at)) == 0
                && message.Word(at)
                    is not (
                        "today"
                        or "tomorrow"
                        or "tonight"
                        or "next"
                        or "the"
                        or "this"
                        or "end"
                        or "mid"
                        or "in"
                        or "early"
                        or "late"
                    );
        }

        var noun =
            message.Is(at, Words.Articles) || message.Word(at) is "this" or "next" ? at + 1 : at;
        return message.Word(noun)
                is not (
                    "month"
                    or "week"
                    or "while"
                    or "moment"
                    or "rest"
                    or "client"
                    or "future"
                    or "time"
                    or "year"
                    or "last"
                    or "next"
                )
            || message.Is(noun + 1, "end");
    }

    // "40 credits to finish the faq", "I still need to edit 10 pages"
    private static Span? Doing(Message message)
    {
        for (var i = 1; i + 1 < message.Count; i++)
        {
            if (
                !message.Is(i, "to")
                || message.EndsSentence(i)
                || message.Is(i + 1, NoTask)
                || !message.IsKind(i + 1, TokenKind.Word)
                || message.Marked(i + 1, Marks.Package | Marks.Date | Marks.Client | Marks.Number)
            )
            {
                continue;
            }

            var before = i - 1;
            while (message.Word(before) is "just" or "only" or "order" or "in" or "as" or "so")
            {
                before--;
            }

            var fits =
                message.Marked(before, Marks.Number | Marks.Kind | Marks.Date)
                || message.Is(before, Words.Credits)
                || message.Is(before, Words.Additive)
                || message.Is(before, Leading)
                || message.Breaks(i);
            if (
                fits
                && Cut(message, i + 1, message.SentenceEnd(i), list: false) is { } span
                && Content(message, span.Start, span.End) > 0
            )
            {
                return span;
            }
        }

        return null;
    }

    // "until the relaunch on Dec 3"
    private static Span? Event(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            var start = message.Word(i) switch
            {
                "until" or "before" => i + 1,
                "ahead" when message.Is(i + 1, "of") => i + 2,
                "time" when message.Is(i - 1, "in") && message.Is(i + 1, "for") => i + 2,
                _ => 0,
            };
            if (
                start > 0
                && !message.EndsSentence(start)
                && !Dated(message, start)
                && Cut(message, start, message.SentenceEnd(i), list: false) is { } span
                && Content(message, span.Start, span.End) > 0
                && !message.Is(span.Start, Words.Subjects)
            )
            {
                return span;
            }
        }

        return null;
    }

    private static bool Dated(Message message, int at) =>
        message.Marked(message.Is(at, Words.Articles) ? at + 1 : at, Marks.Date)
        || message.Marked(at, Marks.Date);

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
                && Content(message, span.Start, span.End) is var size
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
                || message.Is(at + 1, Words.Modals)
                || (
                    message.Marked(at + 1, Marks.Work)
                    && message.Word(at - 1) is "left" or "remaining" or "credits"
                )
                || (message.Is(at + 1, Words.Subjects) && !message.Is(at + 1, "it"))
            )
        )
        || (
            message.Word(at) is "can" or "could"
            && message.Is(at + 1, Words.Subjects)
            && !message.Is(at - 1, Words.Subjects)
            && !message.Is(at - 1, QuestionLead)
        );

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
                    or "there"
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
        )
        {
            return null;
        }

        var lead = Lead(message, from);
        for (var i = from; i < end; i++)
        {
            if (
                message.Is(i, Words.Credits)
                || message.Is(i, AskWords)
                || message.Marked(i, Marks.Number | Marks.OtherNumber | Marks.Package)
                || (message.Is(i, AskVerbs) && i >= lead && i < lead + 3)
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

            if (message.Marked(end, Marks.Kind) && end > start && !message.Is(end, "upgrade"))
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
                || message.Is(at + 1, Words.Modals)
                || (message.Is(at + 1, Words.Subjects) && message.Is(at + 2, AskVerbs))
            )
        )
        || message.Reads(at, "if", "possible")
        || (
            message.Word(at) is "can" or "could"
            && message.Word(at + 1) is "we" or "you" or "i"
            && message.Breaks(at)
        );

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

    private static readonly string[][] Leads =
    [
        .. (
            "it is for|this is for|that is for|they are for|it would be for|these are for|would be for|is for|mainly for|mostly for|just for|only for|for|because|so that we can|so we can|we can|i can|so i can|in order to|to be able to|"
            + "we need them for|we need it for|i need it for|i need them for|need it for|need them for|the reason is|reason is|reason|we are going to|we are planning to|we are trying to|we are|i am|we have got|we have|i have got|i have|we will be|i will be|we will|there is|there are|"
            + "we need to|i need to|need to|we want to|i want to|we would like to|we have to|i have to|we are about to|about to|going to|to|it is|they are|basically|mainly|mostly|well|well we|because of|due to"
        )
            .Split('|')
            .OrderByDescending(lead => lead.Length)
            .Select(lead => lead.Split(' ')),
    ];

    private static readonly FrozenSet<string> Owners = Words.Of(
        "we our i my they their it there the"
    );
    private static readonly FrozenSet<string> Wanting = Words.Of(
        "wants want needs need plan plans going trying hoping decided"
    );
    private static readonly FrozenSet<string> Leading = Words.Of(
        "need have want trying going planning once time some few enough boost up top it them hoping about needed"
    );

    private static readonly FrozenSet<string> NoTask = Words.Of(
        """
        get have add increase upgrade top bump raise request buy move switch know see go be ask use double talk speak the a an our my your their us me this that it
        make change order purchase extend boost grant give receive apply submit stay keep up expand adjust bring cover last pay set approve
        """
    );

    private static readonly FrozenSet<string> NoPurpose = Words.Of(
        "us me them him her it now good once everyone this that those these free real sure real more extra another additional about around approval example what how which credits some a q1 q2 q3 q4"
    );

    private static readonly FrozenSet<string> AskVerbs = Words.Of(
        "need want require would request get have give add top bump increase upgrade please looking requesting like wants needs"
    );

    private static readonly FrozenSet<string> AskWords = Words.Of(
        "request requesting top topup upgrade increase allowance allocation bump boost extra additional juice plan package rules instructions approve manager option tips"
    );

    private static readonly FrozenSet<string> QuestionLead = Words.Of(
        "what how when where why which"
    );
    private static readonly FrozenSet<string> OutWords = Words.Of(
        "out ran run running low zero short empty gone finished used exhausted dry left nothing enough none"
    );
    private static readonly FrozenSet<string> Habit = Words.Of(
        "every each always keep keeps constantly often"
    );
    private static readonly FrozenSet<string> Empty = Words.Of(
        "already almost nearly completely totally again really very so all up burned thru through everything anything something hi hey hello there like lol tbh btw guess think quick thing things"
    );

    private static readonly FrozenSet<string> Hanging = Words.Of(
        "and or but by on for before until in with so to of at from the just only this next please thanks btw though is are be needed due around starting possible if or that one which"
    );

    private static readonly FrozenSet<string> Trailing = Words.Of(
        "and or but by for with to of the please thanks btw though"
    );

    private static readonly FrozenSet<string> DecisionWords = Words.Of(
        "can decline declined reject rejected deny denied refuse refused turn down no nope not i we would will am going to have must need the this that one it them request please for on approve approving approved do veto pass say"
    );

    private static readonly FrozenSet<string> DecisionTail = Words.Of(
        "request is on it because as since for sorry but reason the and to please month today now time yet them they quarter week possible approved happening"
    );
}
