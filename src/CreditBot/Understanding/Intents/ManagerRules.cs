using System.Collections.Frozen;
using CreditBot.Requests;
using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>What a manager's message wants: answers to the question at hand, decisions, acts on a client, questions, talk.</summary>
internal static class ManagerRules
{
    private static readonly Intent[] Families =
    [
        Intent.Help,
        Intent.Delegate,
        Intent.SetAllocation,
        Intent.GrantCredits,
        Intent.AskClient,
        Intent.Report,
        Intent.ListPending,
        Intent.ClientStatus,
    ];

    public static (Intent Intent, Intent? Also) Decide(Readings read)
    {
        var message = read.Message;
        if (message.Count == 0 || Foreign.OtherCredit(message) || read.Signals.AreYouABot)
        {
            return (Intent.OutOfScope, null);
        }

        return (Answer(read) ?? Decisions.Read(read) ?? Ask(read) ?? Talk(read), null);
    }

    private static Intent? Answer(Readings read)
    {
        var (message, pending) = (read.Message, read.Said.Pending);
        var chat = English.Chat.Find(message, 0, message.Count);
        if (pending == Pending.Confirm && Answers.Leaves(message))
        {
            return Intent.Deny;
        }

        if (
            English.Has(chat, Intent.Cancel)
            && !read.HasValue
            && !read.Signals.Question
            && read.Request is null
        )
        {
            return Intent.Cancel;
        }

        if (pending == Pending.AskDeclineReason)
        {
            if (English.Has(chat, Intent.Unsure) && message.Count <= 4)
            {
                return Intent.Unsure;
            }

            // "wait, don't": the decline itself is called off.
            if (CallsOff(message))
            {
                return Intent.Cancel;
            }

            return Answers.Denies(message)
                || (
                    English.Has(chat, Intent.Deny)
                    && !HasContent(chat)
                    // "too much for that site" is the reason itself.
                    && !HasAny(message, TooMuch)
                )
                    ? Intent.Deny
                : read.Signals.Question
                || read.Request is not null
                || Decisions.Read(read) is Intent.Approve or Intent.ApproveWithChange
                    ? null
                : ReasonGrammar.AsAnswer(message) is null ? null
                : Intent.Inform;
        }

        if (pending is Pending.Confirm or Pending.None && Approves(message, read))
        {
            return Intent.Approve;
        }

        if (pending == Pending.None && message.Count > 2 && Decisions.Read(read) is Intent.Approve)
        {
            return Intent.Approve;
        }

        if (Answers.Affirms(message, pending == Pending.Confirm))
        {
            return Intent.Affirm;
        }

        if (pending != Pending.None && English.Has(chat, Intent.Unsure) && message.Count <= 4)
        {
            return Intent.Unsure;
        }

        if (Answers.Denies(message) || (pending == Pending.Confirm && Answers.Holds(message)))
        {
            return
                pending == Pending.None
                && message.Count > 2
                && Decisions.Read(read) == Intent.Decline
                ? Intent.Decline
                : Intent.Deny;
        }

        if (
            pending == Pending.AskAmount
            && !read.Signals.Question
            && (read.Amounts.Any || (read.Signals.Relative && !English.Has(chat, Intent.Unsure)))
        )
        {
            return Intent.Inform;
        }

        if (
            pending == Pending.AskDate
            && !read.Signals.Question
            && (read.Due.Date is not null || read.Signals.NoDate)
        )
        {
            return Intent.Inform;
        }

        if (
            pending == Pending.Confirm
            && !read.Signals.Question
            && read.HasValue
            && read.Client is null
            && Corrects(message, read)
            && Decisions.Read(read) != Intent.Decline
        )
        {
            return Intent.ApproveWithChange;
        }

        return pending != Pending.None && English.Has(chat, Intent.Unsure) ? Intent.Unsure : null;
    }

    private static bool CallsOff(Message message)
    {
        var stops = false;
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Reads(i, "do", "not"))
            {
                stops = true;
                i++;
                continue;
            }

            stops |= message.Word(i) is "wait" or "stop" or "hold";
            if (
                message.Word(i)
                is not (
                    "wait"
                    or "stop"
                    or "hold"
                    or "on"
                    or "no"
                    or "actually"
                    or "please"
                    or "oh"
                    or "sorry"
                    or "do"
                    or "it"
                    or "that"
                    or "yet"
                )
            )
            {
                return false;
            }
        }

        return stops;
    }

    private static bool HasContent(ulong chat) =>
        English.Has(chat, Intent.Unsure) || English.Has(chat, Intent.Cancel);

    private static bool Approves(Message message, Readings read) =>
        !read.HasValue
        && message.Word(message.CoreStart) is "approve" or "approved" or "lgtm"
        && Decisions.Read(read) == Intent.Approve;

    private static bool Corrects(Message message, Readings read) =>
        (
            message.Word(0)
                is "yes"
                    or "ok"
                    or "yep"
                    or "yeah"
                    or "sure"
                    or "but"
                    or "only"
                    or "fine"
                    or "make"
                    or "just"
            || read.Signals.Change
            // A refusal corrects only when it says what instead: "no, make it 30", never "no to 12, not this month".
            || (message.Is(0, "no") && read.Request is null && (read.Amounts.Any || read.Contrast))
        )
        && !(read.Request is not null && message.Is(0, Refusals))
        && English.Manager.Find(message, 0, message.Count) == 0;

    private static Intent? Ask(Readings read)
    {
        var message = read.Message;
        if (message.Word(0) is "todo" && message.Count == 1)
        {
            return Intent.ListPending;
        }

        if (Foreign.OtherTopic(message) && read.Client is null && !read.Amounts.Any)
        {
            // "how much did we bill last month"
            if (
                message.Word(message.CoreStart) is "how" or "what"
                && English.Has(English.Manager.Find(message, 0, message.Count), Intent.Report)
                && message.Word(message.CoreStart + 2) is "did"
            )
            {
                return Intent.Report;
            }

            return
                English.Has(English.Manager.Find(message, 0, message.Count), Intent.Delegate)
                && Holds(read, Intent.Delegate)
                ? Intent.Delegate
                : null;
        }

        var found = English.Manager.Find(message, 0, message.Count);
        foreach (var intent in Families)
        {
            if (
                English.Has(found, intent)
                && Holds(read, intent)
                // "what's R-12 for, can you find out" asks no help.
                && !(
                    intent == Intent.Help
                    && (read.Request is not null || read.Client is not null)
                    && English.Has(found, Intent.AskClient)
                )
            )
            {
                // What is given every month is an allocation.
                return
                    intent == Intent.GrantCredits
                    && (read.Amounts.MonthlyTotal || read.KindSaid.Kind == RequestKind.Ongoing)
                    ? Intent.SetAllocation
                    : intent;
            }
        }

        return null;
    }

    // What changes something is said as a statement or a polite "can you", never as a question, a denial or a condition.
    private static bool Holds(Readings read, Intent intent)
    {
        if (intent is Intent.ClientStatus or Intent.ListPending or Intent.Report)
        {
            return !HasAny(read.Message, OfTheSite);
        }

        if (intent is not (Intent.SetAllocation or Intent.GrantCredits or Intent.Delegate))
        {
            return true;
        }

        var message = read.Message;
        if (
            (
                intent == Intent.GrantCredits
                && (HasAny(message, NoGift) || HasAny(message, OfRequests))
            )
            || (intent == Intent.SetAllocation && HasAny(message, Wonders))
            // "cut their request to 25" is about the request.
            || (intent == Intent.SetAllocation && HasAny(message, OfRequests))
            || (
                intent == Intent.SetAllocation
                && (
                    TopsUp(message, read)
                    || (read.KindSaid.Kind == RequestKind.OneTime && read.Package.Name is null)
                )
            )
            || (
                intent == Intent.Delegate
                && read.Due.Date is null
                && !HasAny(message, Away)
                && PersonGrammar.Read(message) is null
            )
        )
        {
            return false;
        }

        for (var i = 0; i < message.Count; i++)
        {
            if (
                intent != Intent.Delegate
                && (
                    message.Word(i) is "if" or "unless"
                    || (
                        message.Word(i) is "should" or "would"
                        && message.Word(i + 1) is "i" or "we" or "it" or "that"
                    )
                    || (
                        message.Is(i, Words.Negators)
                        && !message.Breaks(i) | i == message.CoreStart
                        && !read.Contrast
                    )
                )
            )
            {
                return false;
            }
        }

        var start = message.CoreStart;
        if (
            message.Word(start) is "can" or "could" or "would" or "will" or "let"
            && (
                message.Word(start + 1) is "you" or "we" or "us"
                || (message.Is(start + 1, "i") && intent != Intent.Delegate)
            )
        )
        {
            return true;
        }

        if (
            message.Is(start, Words.QuestionWords)
            || (read.Signals.Question && !message.Is(start, "please"))
        )
        {
            return false;
        }

        return intent != Intent.GrantCredits || read.Amounts.Any;
    }

    private static bool TopsUp(Message message, Readings read) =>
        message.Word(message.CoreStart) is "top" or "refill" or "topup"
        && !read.Amounts.MonthlyTotal
        && read.KindSaid.Kind != RequestKind.Ongoing;

    private static bool HasAny(Message message, FrozenSet<string> words)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Is(i, words))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly FrozenSet<string> TooMuch = Words.Of("too much expensive pricey");

    private static readonly FrozenSet<string> Refusals = Words.Of("no nope nah not never");

    // A question passed on, or another number than was asked for, gives nothing.
    private static readonly FrozenSet<string> NoGift = Words.Of(
        "question questions ask instead rather whether"
    );

    private static readonly FrozenSet<string> Away = Words.Of(
        "someone somebody anyone else another colleague deputy backup cover covers away vacation holiday leave while delegate decide decides approve approves"
    );

    private static readonly FrozenSet<string> Wonders = Words.Of("ask find whether");

    private static readonly FrozenSet<string> OfRequests = Words.Of("request requests");

    // A client's card in an address book, or its site, is no standing.
    private static readonly FrozenSet<string> OfTheSite = Words.Of(
        "delete remove write invite meeting lunch hire fire phone website homepage headline logo birthday password address hours site footer domain font design"
    );

    private static Intent Talk(Readings read)
    {
        var message = read.Message;
        var chat = English.Chat.Find(message, 0, message.Count);
        if (Foreign.OtherTopic(message))
        {
            return Intent.OutOfScope;
        }

        foreach (
            var intent in (ReadOnlySpan<Intent>)
                [Intent.Bye, Intent.Thanks, Intent.Greet, Intent.Unsure]
        )
        {
            if (English.Has(chat, intent) && !(intent == Intent.Thanks && Foreign.Bothers(message)))
            {
                return intent;
            }
        }

        return Intent.OutOfScope;
    }
}
