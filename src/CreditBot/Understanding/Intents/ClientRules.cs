using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>What a client's message wants. First what decides or corrects, then answers to the question at hand, then questions, requests and talk.</summary>
internal static class ClientRules
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
        if (Answers.Affirms(message, pending is Pending.Confirm or Pending.OfferChoice))
        {
            return (Intent.Affirm, null);
        }

        if (
            Answers.Denies(message)
            && !English.Has(chat, Intent.Unsure)
            && !English.Has(chat, Intent.Cancel)
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
        if (Foreign.OtherCredit(message) || signals.AreYouABot)
        {
            return true;
        }

        return signals.Bypass && !signals.AsksCredits && !read.Contrast;
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
            )
            && !Foreign.OtherTopic(message)
        )
        {
            // While a request is being made, "my request" is that one, unless it is named by its number.
            return pending == Pending.None || read.Request is not null
                ? Intent.CancelRequest
                : Intent.Cancel;
        }

        if (drops && !read.HasValue && !(read.Signals.Question && pending == Pending.None))
        {
            return Intent.Cancel;
        }

        if (English.Has(families, Intent.TalkToHuman) && !read.Amounts.Any)
        {
            return Intent.TalkToHuman;
        }

        return Answer(read, chat);
    }

    private static bool Changes(Readings read)
    {
        var (signals, pending) = (read.Signals, read.Said.Pending);
        if (
            signals.ChangeRequest
            && !(
                signals.Question
                && !read.HasValue
                && read.Request is null
                && pending == Pending.None
                && !read.Message.Is(read.Message.CoreStart, Words.Modals)
            )
        )
        {
            return true;
        }

        if (!read.HasValue)
        {
            return false;
        }

        if (pending == Pending.None)
        {
            return (signals.Change && !English.AsksForMore(read.Message))
                || (
                    signals.Soft
                    && read.Contrast
                    && !English.AsksForMore(read.Message)
                    && !English.AsksForCredits(read.Message, 0, read.Message.Count, likely: false)
                );
        }

        return pending switch
        {
            Pending.Confirm => !signals.Question || signals.Change || read.Contrast,
            Pending.OfferChoice => read.Option is null
                && read.Kind is null
                && (signals.Change || read.Amounts.Any || read.Contrast)
                && !signals.Question,
            Pending.AskKind => (
                signals.Change || signals.Soft || read.Amounts.Contrast || read.Due.Contrast
            ) && read.Kind is null,
            Pending.AskAmount => read.Amounts.Any
                ? read.Amounts.Contrast
                : (signals.Change || signals.Soft || read.Contrast) && read.Work is null,
            Pending.AskDate => read.Due.Date is null
                ? signals.Change || signals.Soft || read.Contrast
                : read.Due.Contrast || (read.Amounts.Any && (signals.Change || read.Contrast)),
            Pending.AskReason => signals.Change
                || read.Contrast
                || (signals.Soft && read.Amounts.Any),
            _ => false,
        };
    }

    private static Intent? Answer(Readings read, ulong chat)
    {
        var (message, signals) = (read.Message, read.Signals);
        var unsure = English.Has(chat, Intent.Unsure);
        switch (read.Said.Pending)
        {
            case Pending.OfferChoice:
                if (
                    English.Has(chat, Intent.Deny)
                    && read.Option is null
                    && read.Package.Name is null
                )
                {
                    return Intent.Deny;
                }

                if (unsure)
                {
                    return Intent.Unsure;
                }

                return
                    !signals.Question
                    && (
                        read.Option is not null
                        || read.Kind is not null
                        || read.Package.Name is not null
                    )
                    ? Intent.ChooseOption
                    : null;

            case Pending.AskKind:
                return unsure ? Intent.Unsure
                    : English.Has(chat, Intent.Deny) ? Intent.Deny
                    : !signals.Question && read.HasValue ? Intent.Inform
                    : null;

            case Pending.AskAmount:
                return unsure && !read.Amounts.Any ? Intent.Unsure
                    : !AsksSomething(read)
                    && (
                        read.Amounts.Any
                        || read.Work is not null
                        || (signals.Relative && message.Count <= 8)
                    )
                        ? Intent.Inform
                    : English.Has(chat, Intent.Deny) ? Intent.Deny
                    : null;

            case Pending.AskDate:
                return !AsksSomething(read) && (read.Due.Date is not null || signals.NoDate)
                        ? Intent.Inform
                    : unsure ? Intent.Unsure
                    : English.Has(chat, Intent.Deny) ? Intent.Deny
                    : null;

            case Pending.AskReason:
                return signals.NoReason ? Intent.Inform
                    : unsure && message.Count <= 8 ? Intent.Unsure
                    : English.Has(chat, Intent.Deny) ? Intent.Deny
                    : signals.Purpose && !signals.Question ? Intent.Inform
                    : null;

            case Pending.Confirm:
                return English.Has(chat, Intent.Deny) ? Intent.Deny
                    : unsure ? Intent.Unsure
                    : signals.Purpose && !signals.Question ? Intent.Inform
                    : null;

            default:
                return null;
        }
    }

    private static bool AsksSomething(Readings read) =>
        read.Signals.Question
        && Asked(read.Message, 0, read.Message.Count, read.Said.Pending) is not null;

    private static (Intent Intent, Intent? Also) BySentence(Readings read, ulong chat)
    {
        var (message, pending) = (read.Message, read.Said.Pending);
        Intent? act = null;
        Intent? asked = null;
        Intent? second = null;
        var foreign = Foreign.OtherTopic(message);
        for (var start = 0; start < message.Count; )
        {
            var end = message.SentenceEnd(start);
            if (
                !foreign
                && Asked(message, start, end, pending) is { } question
                && (
                    question is Intent.ExplainCharge or Intent.AskAdvice
                    || !Requests(read, start, end)
                )
            )
            {
                second = asked is not null && asked != question ? second ?? question : second;
                asked ??= question;
            }
            else if (!foreign && Requests(read, start, end))
            {
                act = Intent.RequestCredits;
            }

            start = end;
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

    /// <summary>The question in a sentence, by the first family that reads it.</summary>
    private static Intent? Asked(Message message, int from, int to, Pending pending)
    {
        if (Foreign.Strange(message))
        {
            return null;
        }

        var found = English.Client.Find(message, from, to);
        foreach (var intent in Information)
        {
            if (English.Has(found, intent))
            {
                return intent;
            }
        }

        return
            English.Has(found, Intent.Help)
            && (pending == Pending.None || Foreign.OurWords(message) || message.Count <= 12)
            ? Intent.Help
            : null;
    }

    // A request is stated; a question about credits is not, unless it asks for them: "can we get …".
    private static bool Requests(Readings read, int from, int to)
    {
        var message = read.Message;
        return English.AsksForCredits(message, from, to, likely: !Foreign.Strange(message))
            && !Informs(message, from);
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
                message.Is(at + 1, "about") || message.Is(at + 1, "can") || message.Is(at + 1, "if")
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
            && !(
                message.Is(at, "is")
                && (
                    message.Is(at + 2, Chances)
                    || message.Is(at + 3, Chances)
                    || message.Is(at + 4, Chances)
                )
            );
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> Telling = Words.Of(
        "tell show explain know see check wonder wondering understand remind"
    );

    private static readonly System.Collections.Frozen.FrozenSet<string> Chances = Words.Of(
        "chance possible way possibility option"
    );

    private static Intent Talk(Readings read, ulong chat, bool foreign)
    {
        var (message, pending) = (read.Message, read.Said.Pending);
        foreach (var intent in (ReadOnlySpan<Intent>)[Intent.Bye, Intent.Thanks, Intent.Greet])
        {
            if (English.Has(chat, intent) && !foreign)
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

        if (foreign || read.Signals.Question)
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
            // "about a hundred for the shop, by friday": an amount with a day, a kind or a purpose asks.
            Pending.None
                when read.Amounts.Any
                    && (
                        read.Due.Date is not null
                        || read.KindSaid.Kind is not null
                        || ReasonGrammar.Beside(message) is not null
                    ) => Intent.RequestCredits,
            _ => Intent.OutOfScope,
        };
    }
}
