using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>Corrections, and answers to the question at hand.</summary>
internal static partial class ClientRules
{
    private static bool Changes(Readings read)
    {
        var (signals, pending) = (read.Signals, read.Said.Pending);
        if (
            signals.ChangeRequest
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
            return false;
        }

        if (pending == Pending.None)
        {
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

    private static bool Actually(Message message) =>
        message.Is(0, "actually") || message.Is(1, "actually");

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
                    // The reason, said late.
                    : signals.Purpose && !signals.Question && read.Work is null ? Intent.Inform
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
}
