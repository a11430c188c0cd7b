namespace CreditBot.Understanding.Grammar;

/// <summary>An offer picked by its place: 1 to 3.</summary>
internal static class OptionGrammar
{
    public static int? Read(Message message)
    {
        int? chosen = null;
        for (var i = 0; i < message.Count; i++)
        {
            if (Place(message, i) is { } place && !Denied(message, i))
            {
                chosen = place;
            }
        }

        return chosen;
    }

    private static int? Place(Message message, int i)
    {
        ref readonly var token = ref message.Token(i);
        var behindLabel =
            message.Word(i - 1)
            is "nr"
                or "numero"
                or "option"
                or "number"
                or "choice"
                or "no"
                or "opt"
                or "offer";
        var alone = message.CoreEnd - message.CoreStart == 1 || Bare(message, i);
        return token.Kind switch
        {
            TokenKind.Hash or TokenKind.Ordinal when token.Value is 1 or 2 or 3 => (int)token.Value,
            TokenKind.Number
                when token.Value is 1 or 2 or 3 && !token.Plus && (behindLabel || alone) => (int)
                token.Value,
            TokenKind.Word => token.Word switch
            {
                "first" or "1st" => 1,
                "second" or "middle" => 2,
                "third" or "last" or "bottom" => 3,
                "top" when message.Is(i + 1, "one") || message.Is(i + 1, "option") => 1,
                "one" when behindLabel || alone => 1,
                "two" when behindLabel || alone => 2,
                "three" when behindLabel || alone => 3,
                "a" when behindLabel => 1,
                "b" when behindLabel || alone => 2,
                "c" when behindLabel || alone => 3,
                _ => null,
            },
            _ => null,
        };
    }

    // "let us go with 2", "i will take 1".
    private static bool Bare(Message message, int i) =>
        i == message.CoreEnd - 1
        && message.Word(i - 1)
            is "with"
                or "take"
                or "pick"
                or "choose"
                or "for"
                or "want"
                or "say"
                or "do"
                or "prefer";

    private static bool Denied(Message message, int i)
    {
        var at = i - 1;
        while (message.Word(at) is "the" or "option" or "number")
        {
            at--;
        }

        return message.Is(at, Words.Negators) && !message.Breaks(at + 1);
    }
}
