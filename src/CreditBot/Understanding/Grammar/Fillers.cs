namespace CreditBot.Understanding.Grammar;

/// <summary>What people say around an act: greetings before it, thanks behind it.</summary>
internal static class Fillers
{
    private static readonly System.Collections.Frozen.FrozenSet<string> Before = Words.Of(
        """
        hi hello hey yo dear team there bot all everyone folks guys good morning afternoon evening please ok so well um uh hm hmm hmmm oh ah ugh btw
        wait hang hold on ai also and then but sorry actually just look listen right alright great cool thanks thank you quick question
        """
    );

    private static readonly System.Collections.Frozen.FrozenSet<string> After = Words.Of(
        "please thanks thank you cheers btw then now though sorry mate man bro again lol haha asap tbh ok bot ai so much very kindly guys team"
    );

    /// <summary>The tokens between the fillers; all of them when there is nothing between.</summary>
    public static (int Start, int End) Core(ReadOnlySpan<Token> tokens)
    {
        var start = 0;
        while (
            start < tokens.Length
            && tokens[start].Kind == TokenKind.Word
            && Before.Contains(tokens[start].Word)
        )
        {
            start++;
        }

        var end = tokens.Length;
        while (
            end > start
            && tokens[end - 1].Kind == TokenKind.Word
            && After.Contains(tokens[end - 1].Word)
        )
        {
            end--;
        }

        return end > start ? (start, end) : (0, tokens.Length);
    }
}
