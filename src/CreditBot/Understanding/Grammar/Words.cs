using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Sets of words that several grammars share.</summary>
internal static class Words
{
    public static FrozenSet<string> Of(string words) =>
        words
            .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Credits = Of("credits credit");

    public static readonly FrozenSet<string> Additive = Of(
        "more extra additional another further plus bonus"
    );

    /// <summary>Words that soften a number and say nothing.</summary>
    public static readonly FrozenSet<string> About = Of(
        "about around roughly approx approximately maybe perhaps like say just only some probably circa nearly almost easily exactly something"
    );

    public static readonly FrozenSet<string> Negators = Of("not no without never neither nor");

    public static readonly FrozenSet<string> Articles = Of("a an the");

    public static readonly FrozenSet<string> Possessives = Of("my our their your his her its");

    public static readonly FrozenSet<string> Subjects = Of("i we they he she you it");

    public static readonly FrozenSet<string> Modals = Of(
        "can could may might should would will shall do does did if let"
    );

    public static readonly FrozenSet<string> Polite = Of(
        "please thanks thank cheers sorry asap ok okay"
    );

    /// <summary>Words that can't be the noun which a number counts, nor the noun which a name qualifies.</summary>
    public static readonly FrozenSet<string> Function = Of(
        """
        a an the and or but nor for by before until till to from starting in on at as with without of if so because since onto into toward towards via through ontop
        is are am was were be been would will should could can may might must do does did have has had
        i we you he she it they me us them my our your their this that these those
        not no yes please thanks thank ok okay sorry
        more extra additional another per each every once now today tonight tomorrow asap then than though tho instead rather
        right only just too also again still yet already max maximum tops min minimum ish total altogether overall permanently
        what when where who why how which if when while
        need want get got make made give gives
        """
    );

    public static readonly FrozenSet<string> QuestionWords = Of(
        "what when where who why how which whose"
    );

    /// <summary>Verbs that begin a question when they come first.</summary>
    public static readonly FrozenSet<string> QuestionVerbs = Of(
        "is are am was were do does did can could will would should shall may has have had any"
    );
}
