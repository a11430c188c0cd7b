using System.Collections.Frozen;
using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>
/// What is none of our business although it uses our words: other people's credit, money, bookings and balances,
/// the site itself, the bot itself, and attempts to get around the rules.
/// </summary>
internal static class Foreign
{
    /// <summary>The words that must not be taken for slips of ours.</summary>
    public static IEnumerable<string> Known => [.. Topics, .. Neutral];

    /// <summary>Plainly none of our business, so that nothing it resembles counts.</summary>
    public static bool IsPlain(Readings read) =>
        read.Message.Count == 0
        || OtherCredit(read.Message)
        || OtherTopic(read.Message)
        || read.Signals.AreYouABot
        || read.Signals.Bypass;

    /// <summary>Speaks of another kind of credit.</summary>
    public static bool OtherCredit(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (
                message.Is(i, Words.Credits)
                && (
                    message.Is(i + 1, BehindCredit) && !message.Breaks(i + 1)
                    || (message.Is(i - 1, BeforeCredit) && !message.Breaks(i))
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Speaks of things that have nothing to do with credits, and not of credits.</summary>
    public static bool OtherTopic(Message message)
    {
        // "book a table for four": bookings and orders of things are none of ours.
        if (Books(message))
        {
            return true;
        }

        var (topic, counted) = (false, false);
        for (var i = 0; i < message.Count; i++)
        {
            if (
                message.Is(i, Rescues)
                || message.Marked(i, Marks.Request)
                || (message.Marked(i, Marks.Package) && !message.IsKind(i, TokenKind.Money))
            )
            {
                return false;
            }

            // "40 more for our restaurant": what they are for may be anything.
            counted |= message.Marked(i, Marks.Number) && !message.Marked(i, Marks.OtherNumber);
            if (counted && message.Is(i, Words.Additive))
            {
                return false;
            }

            if (counted && !topic && message.Word(i) is "for" or "because" or "since")
            {
                return false;
            }

            topic |=
                message.Is(i, Topics)
                || message.Reads(i, "days", "off")
                || message.Reads(i, "day", "off")
                || message.Reads(i, "spending", "limit");
        }

        // "we run a food bank, could use a few hundred" asks for credits all the same.
        return topic
            && !(
                counted
                && !message.Is(message.CoreStart, Words.QuestionWords)
                && English.AsksForCredits(message, 0, message.Count, likely: false)
            );
    }

    private static bool Books(Message message)
    {
        var start = message.CoreStart;
        if (
            message.Word(start) is "write" or "compose" or "sing" or "tell"
            && message.Is(start + 1, Words.Articles) | message.Is(start + 1, "me")
            && (message.Is(start + 2, Pastimes) || message.Is(start + 3, Pastimes))
        )
        {
            return true;
        }

        return message.Word(start) is "book" or "reserve" or "order"
            && message.Word(start + 1) is "a" or "an" or "me" or "us"
            && !message.Is(start + 2, Words.Additive)
            && message.IsKind(start + 2, TokenKind.Word)
            && !message.Marked(start + 2, Marks.Number | Marks.Kind | Marks.Package)
            && message.Word(start + 2)
                is not (
                    "few"
                    or "couple"
                    or "top"
                    or "topup"
                    or "bigger"
                    or "larger"
                    or "one"
                    or "single"
                    or "little"
                    or "bit"
                );
    }

    /// <summary>Names work on a site, whatever the site is about: "why did the pizza page cost 9".</summary>
    public static bool OfEdits(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Marked(i, Marks.Work) || message.Is(i, EditWords))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly FrozenSet<string> EditWords = Words.Of(
        "edit edits change changing changed update updating page pages swap swapping text texts"
    );

    /// <summary>Of the other topics it names only parts of a site.</summary>
    public static bool OnlyOfSites(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Is(i, Topics) && !message.Is(i, SiteParts))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells the bot to do something.</summary>
    public static bool Commands(Message message)
    {
        var start = message.CoreStart;
        return message.Is(start, Orders)
            || message.Is(start, Words.Modals)
            || (message.Is(start, "i") && message.Word(start + 1) is "want" or "need" or "would")
            || message.Word(start + 1) is "me" or "my";
    }

    /// <summary>Holds none of our words, but one that no phrase of ours knows.</summary>
    public static bool Strange(Message message) => Strange(message, message.Count);

    /// <summary>The same, of the tokens before one.</summary>
    public static bool Strange(Message message, int end)
    {
        var unknown = false;
        for (var i = 0; i < end; i++)
        {
            if (message.Is(i, Ours) || message.Marked(i, Marks.Request | Marks.Package))
            {
                return false;
            }

            unknown |=
                message.WordId(i) < 0
                && message.IsKind(i, TokenKind.Word)
                && !message.Is(i, Words.Function)
                && !message.Is(i, Neutral)
                && !message.Marked(
                    i,
                    Marks.Number | Marks.Date | Marks.Work | Marks.Kind | Marks.Client
                );
        }

        return unknown;
    }

    /// <summary>Asks or tells something that no phrase of ours reads, however politely: "find me a hotel, thanks".</summary>
    public static bool Bothers(Message message)
    {
        var thanks = 0;
        var unknown = 0;
        for (var i = 0; i < message.Count; i++)
        {
            thanks += message.Word(i) is "thanks" or "thank" ? 1 : 0;
            unknown +=
                message.IsKind(i, TokenKind.Word)
                && !message.Is(i, Words.Function)
                && !message.Is(i, Neutral)
                && (message.WordId(i) < 0 || message.Is(i, Topics))
                    ? 1
                    : 0;
        }

        return thanks > 0
            && (unknown > 0 || message.Asks)
            && message.Count - thanks >= 3
            && message.Word(message.CoreStart) is not ("thanks" or "thank");
    }

    /// <summary>Holds one of our words.</summary>
    public static bool OurWords(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Is(i, Ours) || message.Marked(i, Marks.Request | Marks.Package))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly FrozenSet<string> Ours = Words.Of(
        "credits credit balance usage request requests package packages plan plans tier tiers upgrade allowance allocation quota limit monthly top reset renewal refill approved approve edit edits preview"
    );

    // Everyday words that say nothing about the topic.
    private static readonly FrozenSet<string> Neutral = Words.Of(
        """
        kind kinds type types sort sorts stuff thing things able certain different really actually even ever much bit little lot lots way ways
        know knowledgable tell think guess hope wonder wondering seem like want wanted try trying keep take took put let see look find
        good great bad new old big small long short high low first second last next same whole full half
        pace rate speed back else
        day days week weeks month months year years time times today tomorrow minute hour
        people person someone anybody everybody team client clients site website
        hi hello hey please thanks thank ok okay sorry yes no maybe btw also well so um hmm
        queries query topics respond response answer answering asked asking partial accomplish complete assist use using used
        """
    );

    private static readonly FrozenSet<string> Pastimes = Words.Of(
        "poem song story joke essay haiku limerick riddle rap tale"
    );

    private static readonly FrozenSet<string> BehindCredit = Words.Of(
        "card cards score scores report reports rating ratings history union unions bureau line debt karma check's agency agencies lines hours apr interest fraud application utilization"
    );

    private static readonly FrozenSet<string> BeforeCredit = Words.Of(
        "college photo photos image film movie tax store carbon social academic course university image song bad letter foreign"
    );

    private static readonly FrozenSet<string> Rescues = Words.Of(
        "credits allowance allocation quota"
    );

    private static readonly FrozenSet<string> SiteParts = Words.Of(
        "headline logo homepage footer header font button language's translate spanish french german seo"
    );

    private static readonly FrozenSet<string> Orders = Words.Of(
        "play book set tell remind turn call order show find give send get make open close lock reserve schedule check search read buy pay cancel stop start pause skip text email message transfer sing flip roll count spell define convert"
    );

    private static readonly FrozenSet<string> Topics = Words.Of(
        """
        card cards bank banking checking savings account's visa mastercard amex citibank chase paypal venmo loan mortgage apr interest rate's paycheck paychecks salary payday income taxes tax w2 irs 401k withdrawal expense expenses reimbursement pension stock
        stocks dollars euros currency exchange rewards points points' reward miles debit overdraft fraud pin router modem routing deposit deposits wire transfer transferred withdraw' check's checks checkbook cash atm
        flight flights airline airlines luggage baggage hotel hotels travel vacation pto trip visa passport plane airport vaccination shots rental car cars uber taxi cab bus train traffic directions map gas mpg oil tire tires
        weather rain temperature forecast snow sunny umbrella recipe recipes cook cooking bake ingredients ingredient calories nutrition food restaurant restaurants dinner lunch breakfast meal pizza burger soup chicken beef coffee's
        song songs music playlist movie movies tv radio game games sports nfl nba score scores joke jokes poem story fun trivia
        calendar meeting meetings reminder reminders alarm timer appointment reservation reservations schedule todo shopping grocery groceries list's
        phone speaker volume voice accent bluetooth wifi battery smartphone language's translate spanish french german swahili define definition spell synonym
        insurance doctor hospital health medicine pet dog dogs cat cats baby
        weight height age capital president country countries planet moon sun king war brexit america china
        password passwords login email's headline logo homepage footer header font button domain dns ssl seo hosting server database
        utility electric electricity water internet cable rent bill bills jobs hobbies hobby name birthday
        bitcoin crypto lottery horoscope election senate teacher homework exam degree school
        ireland mexico london paris denver chicago boston texas carolina york vegas miami orlando tokyo seattle
        roll' dice coin flip whisper
        """
    );
}
