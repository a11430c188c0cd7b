using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>What a client's message wants. First what decides or corrects, then answers to the question at hand, then questions, requests and talk.</summary>
internal static partial class ClientRules
{
    private static readonly Intent[] Information =
    [
        Intent.ExplainCharge,
        Intent.CheckReset,
        Intent.AskAdvice,
        Intent.AskEstimate,
        Intent.CheckHistory,
        Intent.CheckRequestStatus,
        Intent.CheckBalance,
        Intent.AskPackages,
    ];

    public static (Intent Intent, Intent? Also) Decide(Readings read)
    {
        var (message, pending) = (read.Message, read.Said.Pending);
        if (message.Count == 0)
        {
            return (Intent.OutOfScope, null);
        }

        if (IsOutside(read))
        {
            return (Intent.OutOfScope, null);
        }

        var chat = English.Chat.Find(message, 0, message.Count);
        // "ok, one-off" is made of words of a yes, but it says which kind.
        if (
            read.Kind is null
            && Answers.Affirms(message, pending is Pending.Confirm or Pending.OfferChoice)
        )
        {
            return (Intent.Affirm, null);
        }

        if (pending == Pending.Confirm && (Answers.Holds(message) || Answers.Leaves(message)))
        {
            return (Intent.Deny, null);
        }

        if (
            Answers.Denies(message)
            && !English.Has(chat, Intent.Unsure)
            && !English.Has(chat, Intent.Cancel)
            // "there is none" answers what for.
            && !(pending == Pending.AskReason && read.Signals.NoReason && message.Count > 1)
            // "I want Dana, not a bot"
            && English.Client.Find(message, 0, message.Count) is var asks
            && !English.Has(asks, Intent.TalkToHuman)
            // "I don't get the question"
            && !English.Has(asks, Intent.Help)
        )
        {
            return (Intent.Deny, null);
        }

        if (
            Answers.LeadingYes(message) is > 0 and var rest
            && !read.HasValue
            && Asked(message, rest, message.Count, pending) is { } also
        )
        {
            return pending is Pending.Confirm or Pending.OfferChoice or Pending.None
                ? (Intent.Affirm, also)
                : (also, null);
        }

        // "running low?"
        if (
            pending == Pending.None
            && message.Asks
            && message.Count <= 4
            && !read.HasValue
            && message.Word(message.CoreEnd - 1) is "low" or "out" or "empty" or "dry" or "short"
        )
        {
            return (Intent.CheckBalance, null);
        }

        if (
            pending == Pending.None
            && English.Has(chat, Intent.Greet)
            && !Foreign.OurWords(message)
            && !read.Amounts.Any
            && read.Kind is null
        )
        {
            return (Intent.Greet, null);
        }

        return Whole(read, chat) is { } whole ? (whole, null) : BySentence(read, chat);
    }

    private static bool IsOutside(Readings read)
    {
        var (message, signals) = (read.Message, read.Signals);
        if (Foreign.OtherCredit(message) || signals.AreYouABot || GivesToOthers(message))
        {
            return true;
        }

        return signals.Bypass && !signals.AsksCredits && !read.Contrast && !AsksOfOthers(message);
    }

    // "give bluebird 100 credits" is a manager's to say.
    private static bool GivesToOthers(Message message) =>
        message.Word(message.CoreStart)
            is "give"
                or "send"
                or "grant"
                or "transfer"
                or "add"
                or "set"
        && HasClient(message);

    // "did they accept R-13?", "will Dana approve it?" ask what others do.
    private static bool AsksOfOthers(Message message)
    {
        var at = message.CoreStart;
        return message.Word(at) is "did" or "does" or "will" or "would" or "when" or "who" or "do"
            && message.Word(at + 1) is not ("you" or "i")
            && message.Word(at + 2) is not "you"
            && !HasClient(message);
    }

    private static bool HasClient(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Marked(i, Marks.Client))
            {
                return true;
            }
        }

        return false;
    }

    // Read on the whole message: corrections, dropping out, choosing, answering.
    private static Intent? Whole(Readings read, ulong chat)
    {
        var (message, pending) = (read.Message, read.Said.Pending);
        if (Changes(read))
        {
            return Intent.ChangeRequest;
        }

        var families = English.Client.Find(message, 0, message.Count);
        var drops = English.Has(chat, Intent.Cancel);
        if (
            English.Has(families, Intent.CancelRequest)
            && (
                !read.Signals.Question
                || message.Word(message.CoreStart) is "can" or "could" or "would" or "will"
                || (
                    message.Reads(message.CoreStart, "is", "it")
                    && message.Word(message.CoreStart + 2) is "possible" or "ok" or "too" or "still"
                )
            )
            && !Foreign.OtherTopic(message)
        )
        {
            // While a request is being made, "my request" is that one, unless it is named by its number.
            return pending == Pending.None || read.Request is not null
                ? Intent.CancelRequest
                : Intent.Cancel;
        }

        if (pending == Pending.Confirm && SetsRight(read))
        {
            return Intent.ChangeRequest;
        }

        // "let's leave it for today"
        var says = pending is Pending.None or Pending.AskDate or Pending.Confirm
            ? read.HasValue
            : read.Amounts.Any || read.Kind is not null || read.Package.Name is not null;
        var person =
            English.Has(families, Intent.TalkToHuman)
            && !read.Amounts.Any
            && message.Word(message.CoreStart) is not ("did" or "has" or "have" or "was" or "were");
        // "this is too complicated, can somebody ring me" wants somebody, and the request all the same.
        if (
            drops
            && !says
            && !(read.Signals.Question && pending == Pending.None)
            && !(person && Complains(message))
        )
        {
            return Intent.Cancel;
        }

        if (person)
        {
            return Intent.TalkToHuman;
        }

        return Answer(read, chat);
    }

    private static bool Complains(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Word(i) is "too" or "so" or "annoying" or "enough")
            {
                return true;
            }
        }

        return false;
    }

    // "no, it's for the blog, not the shop"
    private static bool SetsRight(Readings read) =>
        read.Message.Word(0) is "no" or "nope" or "not" or "actually" or "sorry"
        && !read.Signals.Question
        && ReasonGrammar.Beside(read.Message) is not null;

    // "balance and when does it reset?"
    private static (Intent First, Intent Second)? Twofold(
        Message message,
        int from,
        int to,
        Pending pending
    )
    {
        for (var i = from + 1; i + 1 < to; i++)
        {
            if (
                message.Word(i) is "and" or "also" or "plus"
                && (
                    message.Is(i + 1, Words.QuestionWords) || message.Is(i + 1, Words.QuestionVerbs)
                )
            )
            {
                return
                    Asked(message, from, i, pending) is { } first
                    && Asked(message, i + 1, to, pending) is { } second
                    && first != second
                    ? (first, second)
                    : null;
            }
        }

        return null;
    }

    // "what's our balance, and can you put 50 on top?"
    private static bool AsksBeside(Message message, int from, int to)
    {
        for (var i = from + 1; i + 1 < to; i++)
        {
            if (
                message.Word(i) is "and" or "also" or "but" or "then" or "so"
                && (
                    message.Is(i + 1, "please")
                    || message.Is(i + 1, Giving)
                    || (
                        message.Is(i + 1, Words.Modals)
                        && message.Word(i + 2) is "you" or "we" or "i"
                    )
                    || (
                        message.Word(i + 1) is "i" or "we"
                        && message.Word(i + 2) is "need" or "want" or "would"
                    )
                )
            )
            {
                return English.AsksForCredits(message, i + 1, to, likely: false);
            }
        }

        return false;
    }

    private static bool NamesCredits(Message message, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (message.Is(i, Words.Credits) || message.Is(i, Words.Additive))
            {
                return true;
            }
        }

        return false;
    }

    private static bool WondersWhy(Message message)
    {
        for (var start = 0; start < message.Count; start = message.SentenceEnd(start))
        {
            var end = message.SentenceEnd(start);
            if (
                end - start <= 3
                && (
                    message.Word(start) is "why" or "seriously" or "really"
                    || message.Reads(start, "how", "come")
                    || message.Reads(start, "how", "so")
                    || message.Reads(start, "what", "for")
                )
            )
            {
                for (var i = 0; i < message.Count; i++)
                {
                    if (message.Is(i, Charges))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    // "so many customers ask for a faq that we need 15 more" is no question.
    private static bool PlainlyAsks(Readings read, int from, int to)
    {
        var message = read.Message;
        if (
            read.Signals.Question
            || !read.Amounts.Any
            || !English.AsksForCredits(message, from, to, likely: false)
        )
        {
            return false;
        }

        for (var i = from; i < to; i++)
        {
            if (message.Is(i, Words.QuestionWords) || message.Is(i, Charges))
            {
                return false;
            }
        }

        return true;
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> Charges = Words.Of(
        "cost costs charge charged charges took take takes billed deducted ate lost expensive pricey tip tips advice explain"
    );

    private static readonly System.Collections.Frozen.FrozenSet<string> Giving = Words.Of(
        "add give send top put get order book grant load"
    );

    private static (Intent Intent, Intent? Also) BySentence(Readings read, ulong chat)
    {
        var (message, pending) = (read.Message, read.Said.Pending);
        Intent? act = null;
        Intent? asked = null;
        Intent? second = null;
        var foreign = Foreign.OtherTopic(message);
        // "that menu tweak ate 8 credits. why?"
        if (!foreign && WondersWhy(message))
        {
            return (Intent.ExplainCharge, null);
        }

        var plainly = false;
        for (var start = 0; start < message.Count; )
        {
            var end = message.SentenceEnd(start);
            if (
                Asked(message, start, end, pending) is { } question
                // "how expensive is a new footer" is about credits, "make the footer blue" is not.
                && (
                    !foreign
                    || (
                        question is Intent.ExplainCharge or Intent.AskEstimate
                        && (Foreign.OnlyOfSites(message) || Foreign.OfEdits(message))
                    )
                )
                && (
                    (
                        question is Intent.ExplainCharge or Intent.AskAdvice
                        && !PlainlyAsks(read, start, end)
                    ) || !Requests(read, start, end)
                )
            )
            {
                if (asked is null && Twofold(message, start, end, pending) is { } both)
                {
                    (asked, second) = both;
                }

                if (!foreign && AsksBeside(message, start, end))
                {
                    act = Intent.RequestCredits;
                }

                second = asked is not null && asked != question ? second ?? question : second;
                asked ??= question;
            }
            else if (!foreign && Requests(read, start, end))
            {
                act = Intent.RequestCredits;
                plainly |= NamesCredits(message, start, end);
            }

            start = end;
        }

        // "I plan to rewrite 6 sections. How many credits should I set aside?" only tells the work.
        if (
            act is not null
            && asked is Intent.AskEstimate
            && !plainly
            && !read.Amounts.Any
            && read.Work is not null
        )
        {
            act = null;
        }

        // "we outgrew basic" answers what for.
        if (
            act is not null
            && pending == Pending.AskReason
            && !read.HasValue
            && !read.Signals.Question
            && !English.AsksForMore(message)
        )
        {
            act = null;
        }

        if (act is not null)
        {
            return pending is Pending.None || !read.HasValue
                ? (act.Value, asked)
                : (Intent.Inform, asked);
        }

        if (asked is not null)
        {
            return (asked.Value, second);
        }

        return (Talk(read, chat, foreign), null);
    }
}
