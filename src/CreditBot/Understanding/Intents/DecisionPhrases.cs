namespace CreditBot.Understanding.Intents;

/// <summary>What a manager does with a request.</summary>
internal enum Act
{
    Approves,
    Declines,
    Takes,
    NotYet,
}

/// <summary>How decisions are said. They must begin the message, or follow what they are about.</summary>
internal static class DecisionPhrases
{
    public static readonly IReadOnlyList<(Act Act, string Phrases)> Table =
    [
        (
            Act.Approves,
            """
            ^ (#request|#client|for|on|and|yes|yep|yeah|ok|sure|fine|great|good|i|i will|i would|we would|we|we can|i can|you can|please|to|can you|could you|happy to|let us)* (approve|approved|approving|accept|accepted|accepting|authorize|authorized|authorise|grant it|grant them|grant the|grant #request|grant #client request|grant #client the request|granted|green light|greenlight|lgtm|sign off)
            ^ (#request|#client|and|yes|ok|sure)* (go ahead|let them have|let her have|let him have|let #client have|give it to them|give them what|they can have|she can have|he can have|#client can have|give them that|give them the|give it to #client|give them #number)
            ^ (yes|yep|yeah|ok|sure|fine|good|great|agreed|all good|sounds good|looks good) (with|to|for|on|by|about|from|me|it|is)* (#request|#client|it|that|this|them|the request|me|all)
            ^ (#request|#client) (is|are|looks|sounds)? (request)? (yes|ok|approved|fine|good|great|lgtm|sure|agreed|go ahead|all good)
            ^ #request .. (is|are|looks|sounds) (ok|fine|good|approved|great)
            ^ (can|could|we|you|let us|i)* (do|make it|go with|agree to|offer) #number .. (for|on) #request
            ^ #request (with|only|just|but|make it|at|to)* (#package|#kind|#number) (credits)? (instead|only|is fine|is ok|works)
            ^ (make it|only|just|but|at most|maximum|max|up to|no more than|not more than|cap it at) #number .. (#request|and approve|for them|for #client)
            (and|then|i will|please|otherwise) approve (it|that|this|#request)? $
            ^ (please|just|but|only|then|ok|yes|no|i would|let us)* (give|offer|let|grant) (them|him|her|it|#client) (have)? (just|only)? #number (credits|credit)? (instead|rather)
            ^ (please|just|but|only|then|ok|yes)* (give|offer|grant) #number (credits|credit)? (on|for|to) (#request|#client)? (instead|rather)
            ^ (yes|ok|sure|fine)* let #client have (theirs|it|them|that|these|those|the|their|what|all)
            ^ (i am|we are|am|are|i|we|all|totally)* (fine|ok|happy|good|comfortable|cool) with (it|that|this|them|those|the request)? (#request|#client)?
            ^ (it|that|this|request|#request|#client)* (looks|seems|sounds|is) (reasonable|fair|good|fine|ok|right|legit|sensible|justified|all right) .. (approve|approved|accept|accepted|go ahead|ok)
            ^ (for|on|with|about|in|give|let|ok|yes)* #request .. (agree|go|settle|do|offer|allow|grant|accept|but|with|only|give) .. #number
            ^ (cut|cap|limit|reduce|trim|hold|keep) (#client|the|their|his|her|this|that)* (#request|request|ask) .. (to|at|down) .. #number
            ^ #request (gets|get|has|can have|receives|to get|is to get) .. #number
            ^ (they|he|she|#client) (can|may|could) (have|get) #number ..
            ^ (half|a third|a quarter|two thirds) (of)? (what|that|the amount|it|their|the|this) ..
            ^ (let|give|grant|allow|offer) (#client|them|him|her) (have)? #number of (the|those|their) ..
            ^ (yes|ok|yep|sure|fine) but .. #number
            ^ (#request|#client) (gets|get|has|receives) (it|them|theirs|those|that|the credits|all) ..
            ^ (please|yes|ok|i|can you|could you)* (confirm|confirmed) #request
            ^ (please|just|but|only|then|ok|yes|you can|we can|i can)* (give|offer|grant) (them|him|her|it|#client) (only|just)? #number (credits)? (on|for|with) #request
            (wave|push|let|nod|put|send) (it|that|this|#request|the request) through
            ^ (nothing|no) (against|objections|objection|problem|issue|issues|concerns) (with|to|from|against|on)* (#request|#client|me|it|that)*
            ^ #request (just|only|but|with|at) .. #number
            ^ (only|just|please|make it|do|ok|yes|but|rather|then)* #number (credits)? (instead of|rather than|not) .. (for|on) (#request|#client)
            ^ (#request|#client|for|on|then|and|ok)* #number (credits)? (is|are|will|would|should|ought to|must|has to) (be)? (enough|plenty|fine|ok|do|sufficient|suffice|okay|all right|the max|the maximum|it)
            ^ (yes|yep|yeah|ok|sure|fine|good|great|please|then)* (give|grant|let) #client (have)? (what|that|it|theirs|them|those|the credits|everything) ..
            ^ (just|only|but|please|ok|yes|then|approve|give|do|make it)* (half|a third|a quarter|two thirds) (of it|of that|of the amount)? (for|on|of|to) (#request|#client|them|their request)
            ^ (#request|for|on|ok|yes|just|only|but|with)* (half|a third|a quarter|two thirds) (of it|of that|of the amount)? (only|is enough|is fine|will do|should do|then|please)* $
            ^ (thumbs up|you have my blessing|my blessing|works for me|good to go) (for|to|on|with|about)? (#request|#client|it|that|this|them)?
            ^ (#request|#client) (is|are)? (good to go|cleared|thumbs up|works for me|works|can go out|can go|go)
            """
        ),
        (
            Act.Declines,
            """
            ^ (#request|#client|unfortunately|sadly|afraid|regrettably|but|well|hm|hmm|then|for|on|and|i|i will|we|we will|please|to|can you|could you|sorry|no|have to|must|going to|will have to|need to|am|are|let us|would)* (decline|declined|declining|reject|rejected|rejecting|deny|denied|denying|refuse|refused|turned down|veto|vetoed|disapprove|nix)
            ^ (#request|#client|i|i will|we|we will|please|to|can you|could you|sorry|no|have to|must|let us)* (turn|turning) down (it|that|this|them|both|all|request|#request|#client|their|his|her|the request|the ask)
            ^ (turn) (it|that|this|the|#request|them|#client|request)+ down
            ^ (i am|am|we are|are)? not (going to)? (approve|accept|grant|approving|accepting|granting|doing) ..
            ^ (i|we)? (have to|must|will have to|need to|am going to|want to)? say no to (#request|#client|it|this|that|them) ..
            ^ (no|nope|sorry|nah)* not #request
            ^ (no|nope) (they|budget|too|it is too|that is too|he|she|there is no|we are out|the budget) ..
            ^ (#request|#client|unfortunately|sadly|afraid|i am afraid|am|regrettably|but|well|hm|hmm|then|for|and|i|we|sorry|no)* (do not|can not|will not|would not|must not) (approve|accept|grant|authorize|want to approve|agree)
            ^ (#request|#client|unfortunately|sadly|afraid|i am afraid|am|regrettably|but|well|for|and|i|we|sorry|no)* (can not|will not|could not) (give|do|allow|swing|afford|have|make|justify|support|ok) (#request|#client|it|that|this|these|those|them|him|her|their|any|more|so many|so much|the request|all of)
            ^ (no|nope|sorry no|sorry not|not) (to|for|on|with|about|approved|from) (#request|#client|it|that|this|them|me|the|all|approved)
            ^ (#request|#client) (is a)? (no|nope|declined|rejected|denied|not approved|negative)
            ^ (sorry|no|nope)? (not|no) (this month|this time|now|today|this quarter|this week|possible|again|way|approved|happening|going to happen|in the budget|before|until|without)
            ^ (say|tell) (them|#client)? no
            ^ (sorry|no|nope|unfortunately|afraid|i am afraid|am)* (no|not any|nothing) (more|extra|further|additional) (credits|for now|this month|today)? (for|to) (#client|them|#request|him|her|now) ..
            ^ no (budget|money|more credits|need|reason|room|funds|approval) ..
            ^ (hard|that is a|it is a|a|clear|sorry|i am going to|i will|going to|will have to|have to|we will|we)* (hard|clear|firm)? (pass|no|nope) (on|for|to|from me on|from us on) (#request|#client|it|this|that|them) ..
            ^ (thumbs down|no way|no chance|no go|nothing doing|not a chance|out of the question|over my dead body) (for|to|on|with)? (#request|#client|it|this|that|them)? ..
            ^ #request .. (thumbs down|no go|out of the question|is not happening|will not happen|not going to happen)
            """
        ),
        (
            Act.Takes,
            """
            (but|only|just|instead|half|with|make|rather|at most|max|maximum|up to|not|for|give|have|at|reduce|cut|lower|of it|quarter|third)
            """
        ),
        (
            Act.NotYet,
            """
            (if|unless|once they|when they|after they|should i|not sure|not yet|later|wait|hold|tomorrow|maybe|perhaps|might|would have|until they|provided|as soon as|before i|let me think|pending|think about)
            (do|did|can|will|would|could|should) not (approve|accept|grant|decline|reject|deny|refuse) ..
            (never|not) (approve|approved|decline|declined|reject|rejected|denied|deny)
            """
        ),
    ];
}
