namespace CreditBot.Understanding.Intents;

/// <summary>Small talk and short answers, the same for everybody.</summary>
internal static class ChatFamilies
{
    public static readonly IReadOnlyList<(Intent Intent, string Phrases)> All =
    [
        (
            Intent.Cancel,
            """
            ^ (never mind|forget it|forget that|forget about it|forget this|cancel|stop|abort|quit|halt|terminate|discontinue|pause|mute|shh|sh|enough|drop it|scratch that|scratch|leave it|skip all|exit|start over|start again|restart|no more|undo) (please|now|then|this|that|it|everything|and|go back|action|input|all|already|ok|asap|here|thanks|for now|cancel|stop|do not|bother|leave)* $
            (never mind|forget it|forget about it|leave it|drop it|scrap it|scratch it|scratch that|call it off|let it go|cancel it|cancel that|cancel this|stop this|stop it)
            (cancel|stop|abort|quit|halt|terminate|discontinue|abandon|end|forget|negate|scrap|drop|kill|undo) .. (action|task|process|job|command|it|that|this|whole thing|everything|all|dialog|conversation|input|what you|what i asked|last thing|doing|new one|the thing|order)
            (can|could|would|please|want) .. (cancel|stop|abort|quit|discontinue|terminate) (please|now|it|this|everything)* $
            (do not|no longer) (need|want) (it|this|that|anything|them|any|credits|those|more credits) (anymore|any more|any longer|now|after all)* $
            (changed|change) (my|our) mind
            (forget|scrap|drop|leave|cancel) (the|this|that) (whole|entire|new)? (thing|idea|one|request|conversation|order)
            stop .. (bother|bothering|working|go back|asking)
            (do not) (bother|worry about it|worry)
            (actually|please|ok|then)? (do not) (decline|reject|refuse|proceed|continue) (it|that|this|them|anything)? .. $
            (not|no) .. (anymore|any more) (please)? (abort|cancel|stop)
            (that is enough) .. (do not|stop)
            (no more|enough) (questions|of this|for today|for now) ..
            (begin|start) (afresh|again|over|anew|fresh) ..
            (take|get|bring) (me|us) (back|out) (of|to) ..
            (close|end|stop|finish) (the|this) (chat|process|conversation|dialog|form|questions|questioning) ..
            (disregard|ignore) (my|the|that|all|what) (last|message|of|i|previous) ..
            (leave|let) it (for|at|be|there) (today|now|the moment|that|it)? ..
            ^ (ok|okay|wait|please|no|oh|hey|sorry|actually|well)* (stop|cancel|abort|quit) (because|since|we|i|my boss|our boss|the boss|my manager|he|she) ..
            ^ (it is|they are|that is|this is|sorry)* (no longer|not) (needed|necessary|required|relevant) (anymore|any more|any longer|sorry|after all|thanks)* $
            ^ (abort|terminate) ..
            call (this|it|that|everything|all this|the whole thing) off
            (not now|not today|later|another time) (cancel|forget it|drop it|stop|leave it) ..
            (no need|no reason) to (bother|continue|go on|proceed) ..
            (i|we) (quit|give up|bail|changed our mind|changed my mind)
            (i|we) (am|are) out (of this|of it|sorry|thanks)* $
            (too|so) (complicated|much hassle|tedious|many questions|much work|cumbersome|annoying) ..
            (lost|no) interest ..
            ^ (not now|not today|another time|some other time|maybe another time|maybe later|not this time) (maybe|perhaps|thanks|sorry|please)* (later|another time|next time|next month|some other time|not now)* (thanks|maybe)* $
            (do|finish|continue|come back to|get back to) (this|it|that)? (later|another time|some other time|another day|next week|tomorrow) ..
            (refrain from|do not) .. (current|task|action|request)
            (destroy|kill|terminate|end) (process|task|action|job)
            """
        ),
        (
            Intent.Unsure,
            """
            (not|am not|are not|never|am not too|am not to) (really|quite|entirely|so|too|all that|totally|100|completely|yet|exactly)* (sure|certain|confident|decided)
            (do not|did not|cannot|can not|could not) (really|actually|quite|yet|honestly)* (know|decide|say|tell|answer|judge|remember|choose|pick|make up)
            (no|not a|have no|have not the|have not a|not the) (real|earthly|good)? (idea|clue|foggiest|preference|answer|knowledge)
            ^ (i|we) (guess|suppose) $
            ^ (hmm|um|hm|uh|er)+ (maybe|well|let me see|good question|tricky|i wonder)* $
            (beats me|search me|no preference|not a clue|who can say|god knows|your guess)
            (unsure|undecided|uncertain|torn|clueless|unclear|unaware|drawing a blank)
            ^ (maybe|perhaps|possibly|either of them|depends|dunno|whatever|whichever|either|both|hard to say|tough call|not sure|hm|who knows|any|either one|whatever works|whatever you think|up to you|you choose|you decide|you pick|you tell me|good question|undecided) (maybe|perhaps|possibly|works|would work|is fine|one|of them|of those|then|not|yes|no|the other|could be|really|i guess|me|either|of)* $
            (hard|difficult|tough|impossible|tricky) to (say|tell|know|judge|estimate|guess|decide)
            (it|that|this|really|all) (depends|varies|might|may|could) (be|work)? (either|maybe|possible|true|both|one|that|on|it|could)* ..
            ^ (i do not know)? (can|could|should|would|please|maybe|just|let)* you (can|should|please|just|better)* (choose|decide|pick|tell me|say|recommend|suggest|know best|are the expert) (for me|then|please|one|what|the best|for us|what you think)* $
            (surprise me|your call|up to you|your choice)
            (what|which) (one|option|kind|amount)? (do|would|should|is|could) (you|i|we|best) .. (recommend|suggest|think|pick|choose|take|advise|do|prefer|best|better|go with|go for|need|want|makes sense|make sense)
            (let me|need to|have to|will have to|must) (think|check|ask|get back|sleep|see|confirm|find out)
            (need|give me|take) (some|more|a bit|a little)? (time|moment|minute|second) (to think|to decide|please)?
            (whatever|whichever) .. (best|think|works|recommend|suggest|makes|fine|you|suits)
            (either|both) (one|of them|of those|or)? .. (work|works|fine|ok|good|choice|possible|could be)
            any (one|of them|of those|would|will|is|works) .. (work|works|fine|ok|good|choice|possible|could be)
            (is|could be|thinking it is|sure it could be) (either|both)
            (maybe) .. (maybe|either|answer)
            (might|could) be .. (true|false|either|one)
            (one) or the other
            (a|that is a) possibility
            ^ (it|that|this)? depends ..
            (will|would) know (later|soon|more|next|tomorrow)
            (i|we) (am|are) thinking
            (above my pay)
            (if i know)
            ^ (the)? (best value|best one|best deal|best option|best choice|best) (please|then|for us|for me)* $
            what (is|would be) your (advice|recommendation|suggestion|pick|tip|choice|opinion)
            (what|which|which one) (is|would be|seems|looks) (better|best|smarter|wiser|cleverer|right|most sensible) (for us|for me|here|in our case|for our shop|then|now)* $
            (can|could|would|will) you .. (work|figure|calculate|estimate|reckon) (it|that|this) (out)? (for me|for us|please|then)* $
            (not|have not|has not) (made|thought|given|decided|settled|checked|figured) (up|about|it|on|that|this|out|yet)* ..
            (what is|whats) the difference
            (help me) (choose|decide|pick)
            (between) (the)? (two|three|both|these|those) .. 
            (how many|how much|what|which) (do|does|would|will) (people|others|most|most people|other clients|everyone|everybody|one|clients|folks) (usually|normally|typically|generally)* (take|choose|pick|go for|need|order|ask for|get|go with) ..
            (guess|think|say) (maybe|either)
            (do not|no) have .. (answer|information|clue|idea|figure|number)
            """
        ),
        (
            Intent.Deny,
            """
            ^ (none|neither|neither one|nothing|none of them|none of these|none of those|no one|skip|pass|next|skip it|skip this|skip that|no comment|nada|negative|no deal)
            (none|neither) of (these|those|them|the|your)
            (not) (interested|happy with any|any of these|any of them|any of those|one of them)
            (rather|prefer|would rather|would prefer) (not)
            (none of) (your|anyone|anybody) (business)
            (do not|not) (want|wish|care|feel like|like|going|need) (to)? (say|tell|share|answer|explain|disclose|give|discuss|any of|those|these|either|it)
            (not) (telling|saying|sharing|answering|giving)
            (too|very|way too|bit|so|all) (expensive|much|pricey|costly|steep|high|dear)
            (can not|can we not|not) .. afford
            (skip|pass) (this|that|it|on|please|the|question|all)
            (will|would|ill) pass
            (that is|is) (private|personal|confidential|secret)
            (does|do) (not) (matter|concern you)
            (keep|keeping) (that|it|this) (to myself|to ourselves|private|confidential|secret|between us)
            why (should|must|do|would|does) @we (have to|need to|want to)? (tell|say|answer|explain|reveal) ..
            (do|must) @we? (have to|really have to|need to) (say|tell|answer|explain|give|share|reveal)? (that|this|you|a reason|why|it)* $
            ^ (i|we|sorry|no)* (will not|not going to|would not|not gonna) (tell|say|answer|share|reveal|disclose) ..
            ^ no (reason|comment|explanation|justification|answer) (needed|necessary|given|required|from me|from us)* $
            (prefer|rather) (not to|not) ..
            """
        ),
        (
            Intent.Greet,
            """
            ^ (hi|hello|hey|yo|howdy|greetings|salutations|aloha|bonjour|hola|sup|heller|hiya|morning|afternoon|evening|good morning|good afternoon|good evening|good day|welcome|namaste|ciao|ola|hallo|why hello|well hello|what is up|whats up|hey hey|hi hi|knock knock|ahoy) (hi|hello|hey|there|bot|everyone|all|team|again|you|friend|buddy|creditbot|to|siri|alexa|ai|fellow|my|dear|folks|mate|man|bandit|how|are|is|it|going|today|up|what|doing|things|good|morning|afternoon|evening|guys|dude|sir|hope|well|and|a)* $
            (how|hows) (are|is|have|has|was) (you|it|things|everything|life|your|my ai|the ai|ife) (been|doing|going|today|day|this|is|treating|hanging|feeling|for|with|you|morning|evening|on|fine|well|week|ai|all)* $
            ^ (ai)? how (do|you|are|is|have) (you|the ai|my ai)? (feel|been|feeling|doing|do) (ai|today|on|this|fine|day|now|right)* $
            how goes it
            (wake up)
            what do you feel like
            ^ (ahoy)
            (what is) (up|going on|new|happening|good) (with you|today|man|there)* $
            (nice|good|great|pleasure) to (meet|see) you (today)? $
            ^ (are) you (doing|feeling)? (ok|well|alright|good|fine|there|okay) (today|right|now|ai)* $
            (are|is) (things|everything) (going)? (well|ok|good|alright) (for|with)? (you)?
            (just) .. (say|saying) (hi|hello)
            (have) you been (good|well|ok)
            (tell me|can you tell me) how you (have|are) (been|doing)* (today)? $
            (anyone|anybody|are you) (there|home|around) $
            (say) (hi|hello)
            """
        ),
        (
            Intent.Thanks,
            """
            (thanks|thank|thankful|gracias|merci|cheers|danke|grateful|gratitude|appreciate|appreciated|thx|kudos|obrigado|arigato)
            (owe) you
            (you) (rock|rule)
            (saved|made) (my|our|the) (day|life|week|bacon|morning|afternoon|evening|skin)
            ^ (ta|many thanks|brilliant ta|great ta|thanks a bunch|cheers|lovely ta|ta very much|bless you|nice one ta) (mate|very|much|love|all|then|ta)* $
            (brilliant|great|super|perfect|lovely|nice|ok|cool) ta
            (much|most) (obliged|appreciated)
            (you are|that is|you have been) .. (legend|hero|gem|lifesaver|life saver|champ|champion|peach|angel|genius|godsend)
            (what would) (i|we) do without you
            (that|this) (helps|helped|clears it up|does the trick|did the trick) ..
            you are (the best|a star|awesome|great|amazing|a lifesaver|a doll|so nice|so kind|so thoughtful|very kind|wonderful|very helpful|so helpful|helpful)
            youre a doll
            (was|been|very|super|so|really) (a)? (big|great|huge|much)? (help|helpful|kind)
            ^ (great|perfect|awesome|wonderful|excellent|fantastic|brilliant|lovely|amazing|nice|super|cool|sweet|really great|good job|well done|nice one|great job|good work|great work|good looking out|nice work|great stuff|good stuff) (job|work|help|answer|excellent|great|bot|that is|all|i|need|with|assisting|me|very|so|stuff|one|out|looking|response)* $
            (answer|efforts|response|help) .. (appreciated|pleased|enjoyable|was good|was great|unnoticed|helpful|perfect)
            (happy|glad|pleased) .. (answer|helped|help|response)
            (easier) with you
            (wish you were)
            (good|great|nice|excellent) (job|work|answer|stuff)
            ^ (ok|okay|all right|alright|oh|so|really)* (great|perfect|awesome|wonderful|excellent|fantastic|brilliant|lovely|amazing|sweet|nice) (great|excellent|that|will|work|is)* $
            (so|very) (nice|kind|thoughtful|helpful) (of|to) you ..
            """
        ),
        (
            Intent.Bye,
            """
            (bye|goodbye|farewell|fairwell|cya|adios|sayonara|syonara|ciao|tata|toodles|tootles|ttyl|buhbye|cheerio|toodaloo|adieu|byebye)
            good (bye|night)
            ^ (later|laters|peace|peace out|signing off|logging off|off now|i am off|night|take care|take it easy|until next time|so long|catch you|see you|see ya|see ye|talk later|over and out|that is all|that is it|done for today|done for now|have a good one|have a nice day|out|gotta run) (for now|now|today|later|soon|everyone|all|tomorrow|gator|gater|alligator|out|next week|then|for|thanks|folks|guys|bot|mate|around|monday|team|again|in|a|while)* $
            (see|catch|speak|talk|chat) (you|ya|to you|with you|to ya) (later|soon|tomorrow|again|around|next|in a|then|monday|guys|all)
            (talk|speak|chat) (later|soon|again|to you later|tomorrow)
            (have|got|need|going|must|better|gotta) to (go|run|leave|dash|get going|head out|head off|be off|say goodbye)
            (heading|signing|logging|going|clocking) (out|off|home)
            (have|enjoy) (a|your|the) (good|great|nice|lovely|wonderful|rest) (one|day|evening|weekend|night|of|afternoon|week)
            (nice|good|great|pleasant|pleasure|fun|enjoyed|enjoyable|cool|glad|lovely) .. (talking|speaking|chatting|conversing|chat|conversation|talk|talked|converse|see you again|seeing you|catch up|in touch|speak with you|speaking with)
            (that is|this is) (all|it|everything) (for|from)? (today|now|me|bye|folks|then)* $
            (done|finished|through) (for|here) (today|now|the day|tonight)?
            (i am|i will be|we are|am) (off|out of here|leaving|leaving now|out|done here|gone) (now|bye|goodbye|everyone|all)* $
            (out of) here
            until (next|then|tomorrow)
            (thanks) for (talking|chatting)
            """
        ),
    ];
}
