namespace CreditBot.Understanding.Intents;

/// <summary>How managers ask and act, in the order in which families win within one sentence. Decisions are read by <see cref="Decisions"/>.</summary>
internal static class ManagerFamilies
{
    public static readonly IReadOnlyList<(Intent Intent, string Phrases)> Ordered =
    [
        (
            Intent.Help,
            """
            ^ (help|help me|commands|command|instructions|menu|guide|i need help|need help|can you help me|please help|what can you do|how to) $
            (what|which) .. (commands|can you|can i ask|can i type|can i say|can i do|could you do|do you do|are you able)
            how (do|does|can|should|to|would) .. (approve|decline|reject|delegate|work|works|use|undo|set|give|see|change|report|add|ask|this|type|invite|assign|grant|find)
            (do not|cannot|can not) (understand|get|follow|know how)
            (i am|am) .. (confused|lost|stuck)
            (what) (should|do|can) i (type|say|do|ask|enter|write) ..
            (list|show|give) .. (commands|help)
            (explain|tell me) how ..
            what (do|does) (you|that|this|it) mean
            (how) (do|does|should) (credits|requests|packages|delegation|approvals|escalation|it|you) .. work
            """
        ),
        (
            Intent.Delegate,
            """
            (delegate|delegated|delegating|deputy|substitute|stand in|stands in|standing in|fills in|fill in|backup)
            (forward|hand|redirect|route|pass|transfer|send|assign|give|reroute|move|leave|direct) .. (my|all|the|any|incoming)? .. (approvals|approval|requests|decisions|queue|inbox|responsibilities|duties|authority) .. (to|with)
            (out|away|off|vacation|holiday|leave|sick|traveling|travelling|pto|office|abroad|unavailable|absent|maternity|back) .. (covers|cover|covering|decides|decide|approves|approve|handles|handle|handling|takes over|take over|in charge|steps in|step in|stands in|fills in|deciding|approving|takes|instead)
            (covers|cover|covering|decides|decide|deciding|approves|approving|handles|handle|handling|stands|standing|steps|stepping|takes over|take over|taking over|taking care|takes care|fills|filling in|looks after|looking after|minds|runs) .. (for me|my|while|until|meanwhile|instead|in my|this week|next week|when i am|till|during|the requests|the queue|approvals|requests)
            (taking|take|takes|took|pick up|picks up|picking up|look after|looks after) (over|on|care of)? (my|the|all|incoming|any)* (approvals|approval|requests|decisions|queue|inbox|duties) ..
            (while|until|till|when|from) .. (out|away|off|vacation|holiday|leave|gone|back|sick) .. (covers|decides|approves|handles|takes|charge|decide|approve|cover|handle|responsible|signs|sign)
            (while|until|till|when) (i am|am|i) .. (signs|decides|approves|covers|handles|takes over|steps in|stands in)
            (i am|i will be|am|will be|going) (out|away|off|on vacation|on holiday|on leave|sick|on pto|traveling|out of office|out of the office|not available|unavailable|not in|not here) ..
            (can|will|to|should) (sign off|approve|decide|cover|step in|take over) .. (while|until|when|till|during|for me)
            (someone|somebody|anyone|else|another) .. (approve|decide|cover|handle|take over|take|sign off) 
            (let|have|make|ask) .. (decide|approve|handle|cover|take over|take care|sign off) .. (for me|my|while|until|instead|requests|approvals|meanwhile|them|till)
            (is|are|will be) (in charge|responsible|deciding|my backup|my deputy|covering|handling)
            (put|set|make) .. (in charge|as my backup|my backup|as backup|my deputy|as deputy)
            """
        ),
        (
            Intent.SetAllocation,
            """
            (set|put|increase|raise|lower|reduce|bump|change|adjust|cut|drop|lift|move|make|take|bring|update|decrease|up|boost|get|switch|fix|trim|double|extend) .. #client .. (to|at|by|down to|up to) .. #number .. (#kind|month|monthly|credits|per|a|each)
            (set|put|increase|raise|lower|reduce|bump|change|adjust|cut|drop|lift|make|bring|update|decrease|boost|trim|up) .. #client .. #number .. #kind
            (set|put|increase|raise|lower|reduce|bump|change|adjust|cut|lift|make|bring|update|decrease|boost|trim) .. (allocation|allowance|monthly|quota|limit|month) .. (to|at|by) .. #number
            (set|put|increase|raise|lower|reduce|bump|change|adjust|cut|lift|make|bring|update|decrease|boost|trim|drop) .. #client .. (allocation|allowance|monthly|quota|limit|credits|month|budget|to|by) .. #number
            (give|grant|allow|allocate) .. #client .. #number .. (a month|per month|monthly|each month|every month|from now on|permanently|ongoing)
            (move|upgrade|switch|put|change|downgrade|set|bump|transfer|take|migrate|bring|get|sign|drop|give) .. #client .. #package
            #client .. (to|on|onto|gets|goes to|moves to|should be on|should get|now on|at) .. #package
            #client .. (to|at|gets|should get|should have|goes to|at|on) #number .. (#kind|a month|per month|monthly)
            (upgrade|downgrade) .. #client
            (make|let us make) (it)? #number (credits)? (#kind|a month|per month|monthly|each month|every month) (for|to) #client
            #client (is|shall|should|will|to|gets|get|has|have|be|on|now)* #number (credits)? (a month|per month|monthly|each month|every month|month|mo)
            (from|starting|beginning|as of) .. #client .. (#number|#package)
            (double|triple|halve) .. #client .. (allocation|allowance|monthly|quota|credits|limit)
            #client .. (allocation|allowance|monthly|quota|limit) .. (to|at|down to|up to|should be|becomes|goes to|is now|from) #number ..
            """
        ),
        (
            Intent.GrantCredits,
            """
            (give|grant|add|send|drop|put|gift|credit|top up|top|throw|load|issue|award|hand|book|toss|slip|transfer|deposit|comp|extra|bonus|treat|sponsor|donate|gift|present|spot|lend|reimburse|refund) .. #client .. #number
            (give|grant|add|send|drop|put|gift|credit|top up|top|throw|load|issue|award|hand|book|toss|slip|deposit|another|extra|bonus) .. #number .. #client
            ^ #number .. (credits|credit|extra|more|bonus|free|one time)* (for|to|on|onto) .. #client
            (compensate|reward) #client .. #number
            #client .. (gets|get|should get|receives|deserves|deserve|needs) .. (#number) .. (goodwill|credits|extra|free|bonus|more|on us|on the house|one time|once|#kind)?
            """
        ),
        (
            Intent.AskClient,
            """
            ^ (ask|find out|check with|query|clarify|double check with|message|ping|get back to) ..
            (ask|check with|query|message|ping|contact|check) (them|the client|him|her|#client|client|with them|with him|with her|with the client|with #client) ..
            (can|could|would|please|go) .. (you|and)? (ask|find out|check|clarify|query|get|inquire) .. (what|why|how|when|if|whether|which|who|for|them|more|about|details|with|client|reason|deadline|#client|#request)
            (need|want|would like|like) .. (to know|know|clarification|details|explanation|information|find out|clarify|understand|hear|info) ..
            (question|questions) (for|on|about|to|regarding|back) ..
            #request .. (what|why|how|when|which|who|do they|can they|could they|is it|are they|question|clarify|unclear|more info|details|deadline) ..
            (what|why|when|how many|how much|which) .. (do|does|are|is|would|will) (they|#client|the client|he|she) .. (need|want|plan|for|asking|require|intend|mean|expect) ..
            (what|which) (is|are) (it|this|that|these|they|those) for
            (more|further) (info|information|details|context) .. (please|needed|from|on|first|about|before)?
            (tell|let) .. (them|#client|client|me know) .. (to explain|explain|why|what|how)
            (why) .. (so many|that many|so much|this many) ..
            (can|could) (it|this|that|they) wait ..
            (what|why|when|which|how) .. (#request|#client) .. (for|need|needs|want|wants|about|mean|means|exactly) .. (find out|ask|check|clarify) ..
            (what|why|how come) (is|does|do|are|did) (#client|#request|they|it) (for|need|want|ask|asking|mean) (for|that|this|it|so)* ..
            (get|fetch|collect) .. (details|information|info|reason|explanation|answer|clarification) .. (from|out of|for|on) ..
            """
        ),
        (
            Intent.Report,
            """
            (report|reports|excel|spreadsheet|workbook|xlsx|xls|csv|export|statement|pdf)
            (monthly|usage|margin|month|revenue|profit|january|february|march|april|may|june|july|august|september|october|november|december|quarter|year) (numbers|figures|summary|overview|stats|results|totals)
            (send|email|mail|get|give|show|export|download|generate|make|create|need) .. (numbers|figures|summary|overview|margin|revenue|profit) ..
            (what) (is|was|were) .. (margin|revenue|profit|cost|earnings) ..
            ^ (please|can you|could you)* (send|email|mail) (me|us) #date (please|again|now)* $
            (how much|what|how many) did (we|the agency|i|you) .. (bill|earn|make|invoice|sell|charge|take in|turn over|sold|billed|made) ..
            (figures|numbers|totals|usage|consumption) (of|for|across|over) (all|every|everyone|everybody|the whole|the agency) ..
            (total|overall|combined|agency) (usage|consumption|credits|revenue|cost|margin|spend) ..
            (how) (did|was|were) (we|business|the agency|things|sales) (do|doing|perform|go)? (in|last|this|so far|over) ..
            """
        ),
        (
            Intent.ListPending,
            """
            (pending|queue|backlog|outstanding|unanswered|undecided|awaiting|inbox|todo|overdue|unresolved|open items|worklist)
            (open|waiting|new|unapproved|incoming|remaining|urgent|oldest|unprocessed|unreviewed|all|current|any|late|escalated) (credit|credits)? (requests|request|approvals|approval|items|ones|asks|decisions|tickets)
            ^ (the|all|my)? (requests|approvals) (from|of|since|today|this|for) ..
            (requests|approvals|request|approval) .. (open|waiting|pending|overdue|left|today|due|for me|late|undecided|are there|to approve|to decide|to review|lapse|expire|new|escalated|there)
            (anything|something|what|which|whats|who|any|how many|everything|what else|all) .. (waiting|wait|waits|approve|decide|review|sign off|overdue|open|need my|needs my|for approval|left to|on my plate|on my desk|to do|do i have)
            (list|show|see|view|check|get|pull|display|give) .. (requests|approvals|queue|pending|asks)
            ^ (my|the|all)? (requests|approvals|queue|pending|open|todo|inbox|list|tasks|backlog) $
            (who) (is|has|is still) (asking|asked|requested|requesting|waiting|wants|want|needs) .. 
            (do i|have i|have we|do we|are there|is there) .. (requests|approvals|anything|decide|approve|waiting|request|decisions)
            """
        ),
        (
            Intent.ClientStatus,
            """
            (how|what|where|when|why|is|are|has|have|did|does|do|will|can|show|check|see|give|tell|status|balance|usage|history|credits|look|info|pull|view|display|get|open|details|summary|overview|find|numbers|account|standing|stats|remaining|left) .. #client
            #client .. (status|balance|usage|history|credits|account|overview|numbers|left|remaining|doing|details|summary|standing|used|info|ok|fine|consumption|please|allocation|package|plan)
            ^ (about|and|for|on|re|what about|how about)? #client $
            (who|which|any|which clients|what clients|anyone|anybody|list|show|clients|client) .. (run out|running out|running low|about to run|nearly out|out of credits|low|run dry|over|empty|almost out|used up|unused|not using|never uses|never use|most|least|blocked|exceeded|short|dry|inactive|at risk|near|idle|close to|burn|burning|spikes|biggest|top|heaviest|zero|negative|in the red|overage|on basic|on professional|on enterprise)
            (how) (are|is) (everyone|everybody|all clients|my clients|our clients|clients|the clients|things with clients) ..
            (which|how many|list|show|all) .. clients ..
            (client|clients) (overview|status|list|balances|usage|summary)
            (pool|credits) .. (left|remaining|pool|have) 
            """
        ),
    ];
}
