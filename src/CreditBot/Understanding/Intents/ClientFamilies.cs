namespace CreditBot.Understanding.Intents;

/// <summary>How clients say what they want to know, in the order in which families win within one sentence.</summary>
internal static class ClientFamilies
{
    public static readonly IReadOnlyList<(Intent Intent, string Phrases)> Ordered =
    [
        (
            Intent.TalkToHuman,
            """
            (talk|speak|chat|discuss|connect|transfer|escalate|forward|hand) .. (to|with) .. @human
            (talk|speak|chat|call) (to|with) (a|an|my|our|the|some|real|actual|dana|them)? (real|actual|live|account|human|customer)? @human
            (want|need|get|give|connect|reach|prefer|rather|is there|put|have) .. (human|real person|live person|actual person|live agent|live chat|account manager|customer service|customer support|real human|representative)
            ^ (human|agent|operator|representative|a human|real person|a person|person|a real person|support|customer service|human now|customer support|live agent) $
            (have|get|ask|let|can|could|please) .. (someone|somebody|dana|manager|you|agency|anyone|person) .. (call|phone|ring|contact|email|reach out) .. (me|us|back)
            (call|phone|ring) (me|us) (back|please|now|tomorrow|today|asap|later|#date)* $
            (connect|put|transfer|hand) (me|us) (to|with|through|over)
            (can|could|would|will|please) (someone|somebody|anyone|anybody|dana|one of you|one of your people) (please)? (call|phone|ring|contact|text|write to|get in touch|get back) ..
            (call|phone|ring|text) (me|us) (on|at|back|up|later|when|as soon|about|before|after|please) ..
            (would like|want|need|prefer|love|can i get|could i get|can we get|could we get|please) .. (a call|a callback|a call back|a phone call|a quick call|a chat with|a word with)
            (who|whom) (can|do|could|should) @we .. (talk|speak|turn|ring|write) ..
            (have|let|ask|get|make) .. (manager|dana|someone|somebody|anyone|agency|person|human) .. (contact|call|phone|write|write to|ring|text|email) (me|us) ..
            (number|line|extension) .. (@we can|@we could|to) (call|ring|dial|reach|phone) ..
            (give|get|fetch|want|need|call|bring|find) (me|us)? (your|the|a|my|some) (manager|boss|supervisor|colleague|support|superior|team lead|account manager|representative) ..
            (who|whos) (is)? (my|our|the|your) (contact|contact person|account manager|manager|person|go to|rep|representative) ..
            (is|are) (dana|anyone|anybody|someone|somebody) (around|available|free|there|in|reachable|about) ..
            (real|actual|human|living|flesh and blood) (person|human|being|people|help|contact|assistance)
            (do not|not) (want|like|wish|going) .. (talk|speak|chat|deal|type|argue) (to|with) (a|an|the|this|you)? (machine|bot|robot|computer|ai|program|thing)
            (anyone|anybody|someone|somebody) .. (i|we) can (talk|speak|call|reach|email|contact|ask)
            (is there|there) (a|an|any|anyone|anybody|someone|somebody) .. (reach|talk|speak|call|contact|phone)
            (who|how) (can|do|should|could) @we (contact|call|reach|talk|speak|email|phone|get hold)
            (can|could|may) @we .. (ask|call|reach|contact|email) (a|an|the|my|our|some|real)? (person|human|someone|somebody|manager|agency)
            (ask|reach|contact|email|call) (a|an|my|our|the)? (real|actual|human)? (person|human|account manager|agency)
            (what|which|give|have|is there|your|tell|got|need|send) .. (phone|contact|telephone) (number|details) ..
            (phone|contact) number of .. (agency|support|manager|dana|you)
            (not|instead of|rather than|than) (a|the|this|talking to a|to a)? (bot|robot|machine)
            (tired|sick) of .. (bot|robot|machine)
            (rather|prefer) .. (discuss|talk|speak|ask|deal|work) .. (someone|somebody|person|human|manager|agency)
            (can|could|may) @we (just|please)? (phone|call|ring|speak|talk|write|email|reach|meet) (to|with)? (someone|somebody|anyone|a person|dana|the manager|a human|you lot|the agency)
            (someone|somebody|anyone) (real|human|else|proper|responsible|in charge) ..
            (give|drop) (me|us) (a|quick)* (ring|call|buzz|shout|bell|callback)
            (who) .. (in charge|responsible|the boss) .. (there|over there|at your|of this|here)
            (let|want|need|like|put|get|hand) .. (speak|talk) (to|with) ..
            (getting|going|leads|goes) nowhere
            (useless|stupid|dumb|hopeless) .. (human|person|someone|support|bot|machine)
            (bot|machine) .. (useless|stupid|dumb|hopeless|not helping|no help)
            (wrong|unhappy|complaint|complain) .. (speak|talk|contact) ..
            """
        ),
        (
            Intent.CancelRequest,
            """
            @withdraw .. (request|requests|#request|ticket)
            (call off|cancel|withdraw|take back|scrap) (the|those|these|my|our) (credits|#number) @we (asked|requested|ordered|wanted) ..
            (do not|please do not|no need to|stop) (process|processing|handle|handling|submit|forward|look at) (#request|my request|our request|the request|that request|my ask)
            (what|the one|the ones|the credits|those|that) @we (ordered|requested|asked for|submitted) .. (cancel|withdraw|scrap|drop|bin) (it|that|them)?
            @withdraw (what|the one|the ones|whatever) @we (ordered|requested|asked|submitted|applied|sent) ..
            (want|need|like) (my|our|the) (pending|open|last)? request (gone|off|cancelled|withdrawn|removed|deleted)
            (do not|no longer) (need|want) .. (request|#request)
            (not|no longer) (be|going to)? (need|needing|want|wanting|require|requiring|using) (my|our|the|that|this)? (request|#request) ..
            changed (my|our) (mind|minds) (about|on|regarding) .. (request|#request)
            (take|pull|call) (my request|our request|the request|#request) (back|off|down) ..
            (my|our|the|that) (request|order|ask|wish|application) .. (not|no longer) (needed|necessary|required|relevant|wanted) ..
            (do not|no longer) (need|want) (those|these|the|my|that) .. @credits .. (drop|cancel|forget|withdraw|anymore|after)
            (take|pull|call) .. (back|off) .. (request|#request|the one|what i)
            (take|pull) (back|down) .. (request|#request|one|ask)
            (take|pull|call) (my|the|that|our|#request) (last|latest|open|pending|credit|credits|earlier|previous)? (request|#request)? .. (back|off)
            (withdraw|retract|rescind|recall|revoke) (it|that|this|the one|what i|them) ..
            (cancel|withdraw|scrap|drop|delete) the (one|ask|thing) @we (sent|submitted|made|put|asked|filed|placed) ..
            (request|#request) .. (not needed|no longer needed|unnecessary|can be (cancelled|withdrawn|dropped|closed|deleted)|obsolete|withdrawn|cancelled)
            ^ (withdraw|scrap|cancel|drop|delete|undo|revoke|retract) #request
            (bin|toss|disregard|ignore|void|annul|dump|binned|shelve|skip) .. (my request|our request|#request|the request|that request)
            (disregard|ignore|bin|toss|cancel|withdraw|scrap|drop|undo|annul|void|revoke) .. (what @we asked|what @we requested|what @we sent|what @we ordered|the one @we|the ask @we|my ask|our ask|the credits @we asked|the credits @we requested)
            (the|my|our|that) (request|ask|order|one) .. (cancel|withdraw|scrap|drop|undo|disregard|bin) (it|that|this)
            (the|my|our|that) (ask|order|one) @we (placed|sent|made|put in|filed|submitted) .. (cancel|withdraw|scrap|drop|undo|bin|not needed|no longer needed)
            (#request|my request|our request|the request) .. (obsolete|moot|solved itself|sorted itself|taken care of|off the table|is off|not necessary)
            (call) (it|the request|my request|#request) off
            (take|get|pull) (my request|our request|#request|it|my ask|our ask|the request) (out of|off) (the|your|there|here) ..
            (no need|not necessary|no longer necessary|unnecessary|no reason) .. (handle|process|approve|decide|forward|for) (my|our|the|#request) (request|ask)? ..
            @withdraw (my|our|the|that) (pending|open|last|latest)? ask ..
            @withdraw .. (application|submission|credit order|top up order)
            ^ (yes|yep|yeah|ok|sure|please|correct|then)* (withdraw|retract|revoke|rescind) (it|that|this|please|now|then|thanks)* $
            ^ (yes|yep|yeah|ok|sure|please|correct|then)* (take|pull) (it|that|this) back (please|now|then|thanks)* $
            (no longer|do not|not) (need|want|require|needing) (what|the credits|the extra|the one|the ones|the #othernumber|those #othernumber|the #number|those #number) .. (asked|requested|ordered|applied|sent|wanted|submitted) ..
            (what|the credits|the extra ones|the #othernumber|the #number) @we (asked|requested|ordered|applied|wanted) .. (not|no longer) (needed|necessary|required) ..
            """
        ),
        (
            Intent.ExplainCharge,
            """
            (why|how come) .. (cost|costs|costing|charge|charged|take|took|taken|expensive|pricey|deducted|eat|ate|use|used|billed|pricier|credits for|much|many|burn|burned|consume|consumed|high|drop|dropped|down|more than|gone|minus|subtracted|spend|spent)
            (cost|took|charged|ate|used|burned|deducted|takes|costs) .. (how come|why)
            how (are|is|does|do) .. (made up|put together|composed|derived|arrived at|come about)
            how (are|is|were|was|do|does) .. (calculated|computed|determined|counted|charged|priced|worked out|decided|deducted|measured|calculate|compute|charge|count|work out|billed|figured)
            how (do|does) (you|the|it|editor|system) .. (price|charge|bill|count|decide) ..
            (charged|billed|deducted|counted|took) .. (twice|double|two times|again|wrong|too much|wrongly)
            (double|wrongly|over|incorrectly) (charged|billed|counted)
            what (makes|made|makes) .. (pricier|expensive|cost|costs|cheaper|cheap|costly|charge)
            (was|were|am|are|did|have|why) @we .. (charged|billed|overcharged)
            (explain|break down|clarify|understand) .. (charge|charges|cost|bill|deduction|price|credits it|charged)
            what (did|was|is) .. (charge|charges|deduction|charged) .. (for|about)?
            #number @credits for .. (seriously|really|why|wow|huh|typo|crazy|lot|steep|explain|explanation|insane|ridiculous|outrageous|come on|robbery|joke)
            (seems|seem|looks|feels|sounds|is|are|that|too) .. (a lot of credits|many credits|credits) for .. (a|one|just|such|small|tiny|typo|edit|change)
            what determines .. (cost|credits|price|charge)
            what (goes|is|flows|counts|factors) (into|in|behind|towards|toward) (the|an|a|my|our)? .. (price|cost|costs|charge|charges)
            (on|by) what (basis|rule|formula|measure) ..
            (been|were|was|get|got|getting) (billed|charged|counted) (twice|double|two times|again|wrong|wrongly|too much)
            (charge|charges|deduction) .. (not|never) (recognise|recognize|know|understand|expect)
            #number .. for (a|an|one|just) .. (seriously|really|wow)
            what (did|do) @we pay .. for
            (so|that|why|too) (expensive|pricey|much|many) .. (edit|change|page|headline|typo|sentence|color|word|for one|for a|for just)
            (where|how) does .. (cost|price|number|figure) come from
            (cost|costs|took|charged) .. (instead of|rather than|more than) .. (usual|before|last|normal|usually|yesterday)
            ^ #number (credits)? for .. (how|why|really|seriously|what|that much|come on|is that|was that|excessive|steep|insane|crazy|ridiculous|a bit much)
            (lost|missing|gone|disappeared|vanished|deducted|taken|charged) .. #othernumber (credits)? .. (why|how|what for)
            (#number|#othernumber) (credits)? (gone|missing|vanished|lost|disappeared|deducted|taken|charged|down the drain) ..
            (lost|paid|charged|deducted|billed) #number (credits)? .. (for|why|and|just|only|what|yesterday|today|on)
            (way|far|much|so|awfully|pretty|rather|quite|bit) (too)? (expensive|pricey|costly|steep|dear|overpriced) (for|considering|given) ..
            (pretty|quite|fairly)? (sure|think|believe|looks like|seems) .. (billed|charged|counted|deducted) (twice|double|wrong|wrongly|too much|again)
            what (is|was|s)? (is|was)? (with)? (up with)? (the|those|these|that) (#number|#othernumber) (credits)? (for|from|on|this|yesterday|today|taken|charged|deducted) ..
            what (is|was) (up)? with (the|those|these|that) (#number|#othernumber)? (credits|charge|deduction|credit|charges)
            (do|does|are|is|did|will|would) (a|an|the|any|my|our)? (failed|rejected|undone|reverted|broken|cancelled|unsuccessful|aborted|wrong|discarded|botched) .. (cost|costs|charged|count|counted|credits|billed|refunded)
            (is|was|are|were) (#number|#othernumber) (credits)? (right|correct|normal|usual|a mistake|an error|fair|typical|standard|reasonable) ..
            (understand|get|follow|see) (the|those|these|that|my|this) (#number|#othernumber) (credits)? (charge|from|for|on|deduction|taken) ..
            (what|why) (are|is|were|was) (the|those|these|that) (#number|#othernumber) credits .. (for|from|about)
            (do not|cannot|can not) (understand|get|follow|see) .. (charge|charges|cost|deduction|bill|price|credits from|credits on)
            (do|does|will|would) (@we|it|they) (get|also|still|be)* (charged|billed|pay|cost) .. (if|when|for|even) ..
            what exactly (was|were|is|did|am|are) .. (charged|billed|deducted|pay|taken)
            (charged|billed|deducted|pay|paid) .. what for
            how .. (come up with|arrive at|get to|set) .. (price|cost|number|charge|amount of credits|figure)
            (only|just|merely) .. (fixed|changed|edited|moved|swapped|corrected|replaced|did|made) .. (and|but) .. (lost|cost|charged|took|paid|deducted|gone|down) ..
            (is|was) (that|this|it) (right|correct|normal|usual|a mistake|an error|intended|fair) .. (charge|cost|price|deduction|edit|credits)?
            (charge|cost|deduction|edit|change|credits|#number|#othernumber) .. (is|was) (that|this|it) (right|correct|normal|usual|a mistake|an error|fair)
            ^ #number (credits)? for (a|one|the) .. (swap|typo|comma|word|letter|tweak|color|colour|headline|sentence|picture|photo) (really|seriously|why|how)* $
            (itemize|itemise|justify) .. (charge|charges|cost|bill|deduction|credits)
            """
        ),
        (
            Intent.CheckReset,
            """
            (when|what time|what point|what moment|what day|what date|which day|which date|how soon|how often) .. @renew
            (when|what day|what date|which day|how soon|how often) .. (new|next|fresh|more|monthly|our|my) .. @credits (come|arrive|land|start|added|in|drop|hit|show|back|get)?
            (when|what day|what date|which day|how soon|until when|how long|after how) .. (@expire|come back|coming back|roll over|good for|good until|valid|next batch|start over|starts over|next month start|new month|next period|billing cycle|next cycle|cycle|be used by)
            (do|does|will|are|is|can|would|did) .. (@carry|@expire|@renew|coming back|come back|valid|stay|keep|kept|saved|bank)
            (what|anything) happens .. (unused|left|leftover|remaining|do not use|not used|end of|roll|over|extra|one time)
            (lose|losing|keep|forfeit|save|bank|transfer) .. (unused|leftover|left|remaining|not use|do not use|rest|extra)
            (unused|leftover|remaining) @credits .. (next month|roll|carry|expire|lost|keep|lose|gone)
            (how long|how many days|how many weeks|days|time) .. (until|till|before|to|left until|left before|left in) .. (@renew|next credits|new credits|next batch|cycle|period|month|allowance)
            (how long) do .. @credits .. (last|keep|stay|live) (for)?
            (next|our|my|the|credit|credits|monthly) (reset|renewal|refill|refresh|expiry|expiration|recharge) (date|day|time)?
            (reset|renewal|refill|refresh|expiry|expiration|recharge) (date|day|time|when)
            ^ (next)? (reset|renewal|refill|expiry|resets|renewals|expires|expiration)
            (are|will|do) .. (coming|come) back
            (how long|how soon|when) .. (back to full|fill up|filled up|full again|tops up|topped up again)
            (do|does|will|can) .. (leftovers|leftover|rest|unused) .. (carry|roll|go|move|stay|keep|transfer)
            (when) (do|does|will) .. (next|new) (month|period|cycle) (start|begin)
            (when|what day|how long|how soon) .. (month|period|cycle|credits|it|they|counter|count|clock|meter|allowance|everything|usage) .. (@renew|start over|begin|start again|start from|starts|restart|zero)
            (when|what day|what date|which day|which date) do @we (get|receive) .. (next|new|monthly|more|again|fresh|them|batch|@credits)
            (when) (is|are|will) .. (next|new) .. (batch|credits|allowance|allocation|cycle|period|refill|top up)
            (when|what date|what day|which day|which date|how soon|how long|how many days) .. (new|fresh|next|more) (ones|lot|load|set|bunch|batch|round|delivery|instalment|installment|contingent) ..
            (do|does|will|are|is|can) .. (leftovers|leftover ones|unused ones|old ones|unspent ones|spare ones|extra ones|extras|bought ones) .. (stay|carry|roll|expire|keep|lost|go|gone|add|added|transfer|valid)
            (next month|new month|next period) .. (start from|start at|begin with|back to|full) ..
            (use by|sell by|best before|expiry|expiration|shelf life|end) (date|dates|day)? .. (credits|credit|ones|they|extra|bought|them)
            (credits|credit|ones|extra|bought|top up|top ups) .. (use by|best before|expiry date|expiration date|shelf life|expiry|expiration)
            (how many days|how many weeks|how long|how much time) .. (until|till|before|to) .. (fresh|new|next|more|reset|refill|month|renewal|allowance)
            (is|are|when is|s) .. (next|new) (batch|delivery|round|load) (of credits)? (coming|due|in|here|arriving)*
            (use|used) (them|it|credits)? (up)? (or|before) (lose|lost|they|it) ..
            (for|until|till) (how long|when) (are|is|do|can|will) .. (valid|good|usable|last|keep|available)
            (are|is|will|get) .. (gone|lost|deleted|wiped|void) (on|at|by|after|when|if|once) .. (first|end|month|reset|#date|renewal|not used|unused)
            (what is not|what we do not|whatever we do not|those we do not|ones i do not|ones we do not|what i do not) (used|use) .. (lost|gone|keep|carry|expire|happens)
            (start|starts|begin|begins) (of|for) (the|our|my)? (next|new) (month|period|cycle|billing)
            (use|keep|take|spend) .. (leftovers|leftover|unused|rest of|remaining) .. (next|in|for|later|month|into|#date) ..
            (do|does|will|can) .. (top up|top ups|topups|extra|extras|bought|purchased) .. (run out|end|go bad|go away|die|time out) ..
            (day|date) .. (it|everything|they|we|all) .. (start|starts|begin|begins) (anew|again|over|afresh)
            (billing|credit|our|the) (cycle|period|month) (start|starts|end|ends|begin|begins|run|runs|over|starts over|close|closes)
            """
        ),
        (
            Intent.AskAdvice,
            """
            how (can|do|does|could|should|to|would) .. (stop|avoid|prevent|keep from|not) .. (run|running|end|ending|going) (out|dry|low|short|up short)
            (tip|tips|advice|tricks|trick|suggestions|suggestion|recommendations|best practice|best practices|pointers|hints)
            how (can|do|could|should|would|to|might) .. (save|fewer|less|reduce|cut|stretch|last longer|efficient|efficiently|economical|economically|waste|wasting|avoid|lower|wisely|smarter|optimize|optimise|go further|sparing|conserve|cheaper|make the most|get more out|bring down|spend less|careful|minimize|minimise)
            (what|which|anything) .. (doing wrong|most efficient|more efficient|efficient way|best way|smartest way|cheapest way|save credits|use less|use fewer|better way)
            (is it|would it be|are|is) .. (cheaper|better|worth|more efficient|smarter|more economical|less expensive) (to|if|when|than|doing|making|batching)
            (cheaper|better|smarter|more efficient) .. (batch|bundle|combine|together|one go|at once|preview|group)
            (does|do|is|are|should|will) .. (preview|previews|previewing|batching|drafts) .. (cost|free|use|first|save|help|count|credits|charge)
            (should) @we .. (batch|preview|bundle|combine|group)
            (make|help) .. (last longer|go further|stretch|use fewer|use less|save|reduce)
            (save|saving|conserve|reduce|cut|use fewer|use less|spend fewer|waste fewer|wasting|lower) .. (@credits|usage|consumption)
            (more|most) (efficient|efficiently|economical|economically)
            (use|using|spend|spending) .. (@credits|them|it) .. (wisely|smarter|better|efficiently|sparingly|carefully)
            (stretch|optimize|optimise) .. (credits|usage|edits|them)
            (what|how) .. (could|can|should) @we .. (differently|better)
            (burn|burning|go|going|use|using|run|running) .. (too|so) (fast|quickly|quick|many) .. (what|how|help|wrong|better)
            (what|which) .. (eats|takes|uses|costs|needs|consumes|burns) (the)? (least|fewest|less|fewer)
            (what|how) (would|could|should|can|do) (you|we|i|one) (change|do|improve|do differently|suggest|recommend) .. (use|burn|need|spend|save|credits|work|fewer|less)
            (how) (do|does|can) (other|others|other people|people|everyone|everybody|other clients|your other) .. (get by|manage|do it|make do|live|cope|survive|use so few|save)
            (get|getting|make|making|go|going) (the most|more|further|farther) (out of|with|from|done) .. (credits|allowance|them|what we have|less|fewer)
            (am|are) @we .. (wasting|using too many|burning too many|inefficient|wasteful|overusing) ..
            (where|how) (could|can|do|are|am) @we .. (wasting|waste|cutting|cut back|cut down|trim|economise|economize) ..
            (what|which) .. (habits|settings|kind of edits|edits) .. (waste|cheap|cheaper|cheapest|fewer|less|avoid)
            (all|everything|changes|edits) .. (in one go|at once|in one message|together|in a batch) .. (or|better|cheaper)
            (get by|make do|manage|cope) (on|with) (less|fewer|what we have|#number)
            (less|fewer) credits .. (how|possible|way|tips|same|without)
            (more|be|being|are|become) (careful|frugal|economical|mindful|sparing|thrifty|smart|smarter|efficient) (with|about|in) .. (credits|them|allowance|usage|what we have|spending)
            (which|what) (edits|changes|things|kind of edits|kinds of edits|tasks) .. (avoid|skip|cheapest|cheap|expensive|save)
            (what|which) (would|could|can|might|will) (make|keep|get) .. (edits|changes|it|them|work|updates) .. (cheap|cheaper|less|down|low|lower|fewer|efficient)
            (is it) (smarter|wiser|cheaper|better) (to|if) ..
            (teach|show|help|tell|advise) (me|us) .. (thrifty|thriftier|frugal|economical|efficient|careful|sparing|smarter|save|saving|waste)
            (thrifty|thriftier|frugal|sparing|sparingly|economise|economize|economical)
            (could|can) .. (get by|manage|do it|do this|do the same) .. (less|fewer|cheaper)
            (without) (using|spending|burning|wasting) .. (so many|that many|all|too many|credits)
            (reduce|lower|cut|shrink|trim|bring down|optimise|optimize) (our|my|the) (consumption|usage|spending|burn|burn rate|credit use)
            """
        ),
        (
            Intent.AskEstimate,
            """
            (how many|how much|roughly how many|how many credits) .. (#work|@thing) .. (take|takes|cost|costs|need|needs|require|requires|use|uses|be|run|eat|is that|set|burn)?
            (how many|how much) @credits? (would|will|does|do|should|might|is|are) (it|that|this|a|an|the|one|we|i|you|people) .. (take|cost|need|require|use|eat|burn|budget) .. (for|to)? (#work|a|an|one|the|our|my|redo|rewrite|redesign|translate|write|edit|build|make|add|update|fix|change|create|launch|@thing)
            (what|how much|how many) (would|will|does|do|might) .. (#work|@thing|redo|redoing|rewriting|rewrite|translating|translate|redesigning|building) .. (cost|take|run|use|need|be|set)
            (what) (would|will|does|do|might) (a|an|the|our|full|one|my) .. (cost|take|use) (in)? @credits
            (will|would|does|do) (#work|a|an|one|the|our|adding|rewriting|translating|redoing|updating|writing|redesigning) .. (cost|take|use|eat|need|burn) .. (a lot|many|much|more|@credits)
            (estimate|estimation|ballpark|rough idea|guess|quote|calculate|guesstimate) .. (#work|@credits|cost|for|@thing|how)
            (estimate|ballpark|quote) $
            (cost|price|credits) (of|for|to) (#work|a new|a|an|one|rewriting|translating|redoing|writing|building) .. (page|post|form|banner|site|section|image|article|product|blog|redesign)?
            (how far) (do|does|will|would|can) .. (get|go|#number)
            (if|say|suppose) @we .. (#work|@thing|redo|rewrite|translate) .. (how many|how much|what) .. (@credits|cost|that|take|need)
            (is|are|would|will) #number .. (enough|sufficient|plenty) (for|to) .. (#work|@thing)
            what (do|does) (people|others|clients|you|most|one) .. (normally|usually|typically|generally) (need|use|spend) .. (for|on)
            how (expensive|pricey|costly|credit heavy) .. (#work|@thing|would|is)
            (how many|how much) (do|would|should|will|might) @we (need|have to|budget|plan|want|require|get|buy|ask) .. (for|to|if)
            what should @we (budget|plan|expect|reckon) .. (for|credits)
            how (expensive|pricey|costly|much work|credit hungry|heavy) (is|are|would|will|does|do) .. (redesign|rewrite|translation|translating|redesigning|relaunch|edit|text|video|chatbot|widget|header|logo|a new|one)
            (what|how many|how much) (do|would|does|should|might) (you|we|i) (think|reckon|guess|say|expect|figure) .. (#work|@thing) .. (need|cost|take|be|use|run|require)?
            (what|how many|how much) .. (#work|@thing) .. (come to|comes to|amount to|set us back|set me back|eat up|add up to|run us|run me)
            (set aside|put aside|budget|plan|calculate|reckon) .. (for) .. (#work|@thing)
            (how many|how much) (@credits)? (will|would|do|does|should) (they|that|it|those|these|this) (all)? (take|need|use|eat) ..
            (how many|how much) @credits? (should|do|would|must|will) @we .. (set aside|put aside|budget|plan|reckon|reserve|calculate|allow|earmark) ..
            (is|are|would|will|do|does) #number (credits)? .. (enough|sufficient|suffice|do|cover|plenty|ok|realistic) .. (to|for) ..
            (rough|roughly|approximate|approximately|ballpark) .. (credits|cost|number|how many|how much|figure|idea) .. (for|to|of)
            (credits|credit) .. (do|does|will|would|for) (#work|a|one) .. (take|need|cost|use)
            (credits|credit) (wise)? .. how (expensive|much|many)
            (redoing|rewriting|translating|redesigning|rebuilding|building|writing|making|adding|updating) .. (how many|how much|what) .. (credits|cost|take|that be)
            (how many) (#work|pages|posts|images|edits|articles|sections) .. (can|could|do|would|get|does|will|for) .. (#number|@credits|get|do)
            """
        ),
        (
            Intent.CheckHistory,
            """
            (how many|how much|how often) .. (have|did|do|had|has|has been|was|were|were we|are) .. (used|use|using|spent|spend|burned|burn|burnt|consumed|consume|gone through|go through|went through|used up|blown|buy|bought|receive|received|purchase|purchased|topped up|given|granted)
            (how many|how much|how often) did @we (get|receive|buy|top up) ..
            (how many|how much) .. @credits .. (used|spent|burned|burnt|consumed)
            where (did|have|has|are|do|is|did) .. (@credits|they|it|all) .. (go|gone|going|went|disappear|vanish)?
            what (did|have|do|was|were|has|are) .. (spend|spent|use|used|using|burned|consumed|eating|eaten|went|burning|spending) ..
            (did|have|has) (i|we|anyone|anybody|my team|our team|they|somebody) .. (use|used|spend|spent|burn|burned|consume|consumed|buy|bought|topped|exceed|exceeded) ..
            (who|which person|which user|which team|which of us|who else) .. (using|used|uses|use|spent|spending|burning|burned|burns|spends|consumed|eating|most)
            (which|what) (page|pages|edits|edit|month|months|week|day|project|site|person|task|tasks|things) .. (used|use|uses|cost|costs|took|most|ate|consumed|highest|burned|using|take)
            (when|what) .. (last|previous|most recent) .. (top up|topup|grant|increase|boost|request|purchase|bought|buy|got|get|add|added|receive|received|extra|time)
            (when) did @we .. (top up|buy|get|receive|ask|use|run out|upgrade)
            @show .. (statistics|stats|usage|history|breakdown|activity|consumption|log|statement|spending|list of edits|edits that|transactions|past)
            (usage|history|breakdown|consumption|activity|statement|spending) .. (pls|please|for|of|last|this|in|by|per|report|history|overview|log|so far)
            @show .. (how|what|where) @we (used|spent|use|burned|consumed|spend) ..
            @show .. (where|how) .. (credits|it|they) (went|go|gone|were used|was used|were spent|got used) ..
            (how|in what way) (were|was|did) .. @credits .. (used|spent|distributed|split|go)
            ^ (our|my|the|credit|credits|full|monthly|last)? (usage|history|breakdown|consumption|activity|log|statement|past usage|usage history|usage report|transactions|spending) $
            (breakdown|history|overview|summary|list|record|log) of .. (usage|credits|edits|used|spent|last|consumption|top ups|spending|month)
            (usage|use|consumption|spending) (history|report|log|stats|statistics|trend|numbers|overview|data|graph|chart)
            (list|show|see|find) .. (top ups|purchases|grants|bought|topped)
            (past|previous|earlier|old) (top ups|requests|grants|purchases|usage|months)
            (what) (is|was|were) .. (usage|consumption|spending|burn rate|burn)
            (what|where) (have|has|were|did) (the|our|my|all)? @credits (been|get|gotten|got|go|gone)? (spent|used|burned|consumed|into|on) ..
            @show .. (all|every|our|my|the) (edits|changes|charges) (of|from|in|this|last|we|i|since|made) ..
            how (fast|quickly|quick) .. (burn|burning|using|use|going through|spend|spending)
            (how many|how much|what) (did|has|have|does) .. (go through|gone through|get through|use up|burn through|burned through|eat|spend|use)
            (how) (does|do|did|is) (this|last|our|the|my) .. (month|week|usage|consumption|year) .. (compare|compared|stack up|look) ..
            (compare|compared|comparison) .. (month|months|last|usage|consumption|week|weeks|year)
            (which|what) (day|date|days|week|month) (did|was|were|have) @we .. (run out|ran out|use|used|spend|spent|most|hit|buy|get)
            (did|have|has) @we .. (ever|before|already|previously|in the past) .. (get|got|ask|asked|request|requested|buy|bought|receive|received|bonus|top up|topped|had|upgraded|extra|more)
            (did|have|has) @we .. (get|got|ask|asked|request|requested|buy|bought|receive|received|bonus|top up|topped|upgraded|extra) .. (ever|before|already|this year|last year|last month|in the past|earlier)
            (how much|how many|what) (did|have|do) @we .. (get|got|ask|asked|buy|bought|order|ordered|request|requested|take|took|pick|choose|chose) .. (last time|the last time|before|previously|so far|in #date|last month)
            (what|which|how many) .. (did @we use|did @we spend|@we used|@we spent|@we burned) ..
            (day by day|week by week|per day|per week|by week|by day|by page|by user|per user|per page) ..
            (show|list|see|pull up|dig up) .. (earlier|previous|past|former|old|last) .. (purchases|requests|top ups|months|usage|credits|grants|extras)
            (my|our|the) (consumption|usage|spending|burn rate) .. (last|this|since|over|between|from|in|of|lately|recently|month|week|year|day)
            (average|typical) .. (usage|consumption|month|per month|a month)
            (what|who|which) .. (eating|ate|eats|using up|used up|burned|burning|draining|drained|consumed|consuming) .. @credits
            """
        ),
        (
            Intent.CheckRequestStatus,
            """
            what did @we (ask|ask you|request|order|apply) (for|you for|from you)? (again|last|last time|exactly)* $
            status .. (request|requests|#request|it|that|my|our|top up|upgrade)
            (where|when) (are|is|will|do|can) .. (#othernumber|credits i|credits we|new credits|extra credits) .. (arrive|land|added|here|show up|available|come through|booked)
            (my|our|the|#request|request|upgrade) .. status
            ^ (request)? status (please)? $
            (update|updates|news|word|progress|feedback|decision|response|reply|answer) .. (on|about|regarding|from|for|of|with|yet|to) .. (request|requests|#request|manager|dana|credits|upgrade|agency|top up)
            (update|updates|news|word|progress|decision) (yet)? (on|about|from) (it|that|this|my|our|the) ..
            (any|an) (update|updates|news|word|progress|decision|answer|response|feedback|reply) (yet)? (on|about|regarding|for)?
            (what|how) (is|are|has|happened|about|was) .. (happening|happened|going|coming|progress|progressing|up|going on|became|become|along) .. (request|requests|#request|top up|upgrade|credits i|those credits)
            (what|how) (happened|is|are) .. (request|requests|#request|top up|upgrade) .. (doing|going|coming|progressing|looking|along)
            (what) (happened|is happening|is up|is going on|became) .. (to|with|of) (it|that|my|our) ..
            (what|how) (is|about|happened) .. (#request|my request|our request|the request|that request|last request)
            (did|has|have) you (already|yet|ever)? @approved
            (has|have|did|was|is|are|were) (it|that|this|they|my|our|the|#request|those|dana|manager|anyone|someone|anybody|somebody|agency|request|credits|upgrade|top|up|last|latest|boss|account)+ .. (been|get|got|be|already|yet|now|gone)* @approved
            (has|have|did|does|was) (dana|anyone|anybody|someone|somebody|the manager|my manager|the agency|they|he|she|you|manager) .. (look|looked|see|seen|read|decide|decided|approve|approved|answer|answered|respond|responded|get back|got back|reply|replied|hear|said|say)
            (has|have|did) (@we|my|our|the|you|dana|anyone) .. (heard|hear) .. (back|yet|anything|from|about)
            (where|how) (does|do|is|are) .. (request|requests|#request) .. (stand|standing|at|doing|going|now)?
            (when|how soon|until when|by when) (will|do|can|should|would) @we (know|hear|find out|learn|be told|get word|get told|have an answer|have news) ..
            (where|how far) (are|is) (we|you|they|things|dana|it) (with|on) (the|my|our|that|those) .. (request|#request|extra|#number|#othernumber|credits i|credits we|top up|approval|upgrade)
            still (waiting|pending|open|nothing|no|not heard) .. (on|for|request|#request|credits|answer|approval|news|word|response|yet)?
            (where|when) (is|are|will|do|can|should|would) .. (request|#request|hear back|hear|approval|be approved|get an answer|answered|decision|those credits|the credits i|credits we asked|credits i asked|credits i requested|my answer|an answer|decided)
            (waiting) .. (on|for) .. (approval|answer|request|#request|decision|credits|response)
            (go|gone|went|come|came) through
            (get|got|receive|received|see) (my|our|the) .. (request|#request)
            (is|are|was) .. (#request|request|it) .. (still)? (pending|open|done|approved|through|waiting|stuck|in review|under review)
            (check|look|see|track|follow) (on|up|up on|into|at|for)? .. (my|our|the|that|last)? (request|#request)
            (how long|how much longer|how soon) .. (approval|request|#request|answer|approve|decision|decide|review|hear)
            (asked|requested|applied|ordered|sent|filed|submitted) .. (what is|whats|any|where|when|nothing|no answer|still|how long|no reply|hold up|holdup|holding|happened|yet)
            (what is|whats) .. (hold up|holdup|holding it|holding up|the delay|taking so long|keeping)
            (did|have|has) (you|anyone|the bot|it|they|that) .. (forward|forwarded|pass|passed|send|sent|submit|submitted|hand|handed) .. (request|ask|#request|it) .. (on|to|manager|dana|agency)?
            (did|has|have) (dana|they|anyone|someone|the manager|my manager|he|she) .. (get back|come back|get around|got around|get to|sign|signed|okay|agree|agreed) ..
            ^ (and|so|now|well|is it|already)* @approved (yet|already|now)+ $
            (is|are|has|have|did|do|will) (the|my|our|those|these) .. @we (ordered|asked|requested|wanted|applied|sent) .. 
            (any) (movement|update|progress|reaction|luck|sign|change|word|response|news|reply) ..
            (is|was) (it|that|my request|our request|#request|my ask) .. (approved|granted|lying around|sitting|stuck|forgotten|through|declined|rejected|accepted) .. (or|yet|already|now)?
            (who|what) .. (sign off|signs off|approve|approves|decide|decides|decided|declined|rejected) .. (my|our|the|#request|request|it)
            (was|were|is|got|been) (my|our|the|#request|it) .. (declined|rejected|turned down|refused|approved|accepted|granted)
            (how is|hows|how are) (my|our|the|#request) (request|ask|top up|upgrade)? (doing|going|coming|looking|getting|progressing) ..
            (list|show|see|what are) .. (my|our) .. (open|pending|current)? requests
            ^ (#request) $
            """
        ),
        (
            Intent.CheckBalance,
            """
            (how many|how much|how are|what|whatever|any|anything|many|much) .. (@left|still have|have left|in the tank|to spend|to use|on hand|at our disposal|at my disposal)
            (how many|how much) .. (do|have|can|are|is|did|does) (i|we|us|there) .. (have|got|left|use|still|now|spend|there)
            (how many|how much) @credits (i|we) (have|got)
            (how many|how much) (@credits) (left|remain|remaining|available|now|are there|is there)
            (what|where|how) (is|are|about) .. (balance|limit|allowance|allocation|quota|standing|credit level|total credits|current credits|credit count)
            (show|see|view|check|display|give|tell|get|know|send|look|lookup|see) .. (balance|allowance|allocation|quota|credits|limit|how many|how much|remaining)
            ^ (my|our|the|current|credit|credits|monthly|account|remaining|available)* (balance|credits|allowance|allocation|quota|limit) (left|remaining|available|balance|please|now|today|check|status)* $
            (credit|credits) (left|remaining|available|balance|status|standing|check|count|overview|info|update|level|state)
            (balance|remaining) (please|now|today|check|left|of|for|credits|on|in)
            (am|are|is|have|has|did) (i|we|it|they) .. (out of|out|running low|low|short|run out|ran out|empty|over|exceeded|hit|near|close|used up|maxed|at zero|at the limit|good|covered|ok on|fine on) .. (credits|already|limit|credit|them|month|allowance|low|now|on)?
            (are|will) (i|we) .. (ok|fine|good|covered|alright|safe) .. (until|till|through|for|with)
            (do|have|has|is|are) (i|we|there) .. (still|any|enough|some|more|got|have|anything|something) .. (left|credits|remaining|enough|available|for)
            (will|would|can|could|do|should|does|are) (our|my|the|we|i|these|those|that|it|this|they|what|#number) .. (last|be enough|enough|make it|run out|cover|suffice|get us|get me|stretch) .. (until|till|to|through|for|month|week|us|before|end|if|rest|that)?
            (when|how soon|what day) (will|do|would|are|could|might) .. (run out|run dry|be out|be empty|be gone|reach zero|used up|going to run)
            how long (will|would|do|can|are|until) .. (last|be enough|run out|left|hold|out)
            (where|how) (do|are|am) (i|we) (stand|standing|doing|on) .. (credits|credit|this month|now|usage|balance|with|on|at)?
            (where) (do|are|am) (i|we) (stand|at)
            what (do|have) (i|we) (have|got) (left|now|remaining|available)?
            what is (left|remaining|available|my limit|our limit|my cap|our cap)
            how (many|much) of (our|my|the|those|them) ..
            (our|my|monthly|credit) (limit|cap|allowance|allocation|quota) (is|right|now|per|a|each|again|please)?
            (current) (credits|balance|credit|count|status|allowance)
            (enough|any) @credits? (left)? (for|to) .. (#work|@thing|do|finish|edit|month|week)
            (what) .. (package|plan|tier) (am|are) (i|we) (on|in|using|at)
            (which|what) (package|plan|tier) (do) (i|we) (have)
            (what) .. (my|our) (package|plan|tier)
            (what|how much|how many) .. (to play with|to work with|to go|in the bank|in the account|in the pot|in the kitty|on the account|in our account|in my account|on our account|on my account|at hand)
            (did|have|has) (we|i) .. (use|used|burn|burned|spend|spent|gone through|blown) (up)? (everything|all|it all|them all|our credits|my credits) .. (already|yet|by now)? $
            (how far) (along|into|through) .. (allowance|credits|month|limit|quota|budget|are we|are)
            (my|our) (tally|total|count|score|level|standing|state) .. (now|moment|credits|today|currently)
            (tally|count) of credits
            (am|are) (i|we) (still)? (good|ok|fine|in the green|safe|covered|set) .. (for|this|until|till|on)
            ^ (balance|credits|credit)+ (and|plus|also) ..
            (did|have|has) .. (#number|#othernumber|credits|they|the extra|top up) .. (arrive|arrived|land|landed|get booked|been booked|show up|reach|been added|get added) .. (account|balance|already|yet|here)
            (is|are) (it|they|we|everything|all of it|our credits|my credits) (all|already|really|completely)* (gone|used up|used|finished|spent|empty)
            how (low|close|near|short|tight|good|bad) (are|am|is|do) (we|i|it|our|things) ..
            (will|do|are|can|would) @we .. make it (to|through|till|until|past|over) ..
            ^ (remaining|left|leftover|available|unused) @credits ..
            (can|could) @we (still|even|also)? afford ..
            """
        ),
        (
            Intent.AskPackages,
            """
            (what|which|any|show|see|list|tell|compare|know|different|explain|available|offer|there) .. @package
            @package .. (available|offer|options|list|overview|cost|costs|price|prices|comparison|compare|difference|include|includes|included)
            (what|how much) .. (cost|costs|price|prices|priced|charge|pay|fee) .. (#package|extra credit|extra credits|additional credits|more credits|package|plan|upgrade|top up|credits|a credit|one credit|per credit|they|monthly)
            (what|how much) (do|does|would|will) (a|an|the|another|one)? (#kind|extra|additional|single|monthly)? (top up|boost|refill|extension|upgrade) .. (cost|run|price|be|come to)
            (what|how much) (do|does|would|will) (an|one|a|each|extra|additional|more)+ (extra|additional|single|more)? @credits .. (cost|costs|run|price)
            (how much) (do|does|would|will) (it|they|that|those|these|this) cost ..
            (how much|what) (is|are|does|do|would|will|for) .. (#package|a credit|one credit|extra credits|more credits|each credit|an upgrade|upgrading|the upgrade|upgrade|monthly one|one time one|cheapest|they cost|it cost|that cost|those cost)
            how much (is|are|would|for|does|do|will) (it|that|they|this|these|those|each) (be|cost|run|again|then|now|first)* $
            (how much|what) (is|are|does|would|for) (the|a)? (#kind) (one|option|cost|credits|thing)* $
            (prices|pricing|rates|fees|tariff|tariffs|price list|pricelist|rate card)
            ^ (the|your)? (price|costs|fee|rate) $
            (cost|price) (of|for|per) .. (#package|credit|credits|extra|more|upgrade|monthly|plan)
            (difference|differences|compare|comparison|compared) .. #package
            (how much|how many) .. (more|less|cheaper|extra) .. #package
            (difference|compare) .. (package|packages|plan|plans|tier|tiers|them|the three|options)
            what (do|does|would|is|will|comes) .. (get|include|included|includes|offer|contain|give|come) .. (#package|package|plan|upgrade)
            what (is|comes) .. (in|with|included) .. (#package|package|plan|it)
            (how many|how much) .. (credits|pages|edits) .. (#package|package|plan|tier)
            (which|what) .. (cheapest|cheaper|best value|better deal|good value|best deal|least expensive|most affordable)
            (is|are|which|what) .. (#kind|#package) .. (cheaper|cheapest|expensive|better|worth|less|cost more)
            (is|are) .. (package|plan|tier|upgrade|upgrading) .. worth
            (cheapest|cheaper|best value|better deal|least expensive|bigger) (one|option|package|plan|deal|way)
            (rate|price|fee) per credit
            (anything|something) (cheaper|smaller|bigger|larger) than (what|ours|the one|basic|professional)
            (walk|talk|take) (me|us) through .. @package
            (is there|are there|do you have|do you offer|have you got|anything) .. (package|plan|tier|discount|discounts|deal|something|option) .. (above|below|between|bigger|smaller|larger|cheaper|for|with|more|on)?
            (tell|info|information|more|details|explain|know|about) .. (about|on) .. (#package|package|packages|plan|plans)
            (how much) (would|will|do|does|is|are|for) (it|they|that|those|these|this|more|extra|another|#number) .. (cost|be|credits|pay|a month|set|extra|run)
            what (would|will|does|do|is) .. (cost) .. (us|me|monthly|extra|credits|credit|month|per)
            ^ (packages|package|plans|plan|prices|pricing|tiers|options|price|costs|cost|offers) $
            (discount|discounts|cheaper) .. (credits|package|plan|volume|bulk|rate)
            (do|does) (#package) .. (have|include|come|cost)
            (is) #package .. (worth|better|enough|cheaper|more|cost|cover)
            (is|does|has|comes|are) #package .. (#number|credits|a month|per month|more|month)
            (difference|differences) (between|from|of|to) .. (#package|packages|plans|tiers)
            (what is|whats) .. (next|bigger|smaller|larger|cheapest|largest|biggest|smallest|top|highest|lowest) .. (size|one|step|level|up|down|package|plan|tier|option) ..
            (anything|something) (cheaper|smaller|bigger|larger|in between|below|above|between)
            (your|the) (rates|prices|pricing|fees|tariffs|price|offers|offering|plans|packages)
            (what|how much) (would|will|does|do) .. (upgrade|upgrading|the bigger|a bigger|the next|switching) .. (cost|run|set|be|come to|mean) ..
            """
        ),
        (
            Intent.Help,
            """
            ^ (meaning|huh|pardon|sorry|eh|come again|excuse me|say what|what|how so|how do you mean|which means) (please|sorry)? $
            ^ (help|help me|help please|commands|command|instructions|menu|manual|guide|usage help|i need help|need help|can you help|can you help me|could you help me|please help|how to|get started|start|getting started) (please)? $
            (what|which) .. (can|do|could) you (do|answer|know|help|handle|offer|support|understand|respond)
            (what|which|how) .. (can|could|should|do|may|might|am|are|would|must) .. (ask|asked|use|type|say|write|command|tell) .. (you|here|this|ai|bot|now|first|allowed|about)
            ^ (hm|hmm|um|uh|and)* what (is|are) (it|this|that|these) $
            what is the sort of thing .. ask
            (how) (do|does|can|to|should|would) .. (this|it|you|thing|bot|chat|tool|i use you|use this|use it) .. (work|works|start|begin|use|go|here)?
            (how) (do|does) (this|it|the bot|everything|all this|requesting|asking|the process|it all) .. work
            how (can|could|do|would|will|may) you .. (help|assist|benefit) ..
            (what|which|how) .. (you) .. (able|capable|capabilities|familiar|knowledgeable|knowledgable|good at|programmed|know|assist|help with|versed|answers for)
            (what|which|tell|know|list) .. (commands|features|functions|skills|capabilities|topics|questions|things|tasks|queries|stuff) .. (there are|have|know|you|available|are there|ask|support|permissible|understand|should i)
            (are|is) there .. (questions|things|anything|topics|commands) .. (ask|you)
            (can|may|could) @we ask you ..
            (can|could) you help me with ..
            (get) you to help
            what (am|are) (i|we) able to ..
            (what) (are|is) (credits|a credit|credit|ai credits|these credits|an ai credit|one time credits|one time|ongoing|a request|an allocation|an option) (anyway|exactly|for|used for|even|about|mean|actually)* $
            what (do|does) (you|that|this|it|one time|ongoing|monthly|upgrade|credits|a credit|kind|overage) .. mean
            (i am|we are|so|bit|little|totally)* (confused|lost|stuck|new here|new to this|not following)
            (do not|did not|cannot|can not) (understand|get|follow|know how) (it|this|you|that|what|how|the question|to use|to)
            why (do|would|are|is) (you|that|this|it) .. (need|ask|asking|want|matter|relevant|important|know|necessary)
            (what) (should|must|do|would|can|may) (i|we) (need|have)? (to)? (type|say|write|enter|ask|put|click|press) .. (here|now|next|first)?
            (what) should (i|we) do .. (here|now|next)?
            (what) is (this|it|all this|that)? (for|about|bot for|thing for|good for) $
            (which|what) .. (things|stuff|questions|commands) .. (i|we) .. (ask|say|type|do) ..
            (what) (do|am) i (do|supposed|need to do|type|have to) .. (here|now|next|type|to)?
            what (can|could|do|should) @we do here
            (explain|tell me) (how|what) (this|it|you|credits|to) .. (works|work|are|do|use|is)?
            (explain|tell me|show me|know) how .. (requesting|asking|ordering|topping up|buying|it all|everything|the process|all this|approval) (works|goes|work|is done)
            (do not|did not|cannot|can not) (get|understand|follow) (the|your|that|this) (question|point|options|choices|difference)
            (what|how) (exactly|precisely)? (is|does) (this|it|the) (thing|chat|bot|assistant|tool|app) .. (for|do|about|good for)
            (show|give|list|see) .. (commands|help|options|menu|examples)
            (sorry)? (what|pardon|huh|come again|say again|what was that)$
            how (do|can|should|would|to) @we? .. (ask|request|get|order|buy|apply|submit|approve|decline|see|change|cancel|top up|upgrade) .. (credits|something|request|requests|a|the|pending|package|one|more)
            """
        ),
    ];

    /// <summary>How clients ask for credits so plainly that no other word casts doubt on it.</summary>
    public const string ClearRequests = """
        (credit|charge up|recharge|reload|stock|load|fill|beef|set|hook|sort) (us|me|my|our|the|up|account|tank|pot|jar|bucket|with|by|out)* #number
        (i|we) (can|may|could|should) have #number ..
        (arrange|organise|organize|provide|allocate|assign|transfer|issue|release|authorise|authorize|spot|lend|loan|toss|throw|stick|chuck|slip|supply|procure|increase|extend|expand|raise|bump|boost|up|lift) (for|us|me|up|by|to|in|with|about|around|an|additional|extra|another|some|on|at|least|our|my|the|account|way|over|roughly)* #number
        #number (more|extra|additional)? (would|should|ought to|might|will|could|ll) (do|be|get|help|suffice|cover|work|tide|see|carry|make|save|keep|last|probably|nicely) ..
        (as many as|up to|a maximum of|at most) #number
        (ask|asking|beg|begging|hoping|hope|wish|wishing|apply|applying|plead) (you)? (for|to get|to receive|to have|about|around|another|an|additional|extra|at|least|up|to)* #number
        (short|lacking|missing|shy) (by|of|about|around|roughly|maybe|some)* #number
        (make|give|put|set|have|get|take) .. #number .. (more|extra|additional|monthly|a month|per month|each month|every month)
        @want (about|around|like|another|maybe|say|up|to|roughly|at|least|most|just|only|some|max|approximately|probably|a|an|additional|extra|more|us|me|perhaps|no|than|between|from|anywhere)* #number
        (get|give|add|grant|send|buy|order|load|request|requesting|use|take|put|like|have|do|spare) (about|around|like|another|maybe|say|up|to|roughly|at|least|most|just|only|some|max|approximately|probably|a|an|additional|extra|more|us|me|perhaps|no|than|between|from|in|for|anywhere)* #number
        (top|fill|load|beef) (me|us|it|our|my|the)? .. up
        (nothing|none|not any|zero|not a single credit|not one) left (for|to|and|but|with|until|till|yet) ..
        #number (more|extra|additional|further) 
        (another|extra|additional|further|plus) #number
        (top up|topup|refill|reload|boost) .. #number
        #number .. #kind
        #kind .. #number
        ^ #number (please|for|by|until|before) ..
        """;

    /// <summary>How clients ask for credits; weaker than a question about them.</summary>
    public const string Requests = """
        @want .. (more|extra|additional|another|further|some|bunch|few|additional) .. (@credits|juice|tokens|#kind)
        @want (some|more|a few|a bit|a couple|enough) (for|to) ..
        @want .. @credits
        need (just|only)? enough .. (for|to) ..
        (allowed|able|possible) to (buy|get|request|order|have|purchase) .. credits
        @want .. (a|another|one|some|quick|small)? (top up|boost|increase|upgrade|refill|extension|bump)
        (get|give|add|grant|send|buy|order|purchase|load|put|sell|issue|throw|credit|toss|allot|provide|assign|allocate|request|requesting|book|receive|obtain|approve) .. @credits
        (get|give|add|grant|send|need|want|buy|use) .. (some|a few|a bit|a little|plenty|lot|way)? (more|extra|additional) (please|asap|for|to|by|before|now|this)?
        (top up|topup|refill|reload|boost) .. (#number|please|credits|credit|account|us|me|by|with|my|our|needed|request|for)?
        ^ (top up|boost|refill|upgrade|more credits|extra credits|more|credits please|additional credits|top up please|credits needed|upgrade please|topups|buy credits|request credits|need credits|need more) $
        (bump|increase|raise|boost|extend|up|double|triple|lift|expand|grow|higher) .. (credits|credit|allowance|allocation|limit|quota|plan|package|monthly|it|cap|amount|budget|#number)
        (upgrade|downgrade|switch|move|change|changing|switching|upgrading|moving|go|jump|put|sign) .. (us|me|to|up|our|my|for)? .. (#package|#kind)
        (get|take|want|need|like|try|have|buy|order|go|give) .. #package
        ^ (can|could|please|you|we|i|want|need|to|would|like|let|us)* (upgrade|downgrade) (us|me|our|my|the|now|please|to|plan|package|account)*$
        (what|how) about .. (#package|upgrading|switching|#number|more credits|an upgrade|extra)
        (run|ran|running|runs|are|am|is|getting|almost|nearly|completely|totally|fresh|already) (out|low|short|dry) .. (of|on) @credits
        (run|ran|running|runs|getting) (out|low|short|dry)
        (i|we) (are|am) (out|low|short|dry|all out) $
        (out of|low on|short on|short of) @credits
        @credits .. (out|low|gone|zero|empty|finished|used up|nearly out|exhausted|depleted|dry|run out|ran out|not enough|running)
        (not|never) .. enough .. (@credits|anymore|month|for us|any longer)
        (enough) .. @credits .. (not|anymore)
        (#number) (more|extra|additional|new|further)? @credits
        (more|extra|additional) .. @credits
        ^ (more|extra|additional) (juice|tokens|please) ..
        (more) (juice|tokens)
        (bigger|larger|higher) (plan|package|tier|allowance|limit|allocation|quota|budget)
        (increase|more) .. (in|to|of|on) .. (credits|allowance|allocation|limit|quota)
        (chance|possible|possibility) .. (credits|increase|more|extra|#number|upgrade|top up)
        (from) #number? .. (to) #number
        (to|at) #number (credits|credit)? #kind
        (request|requesting|asking for|apply for|apply) .. (credits|increase|upgrade|top up|boost|#number|more)
        (@credits) .. (please|asap|needed|required|by|for|until|before|urgently|now)
        (only|just) .. (have|got) .. left .. (need|still|want|have to|to do)
        (used|burned|blew|went through|gone through|spent) .. (all|everything|up|every|whole) .. (need|more|another|out|credits|allowance|month|already)
        (nothing|none|zero|no credits|not any) left
        (#package) .. (please|from|starting|instead|would|it is|now)
        ^ #number $
        (recharge|reload|refuel|restock|replenish|stock up|stock us|fill us up|top off)
        (extend|stretch|enlarge|widen|expand|raise|increase|up|bump) .. (quota|allowance|allocation|limit|contingent|budget|cap)
        (quota|allowance|allocation|limit|cap|contingent) .. (raised|increased|higher|extended|bumped|expanded|bigger|lifted|go up|up to)
        (plan|package|account|subscription|tier) .. (bigger|larger|upgraded|raised|increased)
        (make|get) (our|my|the) (plan|package|tier|subscription) (bigger|larger|better)
        (still|have|has|got|there is|there are|are) .. (#work) .. (to go|to do|to finish|to make|to build|to write|left|ahead|pending|remaining|to come|in the pipeline)
        (have|has|need|got|want|going|plan|planning|supposed|must|will) (to)? (still)? (make|build|create|add|publish|write|redo|rewrite|translate|update|launch|prepare|finish|do|produce|upload|edit) .. (#work)
        (same|same again|same amount|as much|the usual|as many) .. (again|as|like|than|please|last|month|before|amount)
        (on|running on) (fumes|empty|vapour|vapors|the last)
        (hit|at|reached|down to) (zero|rock bottom|nothing|the limit|our limit|the ceiling|our cap|the cap)
        (#package|basic|plan|package) .. (outgrown|outgrew|too small|too tight|not enough|too little|cramped)
        (outgrown|outgrew|outgrowing) ..
        (see|get|tide|carry|take|bring|keep) (us|me) (through|over|to|until|till|going) ..
        """;
}
