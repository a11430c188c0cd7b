using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Numbers that are a limit, an old value, a condition, or what somebody has already.</summary>
internal static partial class AmountGrammar
{
    private static Role? Limit(Message message, int start, int next)
    {
        var before = start - 1;
        while (message.Is(before, Words.About) && !message.Is(before, "just"))
        {
            before--;
        }

        if (
            (
                message.Is(before, "to")
                && message.Is(before - 1, "up")
                && !Rises(message, before - 2)
                // "from 100 up to 140"
                && !(
                    message.IsKind(before - 2, TokenKind.Number)
                    && message.Is(before - 3, "from")
                    && !message.Is(before - 4, Spanning)
                )
            )
            || (
                message.Word(before) is "at" or "to"
                && message.Word(before - 1) is "it" or "that" or "this" or "us" or "them"
                && message.Word(before - 2) is "cap" or "limit" or "capped" or "limited"
            )
            || (message.Is(before, "as") && message.Word(before - 1) is "much" or "many")
            || message.Is(before, "max")
            || message.Is(before, "maximum")
            || message.Is(before, "under")
            || message.Is(before, "below")
            || (message.Is(before, "of") && message.Is(before - 1, LimitNouns))
            || (message.Is(before, "at") && message.Is(before - 1, "capped"))
            || (
                message.Is(before, "than")
                && message.Is(before - 1, "more")
                && message.Is(before - 2, Words.Negators)
            )
            || (
                message.Is(before, "than")
                && message.Is(before - 1, "less")
                && !message.Is(before - 2, Words.Negators)
            )
            || (message.Is(before, "most") && message.Is(before - 1, "at"))
            || (
                (
                    message.Is(before, "over")
                    || message.Is(before, "above")
                    || message.Is(before, "exceed")
                ) && message.Is(before - 1, NotGo)
            )
        )
        {
            return Role.Most;
        }

        if (
            (message.Is(before, "least") && message.Is(before - 1, "at"))
            || message.Is(before, "minimum")
            || message.Is(before, "min")
            || (
                message.Is(before, "than")
                && message.Word(before - 1) is "less" or "fewer"
                && message.Is(before - 2, Words.Negators)
            )
            || (message.Is(before, "of") && message.Is(before - 1, "minimum"))
            || (
                message.Word(before) is "below" or "under" && message.Is(before - 1, Words.Negators)
            )
        )
        {
            return Role.Least;
        }

        var at = !message.Breaks(next) && message.Is(next, Words.Credits) ? next + 1 : next;
        return message.EndsSentence(at) ? null
            : message.Is(at, "max")
            || message.Is(at, "maximum")
            || message.Is(at, "tops")
            || message.Reads(at, "at", "most")
            || message.Reads(at, "or", "less")
                ? Role.Most
            : message.Is(at, "min")
            || message.Is(at, "minimum")
            || message.Reads(at, "at", "least")
            || message.Reads(at, "or", "more")
                ? Role.Least
            : null;
    }

    // "could our limit go up to 250", "bump us up to 150" name the new value.
    private static bool Rises(Message message, int at) =>
        message.Is(at, Rising)
        || (
            message.Word(at) is "us" or "me" or "it" or "them" or "that" or "limit" or "allowance"
            && message.Is(at - 1, Lifting)
        );

    private static bool IsOld(Message message, int before, int start)
    {
        var at =
            message.Is(before, Words.Articles) || message.Is(before, "those") ? before - 1 : before;
        // "50 is too much, …" sets it aside.
        var behind = NumberWords.Read(message, start)?.Span.End ?? start + 1;
        if (
            message.Word(behind) is "is" or "are" or "was" or "would" or "seems" or "sounds"
            && (message.Is(behind + 1, "too") || message.Reads(behind + 1, "be", "too"))
        )
        {
            return true;
        }

        if (message.EndsSentence(at + 1))
        {
            return false;
        }

        if (
            message.Is(at, "not")
            || (message.Is(at, "no") && !message.Breaks(at + 1))
            || message.Is(at, "of") && message.Is(at - 1, "instead")
            || message.Is(at, "than") && message.Is(at - 1, "rather")
        )
        {
            return true;
        }

        if (
            message.Is(at, "of")
            && (
                message.Is(before, "the")
                || message.Is(before, "those")
                || message.Is(before, "their")
            )
            && NumberWords.Read(message, at - 1) is not null
        )
        {
            return true;
        }

        // "from 100 to 150" and "up from 50".
        return message.Is(at, "from") && !message.Is(at - 1, Spanning) && start > 0;
    }

    private static bool IsStanding(
        Message message,
        int before,
        int next,
        bool credits,
        bool monthly
    )
    {
        var at = credits ? Skip(message, next) + 1 : next;
        if (
            !message.Breaks(at)
            && (
                message.Is(at, LeftWords)
                || (
                    message.Word(at) is "are" or "is" or "were" or "was" or "went"
                    && message.Is(at + 1, LeftWords)
                )
            )
        )
        {
            return true;
        }

        // "the 50 we have won't see us through"
        if (
            !message.Breaks(at)
            && message.Word(at) is "i" or "we"
            && message.Word(at + 1) is "have" or "had" or "got" or "bought" or "get"
            && message.Word(at + 2) is not ("to" or "asked" or "ordered")
        )
        {
            return true;
        }

        // "12 of our 100", "out of 100", "96 / 100".
        if (
            !message.Breaks(at)
            && (
                message.Is(at, "of")
                && (
                    message.Is(at + 1, Words.Possessives)
                    || message.IsKind(at + 1, TokenKind.Number)
                )
            )
        )
        {
            return true;
        }

        if (message.EndsSentence(before + 1))
        {
            return false;
        }

        // "we've hit zero", "down to zero"
        if (
            message.Is(before + 1, "zero")
            && message.Word(before)
                is "hit"
                    or "at"
                    or "to"
                    or "near"
                    or "reached"
                    or "below"
                    or "on"
        )
        {
            return true;
        }

        var ofAt = message.Is(before, "the") ? before - 1 : before;
        if (
            message.Is(before, StandingBefore)
            || (message.Is(ofAt, "of") && message.Is(ofAt - 1, Shares))
            || (
                message.Is(before, "to")
                && message.Is(before - 1, "down")
                && !message.Is(before - 2, Lowers)
                && !message.Is(before - 3, Lowers)
                && !message.Is(before - 4, Lowers)
            )
            || (message.Is(before, "with") && message.Is(before - 1, "left"))
        )
        {
            return true;
        }

        if (message.Is(before, "on") || message.Is(before, "at"))
        {
            return message.Word(before - 1)
                is "are"
                    or "am"
                    or "is"
                    or "currently"
                    or "now"
                    or "still"
                    or "already"
                    or "sitting"
                    or "were"
                    or "credits"
                    or "stay";
        }

        if (!message.Is(before, HaveVerbs))
        {
            return false;
        }

        // "we have 12" stands; "can we have 50" and "I need to get 50" ask. "we get 50 a month" stands too.
        var subject = before - 1;
        while (
            message.Is(subject, Words.About)
            || message.Is(subject, "still")
            || message.Is(subject, "already")
            || message.Is(subject, "currently")
            || message.Is(subject, "have")
        )
        {
            subject--;
        }

        return message.Is(subject, Words.Subjects)
            && (subject == 0 || !message.Is(subject - 1, Words.Modals))
            && (message.Word(before) is not ("get" or "got") || monthly || credits);
    }

    private static bool Conditional(Message message, int before)
    {
        var at = before;
        if (
            message.Word(at)
            is "under"
                or "below"
                or "than"
                or "over"
                or "above"
                or "at"
                or "to"
                or "is"
                or "are"
                or "have"
        )
        {
            for (var i = at; i >= Math.Max(0, at - 5) && !message.EndsSentence(i + 1); i--)
            {
                if (message.Is(i, "if") || message.Is(i, "once") || message.Is(i, "when"))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
