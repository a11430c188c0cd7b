using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>The words that amounts are known by.</summary>
internal static partial class AmountGrammar
{
    private static readonly FrozenSet<string> CorrectionWords = Words.Of(
        "no wait sorry actually mean meant rather instead make but need oops scratch correction"
    );

    private static readonly FrozenSet<string> SaidVerbs = Words.Of(
        "said asked wrote typed put entered requested told wanted ordered had"
    );
    private static readonly FrozenSet<string> Spanning = Words.Of(
        "anywhere somewhere ranging anything"
    );

    private static readonly FrozenSet<string> BetweenNumberAndCredits = Words.Of(
        "more extra additional further new bonus ai edit editing one time off single monthly recurring ongoing total odd ish or so free ad hoc permanent temporary"
    );

    private static readonly FrozenSet<string> BetweenCreditsAndMonth = Words.Of(
        "more extra additional total in all altogether new ai each"
    );

    private static readonly FrozenSet<string> Sizes = Words.Of("plan package tier bundle");

    private static readonly FrozenSet<string> PerWords = Words.Of("a per each every");
    private static readonly FrozenSet<string> MonthWords = Words.Of("month months mth single");
    private static readonly FrozenSet<string> AddObjects = Words.Of("us me them");
    private static readonly FrozenSet<string> LimitNouns = Words.Of(
        "max maximum cap ceiling limit most"
    );
    private static readonly FrozenSet<string> NotGo = Words.Of("not go never going without to");

    private static readonly FrozenSet<string> Labels = Words.Of(
        "option choice number nr no page section phase version level step line item chapter room suite store location q top covid windows"
    );

    private static readonly FrozenSet<string> FollowsAmount = Words.Of(
        """
        monthly permanently upfront tops ish alone recurring ongoing going temporarily immediately urgently hopefully ideally perhaps maybe sounds seems
        actually really honestly probably definitely altogether overall please possible alright ok feasible doable works fine good enough suffices correct goodwill instead tbh lol thx btw via once temporary credits i'd only until left remaining unused used went
        vs versus being minus plus mate mo extra odd even change about around up down off one upgrade already whatever
        """
    );

    private static readonly FrozenSet<string> LeftWords = Words.Of(
        "left remaining unused already available spent gone used still over"
    );

    private static readonly FrozenSet<string> StandingBefore = Words.Of(
        "our my their his her your those these its current existing original last previous first used spent burned burnt consumed wasted used bought lost only"
    );

    private static readonly FrozenSet<string> Lowers = Words.Of("cut reduce bring lower take trim");

    private static readonly FrozenSet<string> Rising = Words.Of(
        "go goes went going raise raised increase increased bumped moved lifted brought upgraded"
    );

    private static readonly FrozenSet<string> Lifting = Words.Of(
        "bump move lift bring raise increase push put set get take our my the"
    );

    private static readonly FrozenSet<string> Shares = Words.Of("out half most all rest some any");

    private static readonly FrozenSet<string> HaveVerbs = Words.Of(
        "have has had got get use using with"
    );
}
