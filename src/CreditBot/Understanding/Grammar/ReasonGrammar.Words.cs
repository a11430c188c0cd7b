using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>The words that reasons are known and cut by.</summary>
internal static partial class ReasonGrammar
{
    private static readonly string[][] Leads =
    [
        .. (
            "it is for|this is for|that is for|they are for|it would be for|these are for|would be for|is for|mainly for|mostly for|just for|only for|for|because|so that we can|so we can|we can|i can|so i can|in order to|to be able to|"
            + "we need them for|we need it for|i need it for|i need them for|need it for|need them for|the reason is|reason is|reason|we are going to|we are planning to|we are trying to|we are|i am|we have got|we have|i have got|i have|we will be|i will be|we will|there is|there are|"
            + "we need to|i need to|need to|we want to|i want to|we would like to|we have to|i have to|we are about to|about to|going to|to|it is|they are|basically|mainly|mostly|well|well we|because of|due to"
        )
            .Split('|')
            .OrderByDescending(lead => lead.Length)
            .Select(lead => lead.Split(' ')),
    ];

    private static readonly FrozenSet<string> NounFillers = Words.Of(
        "team all everyone folks morning afternoon evening ai look good great cool"
    );
    private static readonly FrozenSet<string> DayLead = Words.Of(
        "in on from starting by next this"
    );
    private static readonly FrozenSet<string> Owners = Words.Of(
        "we our i my they their it there the"
    );
    private static readonly FrozenSet<string> Comparing = Words.Of("same much many soon such well");
    private static readonly FrozenSet<string> Wanting = Words.Of(
        "wants want needs need plan plans going trying hoping decided"
    );
    private static readonly FrozenSet<string> Leading = Words.Of(
        "got must need have want trying going planning once time some few enough boost up top it them hoping about needed"
    );

    private static readonly FrozenSet<string> NoTask = Words.Of(
        """
        need want require correct amend get have add increase upgrade top bump raise request buy move switch know see go be ask use double talk speak the a an our my your their us me this that it
        do tide see carry survive make change order purchase extend boost grant give receive apply submit stay keep up expand adjust bring book take spend obtain arrange provide cover last pay set approve bother disturb trouble receive
        """
    );

    private static readonly FrozenSet<string> NoPurpose = Words.Of(
        "account accounts us me them him her it now good once everyone this that those these free real sure real more extra another additional about around approval example what how which credits some q1 q2 q3 q4"
    );

    private static readonly FrozenSet<string> WhatIsAsked = Words.Of(
        "allowance allocation increase upgrade topup boost extension raise quota"
    );

    private static readonly FrozenSet<string> AskVerbs = Words.Of(
        "asking need want require would request get have give add top bump increase upgrade please looking requesting like wants needs extend raise expand"
    );

    private static readonly FrozenSet<string> AskWords = Words.Of(
        "request requesting top topup upgrade increase allowance allocation bump boost extra additional juice plan package rules instructions approve manager option tips meant mean said quota contingent override administrator admin verified authorised authorized system"
    );

    private static readonly FrozenSet<string> QuestionLead = Words.Of(
        "what how when where why which"
    );
    private static readonly FrozenSet<string> OutWords = Words.Of(
        "fumes empty broke out ran run running low zero short empty gone finished used burned burnt hit exhausted dry left nothing enough none"
    );
    private static readonly FrozenSet<string> Spent = Words.Of("used burned burnt spent ran blew");
    private static readonly FrozenSet<string> OutSubjects = Words.Of(
        "shop store site account balance tank bucket pot wall ceiling lot bottom whole"
    );
    private static readonly FrozenSet<string> Habit = Words.Of(
        "every each always keep keeps constantly often"
    );
    private static readonly FrozenSet<string> Empty = Words.Of(
        "here already almost nearly completely totally again really very so all up burned thru through everything anything something hi hey hello there like lol tbh btw guess think quick thing things bother dear sir madam sirs ladies gentlemen first second third last morning happy glad set"
    );

    private static readonly FrozenSet<string> Hanging = Words.Of(
        "and or but by on for before until in with so to of at from the just only this next please thanks btw though is are be needed due around starting possible if or that one which"
    );

    private static readonly FrozenSet<string> Trailing = Words.Of(
        "and or but by for with to of the please thanks btw though"
    );

    private static readonly FrozenSet<string> DecisionWords = Words.Of(
        "can tell them decline declined reject rejected deny denied refuse refused turn down no nope not i we would will am going to have must need the this that one it them request please for on approve approving approved do veto pass say"
    );

    private static readonly FrozenSet<string> DecisionTail = Words.Of(
        "request is on it because as since for sorry but reason the and to please month today now time yet quarter week possible approved happening any more further additional extra right at all moment"
    );
}
