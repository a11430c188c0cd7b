using System.Collections.Frozen;
using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>
/// Yes and no. A message is a yes only when every word of it is known to belong to one: an unknown word, a number,
/// a denial or a question mark makes it something else.
/// </summary>
internal static class Answers
{
    /// <param name="message">The message.</param>
    /// <param name="asked">A yes was asked for, so that praise is one.</param>
    public static bool Affirms(Message message, bool asked)
    {
        if (message.Count == 0 || message.Asks || Questions(message))
        {
            return false;
        }

        var (strong, weak, thanks) = (false, false, false);
        // "yeah, why not"
        var whyNot = asked && message.Count > 1 && message.Reads(message.Count - 2, "why", "not");
        for (var i = 0; i < message.Count - (whyNot ? 2 : 0); i++)
        {
            if (
                !message.Is(i, Strong)
                && !message.Is(i, Weak)
                && !message.Is(i, Send)
                && !message.Is(i, Praise)
                && !message.Is(i, AroundYes)
                && !Needed(message, i)
            )
            {
                return false;
            }

            strong |=
                message.Is(i, Strong)
                || (message.Is(i, "go") && message.Is(i + 1, "ahead"))
                || (message.Is(i, Send) && i <= message.CoreStart + 1)
                || message.Reads(i, "do", "it")
                || message.Reads(i, "do", "that")
                || message.Reads(i, "of", "course")
                || message.Reads(i, "by", "all", "means")
                || (asked && message.Reads(i, "that", "is", "the", "one"))
                || (asked && message.Reads(i, "you", "may", "send"))
                || (asked && message.Reads(i, "let", "us", "go"))
                || (asked && Launches(message, i));
            weak |=
                (message.Is(i, Weak) && message.Word(i + 1) is not ("away" or "now"))
                || message.Reads(i, "got", "it")
                || (
                    asked
                    && message.Is(i, Praise)
                    && (i == message.CoreStart || i == 0 || message.Is(i - 1, Feels))
                );
            thanks |= message.Word(i) is "thanks" or "thank";
        }

        // "ok thanks" and "great, thanks" thank; "yes thanks" is a yes; "right, I'm off" leaves.
        return strong || whyNot || (weak && !thanks && !Parts(message));
    }

    // "fire away", "off it goes", "over to Dana"
    private static bool Launches(Message message, int at) =>
        (message.Word(at) is "fire" or "shoot" && message.Word(at + 1) is "away" or "off" or "it")
        || message.Reads(at, "off", "you", "go")
        || message.Reads(at, "off", "it", "goes")
        || message.Reads(at, "that", "will", "do")
        || message.Reads(at, "works", "for", "me")
        || message.Reads(at, "works", "for", "us");

    // "ok, I'm off then", "right, that's all", "ok I am done"
    private static bool Parts(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (
                message.Word(i) is "am" or "are" or "be"
                    && message.Word(i + 1) is "off" or "done" or "away" or "going"
                || message.Reads(i, "that", "is", "all")
                || message.Word(i) is "off" && message.Word(i + 1) is "now" or "then"
            )
            {
                return true;
            }
        }

        return false;
    }

    // "that is exactly what we need"
    private static bool Needed(Message message, int at) =>
        message.Word(at) is "need" or "needed" or "want" or "wanted" or "meant" or "asked"
        && message.Word(at - 1) is "i" or "we"
        && message.Is(at - 2, "what");

    // "what you said is true" is none.
    private static bool Questions(Message message)
    {
        var start = message.CoreStart;
        return (
                message.Is(start, Words.QuestionWords)
                && !message.Reads(start, "what", "you", "just")
                && !message.Reads(start, "what", "you", "said")
            )
            || (
                message.Is(start, Words.QuestionVerbs)
                    && message.Is(start + 1, Somebody)
                    && message.Word(start) is not "do"
                || message.Reads(start, "do", "you")
                || message.Reads(start, "do", "i")
            );
    }

    public static bool Denies(Message message)
    {
        if (message.Count == 0)
        {
            return false;
        }

        var no = false;
        for (var i = 0; i < message.Count; i++)
        {
            if (!message.IsKind(i, TokenKind.Word))
            {
                return false;
            }

            no |= message.Is(i, No);
            if (
                !message.Is(i, No)
                && !message.Is(i, AroundNo)
                && !message.Is(i, AroundYes)
                && !message.Is(i, Truth)
                && !message.Is(i, Send)
            )
            {
                return false;
            }
        }

        return no;
    }

    /// <summary>Only "wait", "hold on": nothing is to be done yet.</summary>
    public static bool Holds(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (!message.Is(i, Waits))
            {
                return false;
            }
        }

        return message.Count > 0;
    }

    /// <summary>"no, leave it": a no to what was asked, and no more.</summary>
    public static bool Leaves(Message message) =>
        message.Is(0, No)
        && message.Word(1) is "leave" or "let" or "keep"
        && message.Word(2) is "it" or "that"
        && message.Count <= 4;

    /// <summary>Where a plain leading yes ends, when more follows: "yes and when …"; 0 without one.</summary>
    public static int LeadingYes(Message message)
    {
        var at = 0;
        while (at < message.Count && message.Is(at, Plain))
        {
            at++;
        }

        if (at == 0 || at >= message.Count)
        {
            return 0;
        }

        while (message.Word(at) is "please" or "thanks" or "send" or "it" or "go" or "ahead")
        {
            at++;
        }

        return
            message.Word(at) is "and" or "also" || (at < message.Count && message.EndsSentence(at))
            ? at
            : 0;
    }

    // "did my request get approved" asks; "is fine" does not.
    private static readonly FrozenSet<string> Somebody = Words.Of(
        "you i we it my our the your this that there he she they any someone anyone"
    );

    private static readonly FrozenSet<string> Waits = Words.Of(
        "wait hold hang off on a second moment minute please just sec"
    );
    private static readonly FrozenSet<string> Plain = Words.Of("yes yep yeah sure correct");

    private static readonly FrozenSet<string> Strong = Words.Of(
        """
        yes yep yeah yeh ja si oui yah aye sure correct true affirmative positive absolutely definitely certainly indeed agreed agree exactly confirm confirmed confirming
        y yessir yup approved lgtm roger deal accurate valid huh fact truth
        """
    );

    private static readonly FrozenSet<string> Weak = Words.Of("ok right alright perfect ya");

    private static readonly FrozenSet<string> Send = Words.Of(
        "send submit proceed continue book file place go goes do order accept accepted"
    );
    private static readonly FrozenSet<string> Praise = Words.Of(
        "good great fine awesome excellent nice cool super wonderful brilliant fantastic lovely works"
    );
    private static readonly FrozenSet<string> Feels = Words.Of(
        "sounds looks seems is be all very that are am really so"
    );

    private static readonly FrozenSet<string> AroundYes = Words.Of(
        """
        that is it the a an i am we are you be this what to of would will think believe say said just now so very totally really is's its all my response answer from me
        please thanks thank sir madam ma'am and with ahead away off sounds looks seems appears fire shoot like want how for as in uh oh well hey got go vote have must can statement
        was were do then let us by alot lot resounding definite certainly one on those them request bot appears much actually too did does exactly statement work for
        by means over may good
        right away then done happy there mate man dude us about thing sorted all ya it bro love ahead of course already seem hell fully more definitely highly should get going him her dana manager my our side end part point view
        """
    );

    private static readonly FrozenSet<string> No = Words.Of(
        "no not never false wrong incorrect inaccurate untrue erroneous negative disagree nada neither none terrible nein non n mistaken"
    );

    private static readonly FrozenSet<string> Truth = Words.Of(
        "yes ok right correct true accurate case good great fine perfect sure agreed absolutely certainly exactly affirmative proceed"
    );

    private static readonly FrozenSet<string> AroundNo = Words.Of(
        """
        way thanks thank please yet now really at all that's sorry afraid completely totally overwhelmingly certainly for definitely absolutely hard turns out information
        isn't right answer question possible possibly so quite exactly entirely hell wait hold like they gotta pass again here there today but still yet ready anything hold hm hmm um uh
        would'n't could be because any these those either them none's help done does want need look looks seem seems today's what happened statement wanted asked meant mean
        """
    );
}
