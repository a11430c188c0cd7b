using System.Collections.Frozen;
using CreditBot.Requests;

namespace CreditBot.Understanding.Grammar;

/// <summary>The ways in which once, monthly and an upgrade are said.</summary>
internal static partial class KindGrammar
{
    private static (RequestKind Kind, int Next)? At(Message message, int i, bool asked)
    {
        if (message.IsKind(i, TokenKind.Number))
        {
            return
                message.Token(i).Value == 1
                && !message.Token(i).Plus
                && (
                    message.Is(i + 1, "x")
                    || (message.Is(i + 1, "time") && !message.Breaks(i + 1))
                    || message.Is(i + 1, "off")
                )
                ? (RequestKind.OneTime, i + 2)
                : null;
        }

        return OneTime(message, i, asked) is { } once ? (RequestKind.OneTime, once)
            : Ongoing(message, i, asked) is { } always ? (RequestKind.Ongoing, always)
            : Upgrade(message, i) is { } upgrade ? (RequestKind.Upgrade, upgrade)
            : null;
    }

    private static int? OneTime(Message message, int i, bool asked)
    {
        switch (message.Word(i))
        {
            case "one"
                when message.Word(i + 1) is "time" or "off" or "shot" or "timer"
                    && !message.Breaks(i + 1):
                return i + 2;
            case "once":
                var recurring =
                    message.Word(i + 1) is "a" or "per" or "every" or "each" or "again" or "more";
                var clause =
                    !message.Breaks(i + 1)
                    && !message.Is(i - 1, Only)
                    && message.Word(i + 1)
                        is "we"
                            or "the"
                            or "our"
                            or "i"
                            or "it"
                            or "that"
                            or "my"
                            or "they"
                            or "this";
                return recurring || clause || message.Is(i - 1, "at") || message.Is(i - 1, "than")
                    ? null
                    : i + 1;
            case "temporary" or "temporarily" or "temp" or "nonrecurring" or "singular":
                return i + 1;
            // "for one project only"
            case "one"
            or "this"
            or "single"
                when asked
                    && message.Is(i + 1, Occasions)
                    && (
                        message.Is(i - 1, "for")
                        || message.Is(i - 1, Only)
                        || message.Is(i + 2, Only)
                    ):
                return i + 2;
            case "single" when asked && message.Breaks(i + 1):
                return i + 1;
            case "single" when message.Is(i + 1, SingleThings):
                return i + 2;
            case "this"
            or "the"
                when message.Is(i - 1, Only)
                    && message.Word(i + 1) is "month" or "once" or "time" or "week":
                return i + 2;
            case "this"
                when message.Is(i - 1, "for")
                    && message.Is(i - 2, Only)
                    && message.Word(i + 1) is "month" or "once" or "time" or "week":
                return i + 2;
            case "this" when message.Is(i + 1, "one") && message.Is(i + 2, "time"):
                return i + 3;
            case "this"
                when message.Is(i + 1, "time")
                    && (message.Is(i + 2, "only") || message.Is(i + 2, "around")):
                return i + 3;
            case "this" when message.Is(i + 1, "month") && message.Is(i + 2, "only"):
                return i + 3;
            case "now" when message.Is(i - 1, "for") && message.Is(i - 2, Only):
                return i + 1;
            case "non" when message.Is(i + 1, "recurring"):
                return i + 2;
            // "just for this project" answers the question how often.
            case "just"
            or "only"
                when asked
                    && message.Is(i + 1, "for")
                    && !message.Breaks(i + 1)
                    && message.Word(i + 2) is "this" or "the" or "our" or "a" or "one" or "now":
                return i + 2;
            default:
                return null;
        }
    }

    private static int? Ongoing(Message message, int i, bool asked)
    {
        switch (message.Word(i))
        {
            case "monthly":
                // "for the monthly newsletter" names a thing that comes each month.
                if (NamesAThing(message, i))
                {
                    return null;
                }

                // "our monthly credits are used up" tells which ones; "raise our monthly credits" what is wanted.
                return
                    message.Is(i + 1, Allowances) && !message.Breaks(i + 1) && !Raises(message, i)
                    ? null
                    : i + 1;
            case "allowance"
            or "allocation" when Raises(message, i) && message.Is(i - 1, Words.Possessives):
                return i + 1;
            case "ongoing"
            or "recurring"
            or "permanent"
            or "permanently"
            or "continuous"
            or "continuously"
            or "indefinitely"
            or "regularly":
                return i + 1;
            case "a"
            or "per"
            or "each"
            or "every"
                when message.Is(i + 1, "month")
                    || (message.Is(i + 1, "single") && message.Is(i + 2, "month")):
                var next = message.Is(i + 1, "month") ? i + 2 : i + 3;
                return (message.Is(i, "a") && !Rate(message, i)) || Dry(message, i) ? null : next;
            case "month" when message.Token(i).Before == '/':
                return i + 1;
            case "from"
                when message.Reads(i + 1, "now", "on") || message.Reads(i + 1, "here", "on"):
                return i + 3;
            case "going" when message.Is(i + 1, "forward"):
                return i + 2;
            case "month"
                when message.Reads(i + 1, "to", "month")
                    || message.Reads(i + 1, "after", "month")
                    || message.Reads(i + 1, "by", "month"):
                return i + 3;
            case "for" when message.Is(i + 1, "good") && message.Breaks(i + 2):
                return i + 2;
            case "long" when message.Is(i + 1, "term"):
                return i + 2;
            case "regular" when message.Word(i + 1) is "basis" or "thing" or "increase":
                return i + 2;
            case "regular" or "always" when asked && message.Breaks(i + 1):
                return i + 1;
            case "standing" when message.Word(i + 1) is "order" or "increase" or "amount":
                return i + 2;
            default:
                return null;
        }
    }

    private static bool NamesAThing(Message message, int i) =>
        (message.Is(i - 1, Words.Articles) || message.Is(i - 1, Words.Possessives))
        && message.Word(i + 1)
            is "newsletter"
                or "newsletters"
                or "special"
                or "specials"
                or "report"
                or "reports"
                or "offer"
                or "offers"
                or "blog"
                or "post"
                or "posts"
                or "menu"
                or "event"
                or "events"
                or "calendar"
                or "update"
                or "updates"
                or "magazine"
                or "column"
                or "recipe"
                or "market"
                or "sale"
                or "campaign"
                or "meeting"
                or "bulletin"
        && !message.Breaks(i + 1);

    private static int? Upgrade(Message message, int i)
    {
        switch (message.Word(i))
        {
            case "credits"
            or "credit"
                when message.Is(i + 1, Plans)
                    && !message.Breaks(i + 1)
                    && (
                        message.IsKind(i - 1, TokenKind.Number)
                        || NumberWords.Read(message, i - 1) is not null
                        || message.Word(i - 1) is "hundred" or "thousand"
                    ):
                return i + 2;
            case "outgrown"
            or "outgrew"
            or "outgrowing"
                when message.Is(i + 1, Plans)
                    || message.Is(i + 2, Plans)
                    || message.Marked(i + 1, Marks.Package):
                return i + 1;
            case "upgrade" or "upgrading" or "upgraded" or "downgrade" or "downgrading":
                return i + 1;
            case "plan"
            or "package"
            or "tier"
            or "subscription"
                when message.Word(i + 1) is "bigger" or "larger" or "higher" or "upgraded"
                    && !message.Breaks(i + 1):
                return i + 2;
            case "biggest"
            or "largest"
            or "highest"
            or "greatest"
            or "bigger"
            or "larger"
            or "higher"
            or "better"
            or "next"
            or "different"
            or "smaller"
            or "another"
            or "other"
                when message.Is(i + 1, Plans)
                    || (
                        message.Is(i + 2, Plans)
                        && message.Word(i + 1) is "monthly" or "credits" or "subscription"
                    ):
                return message.Is(i + 1, Plans) ? i + 2 : i + 3;
            case "change"
            or "switch"
            or "changing"
            or "switching"
            or "move"
            or "moving"
            or "bump"
            or "increase"
            or "raise"
            or "upsize":
                var at = i + 1;
                while (
                    message.Word(at)
                        is "the"
                            or "our"
                            or "my"
                            or "us"
                            or "up"
                            or "to"
                            or "a"
                            or "me"
                            or "into"
                            or "from"
                            or "this"
                            or "middle"
                            or "top"
                            or "big"
                            or "biggest"
                            or "current"
                )
                {
                    at++;
                }

                return message.Is(at, Plans) && at <= i + 6 && !message.Breaks(at) ? at + 1 : null;
            case "up"
                when message.Reads(i + 1, "a", "tier")
                    || message.Reads(i + 1, "a", "level")
                    || message.Reads(i + 1, "one", "tier"):
                return i + 3;
            default:
                return null;
        }
    }

    private static bool Rate(Message message, int i) =>
        message.IsKind(i - 1, TokenKind.Number)
        || message.Is(i - 1, Words.Credits)
        || message.Is(i - 1, Words.Additive)
        || message.Word(i - 1) is "once" or "ones"
        || message.Marked(i - 1, Marks.Number)
        || NumberWords.Read(message, i - 1) is not null
        || message.Is(i - 1, "hundred")
        || message.Is(i - 1, "thousand");

    // "we run out every month" is a reason and sets no kind.
    private static bool Dry(Message message, int i)
    {
        for (var at = i - 1; at >= Math.Max(0, i - 6) && !message.Breaks(at + 1); at--)
        {
            if (
                message.Word(at)
                is "out"
                    or "short"
                    or "dry"
                    or "limit"
                    or "run"
                    or "ran"
                    or "runs"
                    or "running"
                    or "hit"
                    or "hits"
                    or "struggle"
                    or "publish"
                    or "post"
                    or "posts"
                    or "pages"
                    or "used"
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool Raises(Message message, int i)
    {
        for (var at = i - 1; at >= Math.Max(0, i - 6) && !message.EndsSentence(at + 1); at--)
        {
            if (message.Is(at, RaiseVerbs))
            {
                return true;
            }
        }

        return false;
    }
}
