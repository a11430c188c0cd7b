using System.Collections.Frozen;
using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>The date by which, or from which, something is wanted.</summary>
/// <param name="Date">It.</param>
/// <param name="Contrast">It was set against another: "thursday not friday".</param>
/// <param name="From">Another date, from which on: "from friday until monday".</param>
internal readonly record struct Due(LocalDate? Date, bool Contrast, LocalDate? From = null);

/// <summary>Picks the date that counts, and marks all dates so that their numbers are no amounts.</summary>
internal static class DateGrammar
{
    private readonly record struct Found(Span Span, LocalDate Date, bool Old, bool Firm);

    public static Due Read(Message message, LocalDate today, bool expected)
    {
        var all = new List<Found>();
        for (var i = 0; i < message.Count; )
        {
            var taken =
                !message.Marked(i, Marks.Request | Marks.Client) && !IsMonthNumber(message, i);
            if (!taken || DateReader.Read(message, i, today, expected) is not { } read)
            {
                i++;
                continue;
            }

            var span = new Span(i, read.Next);
            var useful = !NamesWork(message, span) && !Recurs(message, span);
            if (useful && !Past(message, span))
            {
                var shifted = Shift(message, span, read.Date);
                all.Add(
                    new Found(
                        span,
                        shifted,
                        IsOld(message, span.Start),
                        message.Is(Article(message, span.Start - 1), Firmly)
                    )
                );
                message.Mark(span, Marks.Date);
            }
            else if (!useful || span.End - span.Start > 1)
            {
                // What names past time or work has no amounts in it either.
                MarkNumbers(message, span);
            }

            i = span.End;
        }

        var contrast = all.Exists(found => found.Old);
        var live = all.FindAll(found => !found.Old);
        if (live.Count == 0)
        {
            return new Due(null, contrast);
        }

        var chosen = live.Find(found => found.Firm) is { Firm: true } firm ? firm : live[0];
        var begins = all.Find(found =>
            found != chosen && message.Is(Article(message, found.Span.Start - 1), Beginnings)
        );
        return new Due(chosen.Date, contrast, begins == default ? null : begins.Date);
    }

    private static void MarkNumbers(Message message, Span span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (!message.IsKind(i, TokenKind.Word))
            {
                message.Mark(new Span(i, i + 1), Marks.Date);
            }
        }
    }

    private static bool IsMonthNumber(Message message, int i) =>
        message.IsKind(i, TokenKind.YearMonth);

    private static int Article(Message message, int at) =>
        message.Is(at, Words.Articles) || message.Is(at, "this") || message.Is(at, "latest")
            ? at - 1
            : at;

    // "the day before thanksgiving", "the week after easter".
    private static LocalDate Shift(Message message, Span span, LocalDate date)
    {
        var at = Article(message, span.Start - 1);
        var sign = message.Word(at) switch
        {
            "before" => -1,
            "after" => 1,
            _ => 0,
        };
        return sign == 0 || at < 1 ? date
            : message.Is(at - 1, "day") && message.Is(at - 2, "the") ? date.PlusDays(sign)
            : message.Is(at - 1, "week") && message.Is(at - 2, "the") ? date.PlusWeeks(sign)
            : date;
    }

    // "the xmas pages", "our december newsletter": the name tells which work, unless a preposition makes it the day.
    private static bool NamesWork(Message message, Span span)
    {
        if (
            message.Breaks(span.End)
            || !message.IsKind(span.End - 1, TokenKind.Word)
            || message.Is(span.End, Words.Function)
            || message.Marked(span.End, Marks.Client | Marks.Package | Marks.Request)
            || message.Is(span.End, TimesOfDay)
        )
        {
            return false;
        }

        var last = message.Word(span.End - 1);
        var named =
            CalendarWords.Month(last) > 0
            || CalendarWords.Day(last) != IsoDayOfWeek.None && span.End - span.Start > 1
            || !CalendarKnows(last);
        // "mother's day cards"
        if (last is "day" && span.End - span.Start > 1 && !message.Is(span.End - 2, Counting))
        {
            return !message.Is(Article(message, span.Start - 1), Firmly);
        }

        if (
            !named
            || last
                is "today"
                    or "tonight"
                    or "tomorrow"
                    or "week"
                    or "weeks"
                    or "day"
                    or "days"
                    or "month"
                    or "months"
                    or "year"
                    or "now"
        )
        {
            return false;
        }

        if (!message.IsKind(span.End, TokenKind.Word))
        {
            return false;
        }

        return !message.Is(Article(message, span.Start - 1), Firmly);
    }

    private static readonly FrozenSet<string> Counting = Words.Of(
        "the next same that this business one a working first last per each every"
    );

    private static bool CalendarKnows(string word) => CalendarWords.Day(word) != IsoDayOfWeek.None;

    private static bool Recurs(Message message, Span span)
    {
        if (message.Is(span.Start - 1, "every") || message.Is(span.Start - 1, "each"))
        {
            return true;
        }

        for (
            var i = span.End;
            i < Math.Min(span.End + 4, message.Count) && !message.EndsSentence(i);
            i++
        )
        {
            if (message.Word(i) is "each" or "every")
            {
                return true;
            }
        }

        for (
            var i = span.Start - 1;
            i >= 0 && i >= span.Start - 8 && !message.EndsSentence(i + 1);
            i--
        )
        {
            if (
                message.Word(i)
                    is "usually"
                        or "always"
                        or "often"
                        or "typically"
                        or "every"
                        or "each"
                && message.Word(i + 1) is not "month" and not "monthly"
            )
            {
                return true;
            }

            if (
                message.Word(i) is "every" or "each"
                && message.Is(i + 1, "month")
                && message.Word(span.Start - 1) is "around" or "the" or "on" or "by" or "about"
            )
            {
                return message.Word(i - 1) is "out" or "short" or "limit" or "it";
            }
        }

        return false;
    }

    private static bool Past(Message message, Span span) =>
        message.Is(span.Start - 1, "last")
        || message.Is(span.Start - 1, "past")
        || message.Is(span.Start - 1, "since")
        // "the same as in october"
        || (
            message.Word(span.Start - 1) is "in" or "on" or "for"
            && message.Word(span.Start - 2) is "as" or "like" or "than"
        )
        || message.Is(span.End, "ago");

    private static bool IsOld(Message message, int start)
    {
        var at = start - 1;
        // "not before january" names the day all the same.
        var earliest = false;
        while (message.Word(at) is "the" or "by" or "on" or "before" or "until")
        {
            earliest |= message.Word(at) is "before" or "until";
            at--;
        }

        if (
            (message.Is(at, "not") && !earliest)
            || (message.Is(at, "of") && message.Is(at - 1, "instead"))
            || (message.Is(at, "than") && message.Is(at - 1, "rather"))
        )
        {
            return true;
        }

        // "from friday to monday" moves it; "from january" begins it.
        if (message.Is(at, "from"))
        {
            for (var i = start; i < Math.Min(start + 5, message.Count); i++)
            {
                if (message.Is(i, "to") && !message.EndsSentence(i))
                {
                    return message.Is(i + 1, "the")
                        || CalendarWords.Day(message.Word(i + 1)) != IsoDayOfWeek.None
                        || CalendarWords.Month(message.Word(i + 1)) > 0
                        || message.IsKind(i + 1, TokenKind.Date)
                        || message.IsKind(i + 1, TokenKind.Ordinal)
                        || message.Word(i + 1) is "tomorrow" or "next";
                }
            }
        }

        return false;
    }

    private static readonly FrozenSet<string> Beginnings = Words.Of("from starting between");
    private static readonly FrozenSet<string> Firmly = Words.Of(
        "by before until till due deadline"
    );
    private static readonly FrozenSet<string> TimesOfDay = Words.Of(
        "morning afternoon evening night noon midday midnight eod latest week if at ideally hopefully pm am launch event opening deadline relaunch"
    );
}
