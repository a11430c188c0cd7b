using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>Questions, requests and talk, sentence by sentence.</summary>
internal static partial class ClientRules
{
    /// <summary>The question in a sentence, by the first family that reads it.</summary>
    private static Intent? Asked(Message message, int from, int to, Pending pending)
    {
        if (Foreign.Strange(message))
        {
            return null;
        }

        if (BalksAt(message, from))
        {
            return Intent.ExplainCharge;
        }

        var found = English.Client.Find(message, from, to);
        // "what does the third one cost" of the offers.
        if (pending == Pending.OfferChoice && AsksPriceOfPlace(message, from, to))
        {
            return Intent.AskPackages;
        }

        // "how come others need so much less, what's their trick" asks how, not what for.
        if (
            English.Has(found, Intent.ExplainCharge)
            && English.Has(found, Intent.AskAdvice)
            && Compares(message, from, to)
        )
        {
            return Intent.AskAdvice;
        }

        // "how much do I pay for 50 more", "the cheapest way to get more credits": of prices, not of charges or tips.
        if (
            English.Has(found, Intent.AskPackages)
            && (English.Has(found, Intent.ExplainCharge) || English.Has(found, Intent.AskAdvice))
            && !message.Is(Math.Max(from, message.CoreStart), "why")
            && WantsMore(message, from, to)
        )
        {
            return Intent.AskPackages;
        }

        // "what happened to my last request"
        if (
            English.Has(found, Intent.CheckHistory)
            && English.Has(found, Intent.CheckRequestStatus)
            && Happens(message, from, to)
        )
        {
            return Intent.CheckRequestStatus;
        }

        // "what's a credit"
        if (
            English.Has(found, Intent.AskPackages)
            && English.Has(found, Intent.Help)
            && message.Is(message.CoreStart, "what")
            && message.Word(message.CoreStart + 1) is "is" or "are"
            && message.CoreEnd - message.CoreStart <= 5
        )
        {
            return Intent.Help;
        }

        // "the owner wants to redo the price list" tells what for.
        if (pending == Pending.AskReason && IsTold(message, from))
        {
            return null;
        }

        // "is there a plan with more than 300 credits" asks for plans, "how much of our plan is left" does not.
        if (
            English.Has(found, Intent.AskPackages)
            && English.Has(found, Intent.CheckBalance)
            && OffersPlans(message, from, to)
        )
        {
            return Intent.AskPackages;
        }

        // "how many credits did the blog cost us in august" asks for what was, not for what will be.
        if (English.Has(found, Intent.AskEstimate) && OfThePast(message, from))
        {
            return Intent.CheckHistory;
        }

        foreach (var intent in Information)
        {
            if (English.Has(found, intent))
            {
                return intent;
            }
        }

        return
            English.Has(found, Intent.Help)
            // A shop's menu may be the answer to what for.
            && !(pending == Pending.AskReason && message.Is(message.CoreStart, "menu"))
            && (pending == Pending.None || Foreign.OurWords(message) || message.Count <= 12)
            ? Intent.Help
            : null;
    }

    private static bool AsksPriceOfPlace(Message message, int from, int to)
    {
        var (place, price) = (false, false);
        for (var i = from; i < to; i++)
        {
            place |=
                message.IsKind(i, TokenKind.Ordinal)
                || message.Word(i) is "first" or "second" or "third" or "last" or "middle"
                || (
                    message.Word(i) is "option" or "number"
                    && message.IsKind(i + 1, TokenKind.Number)
                );
            price |= message.Word(i) is "cost" or "costs" or "price" or "expensive" or "charge";
        }

        return place && price && message.Is(Math.Max(from, message.CoreStart), Words.QuestionWords);
    }

    private static bool WantsMore(Message message, int from, int to)
    {
        for (var i = from; i + 1 < to; i++)
        {
            if (
                message.Word(i) is "more" or "extra" or "additional" or "another"
                && (
                    message.Is(i + 1, Words.Credits)
                    || message.Marked(i - 1, Marks.Number | Marks.OtherNumber)
                    || message.Marked(i + 1, Marks.Number | Marks.OtherNumber)
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool Happens(Message message, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (message.Word(i) is "happened" or "happening" or "became" or "status" or "news")
            {
                return true;
            }
        }

        return false;
    }

    private static bool Compares(Message message, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (message.Word(i) is "others" or "other" or "trick" or "tricks" or "tip" or "tips")
            {
                return true;
            }
        }

        return false;
    }

    // "12 credits for changing a comma??" asks why; "20 credits for the blog?" asks for them.
    private static bool BalksAt(Message message, int from)
    {
        var at = Math.Max(from, message.CoreStart);
        var next = message.Is(at + 1, Words.Credits) ? at + 2 : at + 1;
        return message.Asks
            && message.IsKind(at, TokenKind.Number)
            && message.Is(next, "for")
            && message.Word(next + 1) is { Length: > 4 } word
            && word.EndsWith("ing", StringComparison.Ordinal);
    }

    private static bool OfThePast(Message message, int from)
    {
        var at = Math.Max(from, message.CoreStart);
        if (!message.Is(at, "how") || message.Word(at + 1) is not ("many" or "much"))
        {
            return false;
        }

        at += message.Is(at + 2, Words.Credits) ? 3 : 2;
        return message.Word(at) is "did" or "have" or "has" or "was" or "were" or "went";
    }

    private static bool IsTold(Message message, int from)
    {
        if (message.Asks || Signals.IsQuestion(message))
        {
            return false;
        }

        var at = Math.Max(from, message.CoreStart);
        if (
            !message.Is(at, Words.Possessives)
            && !message.Is(at, Words.Articles)
            && !message.Is(at, Words.Subjects)
            && message.Word(at) is not ("because" or "since" or "to" or "for" or "new" or "some")
        )
        {
            return false;
        }

        for (var i = at; i < message.Count; i++)
        {
            if (
                message.Is(i, Telling)
                || message.Is(i, Words.QuestionWords)
                || message.Is(i, Words.Credits)
            )
            {
                return false;
            }
        }

        // "new price list"
        return message.Count - at > (message.Word(at) is "new" or "some" ? 1 : 3);
    }

    private static bool OffersPlans(Message message, int from, int to)
    {
        var plans = false;
        for (var i = from; i < to; i++)
        {
            if (
                message.Word(i) is "left" or "remaining" or "used" or "current" or "our" or "my"
                || (message.Is(i, "on") && i == to - 1)
            )
            {
                return false;
            }

            plans |=
                message.Word(i)
                    is "package"
                        or "packages"
                        or "plan"
                        or "plans"
                        or "tier"
                        or "tiers";
        }

        return plans;
    }

    // A request is stated; a question about credits is not, unless it asks for them: "can we get …".
    private static bool Requests(Readings read, int from, int to)
    {
        var message = read.Message;
        // "if we add a form, what's that in credits"
        if (
            message.Word(Math.Max(from, message.CoreStart)) is "if" or "suppose"
            && HasQuestion(message, from, to)
        )
        {
            return false;
        }

        // "how many credits are left" tells of credits and asks for none.
        for (var i = from; i < to - 1; i++)
        {
            if (
                (message.Is(i, "how") && message.Word(i + 1) is "many" or "much" or "far" or "long")
                || (message.Word(i) is "price" or "cost" && message.Word(i + 1) is "of" or "for")
                || (message.Is(i, Words.Credits) && message.Is(i + 1, AboutCredits))
                || (
                    message.Word(i) is "remaining" or "leftover" or "unused"
                    && message.Is(i + 1, Words.Credits)
                )
                || (message.Word(i) is "waiting" or "wait" && message.Word(i + 1) is "on" or "for")
                || (
                    message.Word(i) is "needed" or "required"
                    && message.Word(i + 1) is "for" or "of" or "to"
                    && message.Marked(i + 2, Marks.Work)
                    && message.Is(i - 1, Words.Credits)
                )
                || (
                    message.Word(i + 1) is "refill" or "recharge" or "renewal"
                    && message.Word(i) is "the" or "our" or "my" or "next"
                )
            )
            {
                return false;
            }
        }

        return English.AsksForCredits(message, from, to, likely: !Foreign.Strange(message))
            && !Informs(message, from);
    }

    private static bool HasQuestion(Message message, int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (message.Word(i) is "what" or "how" && message.Breaks(i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Informs(Message message, int from)
    {
        var at = from;
        while (
            message.Word(at)
                is "and"
                    or "so"
                    or "but"
                    or "also"
                    or "ok"
                    or "hi"
                    or "hello"
                    or "hey"
                    or "please"
                    or "btw"
                    or "wait"
                    or "well"
                    or "then"
                    or "there"
        )
        {
            at++;
        }

        // "at what time is …", "until when do …"
        while (
            message.Word(at) is "on" or "at" or "by" or "until" or "since" or "in"
            && message.Is(at + 1, Words.QuestionWords)
        )
        {
            at++;
        }

        // "can we save unused ones for later"
        if (
            message.Is(at, Words.Modals)
            && message.Word(at + 1) is "i" or "we"
            && message.Is(at + 2, Keeps)
        )
        {
            return true;
        }

        // "could you tell me whether …", "i would like to know …"
        for (var i = at; i < at + 6; i++)
        {
            if (message.Is(i, Telling))
            {
                return true;
            }
        }

        var what =
            message.Is(at, "what")
            && (
                message.Reads(at + 1, "do", "i", "have", "to", "do")
                || message.Reads(at + 1, "do", "we", "have", "to", "do")
                || message.Is(at + 1, "about")
                || message.Is(at + 1, "can")
                || message.Is(at + 1, "if")
            );
        var how =
            message.Is(at, "how")
            && (
                message.Is(at + 1, "about") || message.Is(at + 1, "do") || message.Is(at + 1, "can")
            );
        if (message.Is(at, Words.QuestionWords))
        {
            return !what && !how;
        }

        return message.Word(at)
                is "is"
                    or "are"
                    or "am"
                    or "do"
                    or "does"
                    or "did"
                    or "will"
                    or "have"
                    or "has"
                    or "was"
                    or "were"
                    or "would"
            && !(message.Is(at, "would") && message.Is(at + 1, Asker))
            && !(
                message.Word(at) is "is" or "would"
                && (
                    message.Is(at + 2, Chances)
                    || message.Is(at + 3, Chances)
                    || message.Is(at + 4, Chances)
                )
            );
    }

    private static Intent Talk(Readings read, ulong chat, bool foreign)
    {
        var (message, pending) = (read.Message, read.Said.Pending);
        foreach (var intent in (ReadOnlySpan<Intent>)[Intent.Bye, Intent.Thanks, Intent.Greet])
        {
            if (
                English.Has(chat, intent)
                && !foreign
                && !(intent == Intent.Thanks && Foreign.Bothers(message))
            )
            {
                return intent;
            }
        }

        if (English.Has(chat, Intent.Unsure) && (pending != Pending.None || message.Count <= 6))
        {
            return Intent.Unsure;
        }

        if (English.Has(chat, Intent.Deny) && pending != Pending.None)
        {
            return Intent.Deny;
        }

        // "our hotel opens a spa" tells what for, "book a hotel" does not.
        if (
            (foreign && !(pending == Pending.AskReason && !Foreign.Commands(message)))
            || read.Signals.Question
        )
        {
            return Intent.OutOfScope;
        }

        return pending switch
        {
            Pending.AskReason => ReasonGrammar.AsAnswer(message) is not null || read.HasValue
                ? Intent.Inform
                : Intent.OutOfScope,
            Pending.AskKind
            or Pending.AskAmount
            or Pending.AskDate
            or Pending.Confirm when read.HasValue || read.Work is not null => Intent.Inform,
            // "it is for 8 new pages", "we need them by friday": a fact of what was asked for before.
            Pending.None
                when !read.Amounts.Any
                    && (
                        (read.Signals.Purpose && read.Work is not null)
                        || (read.Due.Date is not null && NeedsThem(message))
                    ) => Intent.Inform,
            // "we need 5 new pages and a contact form": work for more than an edit or two wants credits.
            Pending.None
                when read.Work is { } work && work.Values.Sum() >= Several && NeedsWork(message) =>
                Intent.RequestCredits,
            // "about a hundred for the shop, by friday": an amount with a day, a kind or a purpose asks.
            Pending.None
                when read.Amounts.Any
                    && !Foreign.Strange(message, FirstNumber(message))
                    && (
                        read.Due.Date is not null
                        || read.KindSaid.Kind is not null
                        || read.KindSaid.Contrast
                        || message.Token(FirstNumber(message)).Plus
                        || ReasonGrammar.Beside(message) is not null
                    ) => Intent.RequestCredits,
            _ => Intent.OutOfScope,
        };
    }

    private static bool NeedsThem(Message message)
    {
        for (var i = 0; i + 1 < message.Count; i++)
        {
            if (
                message.Word(i) is "need" or "want"
                && message.Word(i + 1) is "them" or "it" or "those" or "that" or "this"
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool NeedsWork(Message message)
    {
        for (var i = 0; i + 1 < message.Count; i++)
        {
            if (
                message.Word(i) is "need" or "want"
                && (message.Marked(i + 1, Marks.Work) || message.Marked(i + 2, Marks.Work))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static int FirstNumber(Message message)
    {
        var at = 0;
        while (at < message.Count && !message.Marked(at, Marks.Number))
        {
            at++;
        }

        return at;
    }

    // So many things that they are worth asking credits for.
    private const int Several = 3;

    private static readonly System.Collections.Frozen.FrozenSet<string> Telling = Words.Of(
        "tell show explain know see check wonder wondering understand remind"
    );

    private static readonly System.Collections.Frozen.FrozenSet<string> AboutCredits = Words.Of(
        "overview info status update balance check level report history usage per"
    );

    private static readonly System.Collections.Frozen.FrozenSet<string> Keeps = Words.Of(
        "keep save bank carry roll lose afford"
    );

    private static readonly System.Collections.Frozen.FrozenSet<string> Asker = Words.Of(
        "you like love i we"
    );

    private static readonly System.Collections.Frozen.FrozenSet<string> Chances = Words.Of(
        "chance possible way possibility option ok alright fine"
    );
}
