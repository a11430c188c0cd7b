using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Reasons with a word before them: because, for, to, until.</summary>
internal static partial class ReasonGrammar
{
    private static Span? Because(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            var next = message.Word(i) switch
            {
                "because" => message.Is(i + 1, "of") ? i + 2 : i + 1,
                "since"
                or "as"
                    when !message.Is(i - 1, Comparing)
                        && message.Is(i + 1, Owners)
                        && !message.Marked(i + 1, Marks.Date) => i + 1,
                "due" when message.Is(i + 1, "to") => i + 2,
                // "… credits so that we can finish the texts"
                "so" when message.Is(i + 1, "that") && message.Is(i + 2, Words.Subjects) => i + 2,
                "while" when message.Is(i + 1, Owners) => i + 1,
                _ => 0,
            };
            if (
                next > 0
                && next < message.Count
                && Cut(message, Lead(message, next), message.SentenceEnd(i), list: true) is { } span
                && (
                    Content(message, span.Start, span.End) > 0
                    || HasNumber(message, span)
                    // "because we like it" is all there is to say.
                    || (message.Is(i, "because") && span.End - span.Start >= 3)
                )
            )
            {
                // "they are loyal" stays whole: a word alone tells too little.
                return OnlyOut(message, span) ? null
                    : span.End - span.Start == 1 && span.Start > next ? span with { Start = next }
                    : span;
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
                message.Is(i, "on")
                && message.Word(i - 1) is "everything" or "all" or "credits"
                && !message.Reads(i + 1, "the", "house");
            var helps =
                message.Is(i, "with")
                && (i == message.CoreStart || message.Word(i - 1) is "help" or "helps" or "busy");
            if (
                !(message.Is(i, "for") || used || helps)
                || message.Is(i - 1, "enough")
                || !NamesPurpose(message, i + 1)
                || message.Word(i - 1)
                    is "ask"
                        or "asked"
                        or "asking"
                        or "wait"
                        or "waiting"
                        or "not"
                        or "except"
                        or "looking"
                        or "go"
                        or "going"
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

    // "they still have 80"
    private static bool HasNumber(Message message, Span span)
    {
        for (var i = span.Start + 1; i < span.End; i++)
        {
            if (message.IsKind(i, TokenKind.Number))
            {
                return true;
            }
        }

        return false;
    }

    // "for more news posts", "for additional shops", not "for more credits" nor "for more in May".
    private static bool OfThings(Message message, int at) =>
        message.Word(at) is "more" or "additional" or "extra"
        && !message.Breaks(at + 1)
        && message.IsKind(at + 1, TokenKind.Word)
        && !message.Is(at + 1, Words.Credits)
        && !message.Is(at + 1, Words.Function)
        && !message.Is(at + 1, Empty)
        && !message.Marked(at + 1, Marks.Date | Marks.Kind | Marks.Number)
        && message.Word(at + 1) is not ("ones" or "months" or "month" or "time" or "please");

    private static bool NamesPurpose(Message message, int at)
    {
        // "for our account", "for an additional 20": where to, and what.
        var owned =
            message.Is(at, Words.Possessives) || message.Is(at, Words.Articles) ? at + 1 : at;
        if (
            message.EndsSentence(at)
            || message.Word(owned) is "account" or "accounts"
            || (message.Is(owned, Words.Additive) && !OfThings(message, owned))
            || message.Is(owned, WhatIsAsked)
            || message.Marked(owned, Marks.Request | Marks.Package)
            || (message.Is(at, NoPurpose) && !OfThings(message, at))
            || message.Marked(
                at,
                Marks.Number | Marks.Client | Marks.Kind | Marks.Request | Marks.Package
            )
        )
        {
            return message.Marked(at, Marks.Number | Marks.Kind) && message.Marked(at, Marks.Work);
        }

        if (message.Marked(at, Marks.Lasting))
        {
            return false;
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
}
