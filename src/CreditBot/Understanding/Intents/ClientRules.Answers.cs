using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>Corrections, and answers to the question at hand.</summary>
internal static partial class ClientRules
{
    private static bool Changes(Readings read)
    {
        var (signals, pending) = (read.Signals, read.Said.Pending);
        // "also we need it before dec 9" adds a day to what is read back.
        if (
            pending == Pending.Confirm
            && Adds(read.Message)
            && !read.Amounts.Any
            && read.KindSaid.Kind is null
            && read.Package.Name is null
            && !read.Contrast
        )
        {
            return false;
        }

        if (
            signals.ChangeRequest
            // "take R-9 back": what is withdrawn changes no more.
            && !(
                !read.HasValue
                && English.Has(
                    English.Client.Find(read.Message, 0, read.Message.Count),
                    Intent.CancelRequest
                )
            )
            && !(
                signals.Question
                && !read.HasValue
                && read.Request is null
                && !read.Message.Is(read.Message.CoreStart, Words.Modals)
            )
        )
        {
            return true;
        }

        if (!read.HasValue)
        {
            // "can I still change it?" of what is read back.
            if (pending is Pending.Confirm or Pending.OfferChoice && MayChange(read.Message))
            {
                return true;
            }

            // "double it", "a bit less": what was said is the measure.
            return (signals.Relative || read.Measure is not null)
                && !signals.Question
                && read.Message.Count <= 8
                && read.Work is null
                && read.Option is null
                && pending
                    is Pending.Confirm
                        or Pending.OfferChoice
                        or Pending.AskReason
                        or Pending.AskDate
                // "the usual stuff" may be the answer to what for.
                && !(pending == Pending.AskReason && (signals.Purpose || read.Measure is null));
        }

        if (pending == Pending.None)
        {
            // "we need the credits by wednesday instead of friday": the day alone is new.
            if (
                read.Due is { Contrast: true, Date: not null }
                && !read.Amounts.Any
                && read.Kind is null
                && Foreign.OurWords(read.Message)
                && !Foreign.OtherTopic(read.Message)
            )
            {
                return true;
            }

            // "on R-26 please put 55": a request that is named, and a value.
            if (
                read.Request is not null
                && !signals.Question
                && !English.Has(
                    English.Client.Find(read.Message, 0, read.Message.Count),
                    Intent.CancelRequest
                )
                && !English.Has(
                    English.Client.Find(read.Message, 0, read.Message.Count),
                    Intent.CheckRequestStatus
                )
            )
            {
                return true;
            }

            // "will we make it to the 1st" asks whether it lasts.
            if (signals.Question && Lasts(read.Message))
            {
                return false;
            }

            return (signals.Change && !English.AsksForMore(read.Message))
                || (
                    signals.Soft
                    && (read.Contrast || Actually(read.Message))
                    && !English.AsksForMore(read.Message)
                    && !English.AsksForCredits(read.Message, 0, read.Message.Count, likely: false)
                );
        }

        return pending switch
        {
            Pending.Confirm => !signals.Question
                || signals.Change
                || read.Contrast
                || Suggests(read),
            Pending.OfferChoice => read.Option is null
                && read.Kind is null
                && (signals.Change || read.Amounts.Any || read.Contrast)
                && (!signals.Question || Suggests(read)),
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
                // "oh no, only one time": a kind and nothing else.
                || (
                    read.KindSaid.Kind is not null
                    && !signals.Question
                    && ReasonGrammar.AsAnswer(read.Message) is null
                )
                || (signals.Soft && read.Amounts.Any),
            _ => false,
        };
    }

    // "can we do 35", "what about 40"
    private static bool Suggests(Readings read)
    {
        var (message, start) = (read.Message, read.Message.CoreStart);
        return message.Reads(start, "what", "about")
            || message.Reads(start, "how", "about")
            || message.Reads(start, "what", "if")
            || (
                message.Is(start, Words.Modals)
                && Asked(message, 0, message.Count, read.Said.Pending) is null
            );
    }

    private static bool MayChange(Message message)
    {
        var at = message.CoreStart;
        return message.Word(at) is "can" or "could" or "may"
            && message.Word(at + 1) is "i" or "we"
            && message.Word(at + 2) is "still" or "change" or "adjust" or "edit" or "correct"
            && (
                message.Word(at + 2) != "still"
                || message.Word(at + 3) is "change" or "adjust" or "edit" or "correct"
            );
    }

    private static bool Adds(Message message) =>
        message.Word(0) is "also" or "btw" or "and" or "plus"
        || (message.Word(0) is "oh" or "ah" && message.Word(1) is "and" or "btw" or "also");

    private static bool Lasts(Message message)
    {
        for (var i = 0; i + 2 < message.Count; i++)
        {
            if (
                message.Reads(i, "make", "it")
                && message.Word(i + 2) is "to" or "through" or "till" or "until" or "past"
                && !message.Marked(i + 3, Marks.Number)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool Actually(Message message) =>
        message.Is(0, "actually") || message.Is(1, "actually");

    private static Intent? Answer(Readings read, ulong chat)
    {
        var (message, signals) = (read.Message, read.Signals);
        // "and why was that so expensive?" asks, whatever it says besides.
        var asks = AsksSomething(read);
        var unsure =
            English.Has(chat, Intent.Unsure)
            && !(asks && (read.Work is not null || read.Package.Mentioned is not null));
        var denies = English.Has(chat, Intent.Deny) && !asks;
        switch (read.Said.Pending)
        {
            case Pending.OfferChoice:
                if (denies && read.Option is null && read.Package.Name is null)
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
                    : denies && read.KindSaid.Kind is null ? Intent.Deny
                    : !signals.Question && (read.HasValue || read.KindSaid.Contrast) ? Intent.Inform
                    : null;

            case Pending.AskAmount:
                return unsure && !read.Amounts.Any ? Intent.Unsure
                    : !asks
                    && (
                        read.Amounts.Any
                        || read.Work is not null
                        || ((signals.Relative || read.Measure is not null) && message.Count <= 8)
                    )
                        ? Intent.Inform
                    : denies ? Intent.Deny
                    : null;

            case Pending.AskDate:
                return !asks
                    && !(
                        message.Is(message.CoreStart, "when")
                        && message.Is(message.CoreStart + 1, "is")
                    )
                    && (read.Due.Date is not null || read.Months is not null || signals.NoDate)
                        ? Intent.Inform
                    : unsure ? Intent.Unsure
                    : denies ? Intent.Deny
                    // The reason, said late.
                    : signals.Purpose && !signals.Question && read.Work is null ? Intent.Inform
                    : null;

            case Pending.AskReason:
                return signals.NoReason ? Intent.Inform
                    : unsure && message.Count <= 8 ? Intent.Unsure
                    : denies ? Intent.Deny
                    : signals.Purpose && !signals.Question ? Intent.Inform
                    : null;

            case Pending.Confirm:
                return denies ? Intent.Deny
                    : unsure ? Intent.Unsure
                    : signals.Purpose && !signals.Question ? Intent.Inform
                    : Adds(message) && read.Due.Date is not null && !signals.Question
                        ? Intent.Inform
                    : null;

            default:
                return null;
        }
    }

    private static bool AsksSomething(Readings read) =>
        read.Signals.Question
        && Asked(read.Message, 0, read.Message.Count, read.Said.Pending) is not null;
}
