using System.Globalization;

namespace CreditBot.Understanding.Grammar;

/// <summary>A request by its number: R-12, R12, #12, request 12, request no. 12; behind a decision a bare number too.</summary>
internal static class RequestGrammar
{
    public static string? Read(Message message, bool byManager, bool offering)
    {
        string? found = null;
        for (var i = 0; i < message.Count; i++)
        {
            if (Number(message, i, byManager, offering) is not { } read)
            {
                continue;
            }

            message.Mark(new Span(i, read.Next), Marks.Request);
            found ??= string.Create(CultureInfo.InvariantCulture, $"R-{read.Number:0}");
            i = read.Next - 1;
        }

        return found;
    }

    private static (decimal Number, int Next)? Number(
        Message message,
        int i,
        bool byManager,
        bool offering
    )
    {
        ref readonly var token = ref message.Token(i);
        if (token.Kind == TokenKind.Request || (token.Kind == TokenKind.Hash && !offering))
        {
            return (token.Value, i + 1);
        }

        if (
            message.Word(i) is "request" or "requests" or "ticket"
            || (byManager && message.Is(i, "number") && message.IsKind(i + 1, TokenKind.Number))
        )
        {
            var at = i + 1;
            while (message.Word(at) is "number" or "no" or "nr" or "id")
            {
                at++;
            }

            // "correct my last request: 64, not 46" says an amount.
            var told = at == i + 1 && message.Breaks(at) && message.Is(at + 1, "not");
            return !told && Whole(message, at, i) is { } number && !NumbersCredits(message, at + 1)
                ? (number, at + 1)
                : null;
        }

        // "R 21"; in lower case a client may mean "are".
        if (
            message.IsKind(i, TokenKind.Word)
            && message.Slice(i, i + 1) is var letter
            && (letter == "R" || (letter == "r" && byManager))
            && Whole(message, i + 1, i) is { } parted
        )
        {
            return (parted, i + 2);
        }

        // "approve 31", "no to 31": a manager names the request by its bare number; "approve 31 credits" names an amount.
        if (
            byManager
            && token.Kind == TokenKind.Number
            && Decides(message, i)
            && Whole(message, i, i) is { } bare
            && !NumbersCredits(message, i + 1)
            && !Names(message, i + 1)
        )
        {
            return (bare, i + 1);
        }

        return null;
    }

    // "approve 200 for R-3": the request is named behind it, so that the number is an amount.
    private static bool Names(Message message, int from)
    {
        for (var i = from; i < message.Count; i++)
        {
            if (
                message.IsKind(i, TokenKind.Request)
                || message.IsKind(i, TokenKind.Hash)
                || (
                    (message.Word(i) is "request" || message.Slice(i, i + 1) is "R" or "r")
                    && (
                        message.IsKind(i + 1, TokenKind.Number)
                        || message.IsKind(i + 2, TokenKind.Number)
                    )
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private static decimal? Whole(Message message, int at, int from)
    {
        // "request no. 27"
        if (at != from && message.EndsSentence(at) && message.Word(at - 1) is not ("no" or "nr"))
        {
            return null;
        }

        if (!message.IsKind(at, TokenKind.Number) && !message.IsKind(at, TokenKind.Hash))
        {
            return null;
        }

        ref readonly var token = ref message.Token(at);
        return
            token.Value >= 0
            && token.Value == decimal.Truncate(token.Value)
            && !token.Plus
            && token.Value < 1_000_000_000
            ? token.Value
            : null;
    }

    private static bool Decides(Message message, int i) =>
        message.Word(i - 1) is "approve" or "approved" or "decline" or "deny" or "reject" or "undo"
        || (
            message.Is(i - 1, "to")
            && message.Word(i - 2) is "yes" or "no" or "ok"
            && i - 2 == message.CoreStart
        )
        || (message.Is(i - 1, "down") && message.Is(i - 2, "turn"))
        || (
            message.Word(i - 1) is "on" or "for" or "about" or "with" && TellsWhich(message, i - 1)
        );

    // "sign off on 19", "more details on 14", "fine with 12", "hard pass on 9"
    private static bool TellsWhich(Message message, int at)
    {
        for (var i = 0; i < at; i++)
        {
            if (
                message.Word(i) is "details" or "info" or "information" or "clarification" or "pass"
                || message.Reads(i, "sign", "off")
                || message.Reads(i, "go", "ahead")
                || (
                    i == at - 1
                    && message.Word(i)
                        is "ok"
                            or "fine"
                            or "happy"
                            or "yes"
                            or "no"
                            or "approval"
                            or "question"
                            or "ask"
                            or "status"
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool NumbersCredits(Message message, int next) =>
        !message.Breaks(next)
        && (
            message.Is(next, Words.Credits)
            || message.Is(next, Words.Additive)
            // "request 60 not 50", but "no to request 12, not this month"
            || (message.Is(next, "not") && message.IsKind(next + 1, TokenKind.Number))
            || message.Word(next) is "of" or "instead" or "monthly" or "only" or "per" or "a"
        );
}
