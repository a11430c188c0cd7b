using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>What each number is said for, and whether it is a monthly total.</summary>
internal static partial class AmountGrammar
{
    private static Candidate Judge(Message message, Number number, Number? high, int next)
    {
        // "1-2k" and "two or three hundred" name the unit once.
        if (high is { } end && number.Value < 10 && end.Value >= 100 && number.Value >= 1)
        {
            var unit = end.Value >= 1_000 ? 1_000 : 100;
            number = end.Value / unit < 100 ? number with { Value = number.Value * unit } : number;
        }

        var start = number.Span.Start;
        var before = Back(message, start - 1);
        var unitAt = Skip(message, next);
        // "50 free ones" are credits too; those of a plan are none that are asked for.
        var credits =
            !message.Breaks(unitAt)
            && (
                (message.Is(unitAt, Words.Credits) && !message.Is(unitAt + 1, Sizes))
                || (message.Is(unitAt, "ones") && unitAt > next)
            );
        var more =
            number.Plus
            || message.Is(before, Words.Additive)
            || message.Is(start, "another")
            || (!message.Breaks(next) && message.Is(next, Words.Additive));
        var (monthly, total) = Monthly(message, before, start, next, more);
        var strength =
            credits ? 3
            : more || monthly ? 2
            : 1;
        var role = Role.Wanted;

        if (
            (number.Vague || number.Pronoun)
            && !credits
            && !(number.Pronoun && more && high is null && message.Is(next, "more"))
        )
        {
            role = Role.Other;
        }
        else if (IsDifference(message, next))
        {
            role = Role.Other;
        }
        else if (
            !credits
            && (
                CountsAnother(message, next)
                || (message.Is(unitAt, Words.Credits) && message.Is(unitAt + 1, Sizes))
            )
        )
        {
            role = Role.Other;
        }
        else if (
            (message.Is(before, Labels) && !message.Breaks(start)) || Conditional(message, before)
        )
        {
            role = Role.Other;
        }
        else if (Limit(message, start, next) is { } limit)
        {
            role = limit;
        }
        else if (IsOld(message, before, start))
        {
            role = Role.Old;
        }
        else if (IsStanding(message, before, next, credits, monthly))
        {
            role = Role.Standing;
        }

        var target =
            message.Word(before) is "to" or "at" or "of"
            || message.Is(next, "total")
            || message.Is(unitAt + 1, "total");
        return new Candidate(number, high, role, strength, total, total && target);
    }

    // "5 more than that" tells how much it differs.
    private static bool IsDifference(Message message, int next) =>
        message.Word(next) is "more" or "less" or "fewer" or "higher" or "lower"
        && message.Is(next + 1, "than")
        && message.Word(next + 2) is "that" or "this" or "it";

    private static int Back(Message message, int index)
    {
        while (message.Is(index, Words.About) && !message.EndsSentence(index + 1))
        {
            index--;
        }

        return index;
    }

    private static int Skip(Message message, int next)
    {
        while (!message.Breaks(next) && message.Is(next, BetweenNumberAndCredits))
        {
            next++;
        }

        return next;
    }

    // A noun behind the number says what it counts.
    private static bool CountsAnother(Message message, int next)
    {
        if (message.Breaks(next) || message.Token(next).Before is '/')
        {
            return !message.Breaks(next) && message.IsKind(next, TokenKind.Number);
        }

        while (!message.Breaks(next) && message.Is(next, Words.Additive))
        {
            next++;
        }

        if (message.Breaks(next) || message.Marked(next, Marks.Date | Marks.Request))
        {
            return false;
        }

        return message.Token(next).Kind switch
        {
            TokenKind.Word => !message.Is(next, Words.Function)
                && !message.Is(next, FollowsAmount)
                && !message.Is(next, Words.Credits)
                || (
                    message.Reads(next, "of")
                    && !message.Is(next + 1, "credits")
                    && !PartOfNumber(message, next)
                    && message.Word(next + 1) is not ("them" or "those" or "these")
                ),
            _ => false,
        };
    }

    // "20 of the 50 they want"
    private static bool PartOfNumber(Message message, int of) =>
        message.Word(of + 1) is "the" or "those" or "their"
        && NumberWords.Read(message, of + 2) is not null;

    private static (bool Monthly, bool Total) Monthly(
        Message message,
        int before,
        int start,
        int next,
        bool more
    )
    {
        var at = next;
        while (
            !message.Breaks(at)
            && (message.Is(at, Words.Credits) || message.Is(at, BetweenCreditsAndMonth))
            && !(message.Is(at, PerWords) && message.Is(at + 1, MonthWords))
        )
        {
            more |= message.Is(at, Words.Additive);
            at++;
        }

        var monthly =
            !message.EndsSentence(at)
            && (
                message.Is(at, "monthly")
                || (message.Is(at, PerWords) && message.Is(at + 1, MonthWords))
                || (
                    at < message.Count
                    && message.Token(at).Before == '/'
                    && message.Is(at, MonthWords)
                )
            );
        var by = message.Is(before, "by") || message.Is(before, "plus");
        var add =
            message.Is(before, "add")
            || (message.Is(before, AddObjects) && message.Is(before - 1, "add"));
        var toTotal = message.Is(before, "to") && SpeaksOfMonths(message, start);
        return (monthly, (monthly || toTotal) && !more && !by && !add);
    }

    private static bool SpeaksOfMonths(Message message, int at)
    {
        for (var i = message.SentenceStart(at); i < message.SentenceEnd(at); i++)
        {
            if (
                message.Is(i, "monthly")
                || message.Is(i, "allowance")
                || message.Is(i, "allocation")
                || (message.Is(i, "limit") && message.Word(i + 1) is not ("it" or "that" or "them"))
                || message.Is(i, "quota")
                || (message.Is(i, PerWords) && message.Is(i + 1, MonthWords))
            )
            {
                return true;
            }
        }

        return false;
    }
}
