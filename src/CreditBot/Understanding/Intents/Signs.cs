namespace CreditBot.Understanding.Intents;

/// <summary>Small signs that decide between intents.</summary>
internal enum Sign
{
    /// <summary>Corrects whatever value comes with it.</summary>
    Change,

    /// <summary>Changes a request, also without a value.</summary>
    ChangeRequest,

    /// <summary>Corrects when a value is contrasted.</summary>
    Soft,

    /// <summary>Says that there is no date.</summary>
    NoDate,

    /// <summary>Says so plainly, wherever it is said.</summary>
    NoDeadline,

    /// <summary>Says that there is no reason.</summary>
    NoReason,

    /// <summary>An amount told by another: half, double, the same.</summary>
    Relative,

    /// <summary>Tells what the credits are for.</summary>
    Purpose,

    /// <summary>Wants rules or prompts laid bare, or decides what only a manager may.</summary>
    Bypass,

    /// <summary>Asks what the bot is.</summary>
    AreYouABot,

    /// <summary>Wants credits for doing nothing but asking: makes a bypass a plain request.</summary>
    AsksCredits,
}

/// <summary>How the signs are said.</summary>
internal static class Signs
{
    public static readonly IReadOnlyList<(Sign Sign, string Phrases)> Table =
    [
        (
            Sign.Change,
            """
            (make|making|made) (it|that|this|them|those|mine|ours|the amount|my request|the request|our request|#request)
            (i|we) (meant|mean)
            (change|update|amend|modify|edit|adjust|correct|revise|switch|alter|lower|raise|reduce|increase|bump|move|push|set|fix) (it|that|this|them|my request|the request|our request|my last request|#request|the amount|the date|the deadline|the number|amount|date|deadline) .. (to|into|from|by|for)?
            (actually|sorry|wait|oops) .. (let us|go for|go with|make it|we will take) .. #number
            ^ (hm|hmm|oh|no|wait|um)* (better|rather) #number
            (on second thought|scratch that|correction|oops|my mistake|my bad|typo|let us make|let us say|rather make)
            (should|needs to|has to|must) (say|read|have been|have said)
            (should|needs to|has to|must|ought to) be (on|by|at|about|around|only|a|the)? (#number|#kind|#date|#package)
            (yes|yep|yeah|ok|sure|fine|good|great|correct|right|no|almost|close|nearly|alright|perfect) but
            (make|set|put|move|push|bring|shift|get|take) (the|my|our) (amount|date|deadline|due date|number|kind|type|total|quantity|end date) ..
            (wrong|incorrect) (amount|date|deadline|number|kind|type|day|month|package|plan)
            (instead|rather) $
            (lower|less|fewer|higher|down) to #number
            (too|bit) (much|many|little|few|low|high|late|early) .. #number
            (i|we) (said|wrote|asked for|typed|put) .. but
            """
        ),
        (
            Sign.ChangeRequest,
            """
            (change|update|amend|modify|edit|adjust|correct|revise|alter|rework|fix) (something|a detail|details|the details|part)? (of|in|on|about|with)? (my|the|our|that|this)? (last|latest|open|pending|current|credit|credits|existing|earlier)? (request|#request|ask|order)
            (change|update|amend|modify|adjust|correct|revise|alter|move|push) (the|my|our) (amount|date|deadline|due date|number of credits|kind|type|reason|quantity)
            (make) (my|the|our|that) (last|open|pending|current|credit|credits)? request
            (make) #request
            (rather|prefer|like|want) .. (#kind|#package|#number|#date) .. (for|in|on|with) (my|our|the) (open|last|pending|earlier)? request
            (lower|raise|reduce|increase|bump|cut|up) (my|the|our|that) (last|open|pending|current|credit|credits)? request
            (lower|raise|reduce|increase|bump|cut|up) #request
            #request (should|needs to|has to|must) (be|say|have)
            (bring|take|cut|get|push|move|drop|turn|knock|trim|shrink|scale) (my|our|the|that)? (last|open|pending|current)? (request|#request|ask) .. (down|up|to|back|by) ..
            (make|set|put|move|push|bring|shift) (the|my|our) (amount|date|deadline|due date|number|kind|type|total|quantity) .. (on|of|in|for) (my request|our request|#request|the request)
            #request .. (make|set|put|move|push|bring|shift|change) (it|that|the|my|our) ..
            (make|set|put|change|update|correct|adjust|edit) (the|my|our) (reason|purpose) ..
            (the|my|our) (reason|purpose) (should|must|needs to|has to) ..
            (can|could|may|should) (my|our|the|that) (open|pending|last|current)? (request|#request) be (made|changed|set|turned|moved|increased|lowered|reduced|raised|switched|adjusted) ..
            (the|my|our|that) (reason|purpose|date|amount|number|deadline) (is|was) (wrong|incorrect|not right|off|different) ..
            (date|amount|deadline|number|kind|reason|package) (in|of|on) (my|our|the|that) (request|ask) .. (wrong|incorrect|should|must|needs|has to|off)
            (what i|what we|the amount i|the amount we|the date i) (asked|requested|wrote|sent|put) .. (should|must|needs to|is wrong|was wrong|can i change|make)
            """
        ),
        (
            Sign.Soft,
            """
            (actually|sorry|wait|instead|rather|oops|almost|hold on|hang on|hmm no|no wait|i change|changed)
            ^ (no|nope|not)
            (meant|mean|correction)
            """
        ),
        (
            Sign.NoDate,
            """
            (no|not any|not a|without|is no|no real|no particular|no specific|no fixed|no hard) (rush|hurry|deadline|date|due date|particular date|specific date|time limit|end date|urgency|pressure|time frame|timeline|fixed date|set date|time pressure|exact date|real deadline|specific deadline)
            (not|nothing) (urgent|urgently|time sensitive|in a hurry|in a rush|pressing|specific)
            (asap|whenever|anytime|any time|immediately|urgent|urgently|instantly|flexible|soon|sooner|soonest|right away|straight away|right now|as soon as|quickly|at once|no matter when|open ended|any day)
            ^ (now|none|any|open|yesterday|already|at your leisure|when you can|when possible)
            (take) your time
            the (sooner|earlier|faster|quicker) the better
            (it|that|this|they) can wait
            (there is|we have|plenty of) time
            (when|once) (you|it) (get|is|can|have) ..
            ^ (as) (quick|quickly|fast|soon) as (you|possible) ..
            (does not|do not|did not) (matter|mind|care) .. (when)?
            """
        ),
        (
            Sign.NoDeadline,
            """
            (no|not any|not a|without|is no|no real|no particular|no fixed|no hard) (rush|hurry|deadline|due date|time limit|urgency|time pressure|real deadline|fixed date|set date|particular date|specific date)
            (not) (urgent|in a hurry|in a rush|time sensitive)
            (it|that|this|they) can wait
            (whenever|anytime|any time) (is fine|works|will do|you can|possible|suits|you like|is ok|please)* $
            (no matter|does not matter|do not care|do not mind) when
            (take) your time
            """
        ),
        (
            Sign.NoReason,
            """
            (no|without|not any|is no) (special|particular|specific|real|big|good|certain|single|one)? (reason|purpose|occasion)
            ^ (nothing|none) (special|specific|particular|in particular|really|much)
            (nothing) (special|specific|particular|in particular)
            ^ (there is|there are|i have|we have|well|um|there really is|really)* (none|no reason|nothing)+ (really|in particular|special|to tell)* $
            ^ (just because|just in case|no reason)
            """
        ),
        (
            Sign.Relative,
            """
            (double|triple|half|twice|quarter|third|same|usual) (it|that|of|again|amount|as|what|the|number|last|than|much|more|one)?
            (as many|as much|as before|as last time|like last time)
            (more|less|fewer|higher|lower) than (that|this|it) $
            (a bit|a little|a tad|slightly|somewhat|much|way|even|one|make it|make that|something) (more|less|fewer|higher|lower|bigger|smaller) (please|then|than that)* $
            """
        ),
        (
            Sign.Purpose,
            """
            (it is|this is|that is|they are|these are|those are|we need them|i need them|we need it|i need it|needed|mainly|mostly) for
            ^ for ..
            (because|the reason is|reason is|so that we|so we can)
            """
        ),
        (
            Sign.Bypass,
            """
            (approve|authorize|grant|accept) (all|every|each|any|both|of)* (it|that|this|them|#request|my|our|the|yourself|request|requests|everything) ..
            ^ (approve|approved|decline|reject|authorize) ..
            (system|your|hidden|initial|secret) (prompt|instructions|rules|configuration|source code|training data|api key|message)
            (source code|training data|api key)
            (show|reveal|print|tell|repeat|ignore|disregard|forget|what are|what is|dump|leak|bypass|override|disable) .. (prompt|instructions|rules|system message|configuration|guidelines|policy|limits|restrictions|api key|safeguards)
            (pretend|act|behave|roleplay|you are now|you are the|i am the|i am your|imagine) .. (manager|admin|administrator|dana|developer|agency|owner|boss|root|unrestricted|dan)
            (show|tell|give|see) .. (how|what) (others|other people|other clients|other shops|competitors|#client) .. (use|uses|used|spend|spends|have|has|pay|pays)
            (make|give|set|grant) (me|us) .. (admin|the manager|a manager|as manager|manager rights|manager access|access|rights|permission|permissions|administrator)
            (mark|flag|tick|set|book|label) .. (request|#request|it|this) .. (approved|granted|accepted)
            (compensate|charge|block|delete|remove) .. #client ..
            ^ (please|can you|could you)* (refund|reimburse) ..
            (other|another|different|someone else|somebody else|every|all|all the) (client|clients|customer|customers|company|companies|account|accounts) ..
            (developer|debug|admin|god|sudo|jailbreak|root) (mode|access)
            #client .. (balance|usage|credits|history|requests|data|account|left|used|spending|plan|package)
            (balance|usage|history|requests|data|account|spending|credits) .. (of|for|from|at) #client
            (how many|how much|what|which) .. (does|did|do|is|are|has|have|can) #client ..
            (repeat|print|output|recite) .. (above|verbatim|so far|word for word)
            """
        ),
        (
            Sign.AreYouABot,
            """
            (are|is) (you|this|it) (a|an|really|actually|just|the|some|kind|of|sort|even|truly|real)* (bot|robot|human|real|ai|machine|person|computer|alive|chatgpt|program|automated|sentient|conscious|gpt|chatbot)
            (am i) (talking|speaking|chatting) (to|with) ..
            ^ (who|what) (are|is) you (really|exactly|anyway|talking)* $
            (who|what) (made|built|created|owns|programmed) you
            (you) (a|an) (bot|robot|human|ai|machine|real person|person)
            """
        ),
        (
            Sign.AsksCredits,
            """
            (give|add|grant|send|get|need|want|top|load|put|credit|increase|raise|set|transfer|award|issue|deposit|allocate|assign) .. credits
            (give|add|grant|need|want|set|raise|increase|credit|load|put|send|transfer|book|deposit|issue|award|top|upload|charge) .. #number
            """
        ),
    ];
}
