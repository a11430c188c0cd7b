namespace CreditBot.Understanding.Intents;

/// <summary>Parts of phrases that the tables share.</summary>
internal static class Phrases
{
    public static readonly IReadOnlyDictionary<string, string> Named = new Dictionary<
        string,
        string
    >(StringComparer.Ordinal)
    {
        ["credits"] = "(credits|credit)",
        ["we"] = "(i|we)",
        ["our"] = "(my|our|the)",
        ["want"] = "(need|want|require|wanna|like|have|get|could use)",
        ["left"] = "(left|remaining|remain|remains|available|unused|over|leftover)",
        ["show"] =
            "(show|see|view|check|display|list|give|tell|get|pull|send|share|look|review|find)",
        ["renew"] =
            "(reset|resets|renew|renews|renewed|renewal|refill|refills|refilled|refresh|refreshes|refreshed|replenish|replenishes|replenished|restart|restarts|recharge|recharges|reload|reloads)",
        ["carry"] =
            "(roll over|rolls over|rolled over|carry over|carries over|carried over|carry forward|carried forward|roll into|roll)",
        ["expire"] =
            "(expire|expires|expired|expiry|expiration|lapse|lapses|disappear|disappears|vanish|forfeit|forfeited|lost|wasted)",
        ["human"] =
            "(human|person|people|someone|somebody|anyone|anybody|manager|agent|rep|representative|operator|support|dana|colleague|member|team|staff|office|agency|boss)",
        ["withdraw"] =
            "(cancel|withdraw|scrap|drop|delete|remove|retract|revoke|pull|rescind|recall|undo|void|kill|ditch|discard|stop|close|forget|abandon|cancelled|take back|call off|trash|nix|erase|shred)",
        ["package"] =
            "(package|packages|plan|plans|tier|tiers|bundle|bundles|subscription|subscriptions|pricing)",
        ["approved"] =
            "(approved|approve|accepted|decided|declined|rejected|granted|processed|reviewed|answered|handled|confirmed|signed off|through|decide|answer|received|seen|denied|looked at|accept|reject|grant|deny)",
        ["thing"] =
            "(page|pages|post|posts|blog|article|form|banner|site|website|redesign|section|homepage|gallery|edit|edits|image|photo|product|translation|menu|shop|store|rewrite|newsletter|faq|language|relaunch|landing)",
    };
}
