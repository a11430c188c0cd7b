using System.Collections.Frozen;
using CreditBot.Requests;
using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Intents;

/// <summary>
/// A manager's decision on a request. A plain approval may hold nothing but words of approval and what is approved,
/// and a comment behind a comma; whatever else is in it makes it no approval.
/// </summary>
internal static class Decisions
{
    public static Intent? Read(Readings read)
    {
        var message = read.Message;
        if (message.Count == 0 || IsQuestion(read))
        {
            return null;
        }

        var acts = English.Acts.Find(message, 0, message.Count);
        if (Has(acts, Act.Declines) && !Denied(message))
        {
            return !(Has(acts, Act.Approves) && read.Amounts.Any) && !HasAny(message, Waiting)
                ? Intent.Decline
                : null;
        }

        if (
            !Has(acts, Act.Approves)
            || Has(acts, Act.NotYet)
            || Denies(message) && !read.Contrast && !Comments(message)
        )
        {
            return null;
        }

        var changes =
            read.Amounts.Any
            || read.Kind is not null
            || read.Package.Name is not null
            || (read.Due.Date is not null && HasAny(message, Beginnings))
            || (read.Signals.Relative && HasAny(message, Halves));
        if (changes)
        {
            return IsGift(read) ? null : Intent.ApproveWithChange;
        }

        return IsPlain(message) ? Intent.Approve : null;
    }

    // "make it 75 a month for Acme", "grant them another 30": not about a request, so it changes a client.
    private static bool IsGift(Readings read)
    {
        var message = read.Message;
        return read.Request is null
            && !HasAny(message, Requests)
            && read.Said.Pending == Pending.None
            && read.Amounts.Any
            && (
                message.Word(message.CoreStart) is "grant"
                || message.Reads(message.CoreStart, "let", "us", "grant")
                || (
                    message.Word(message.CoreStart) is "make" or "let"
                    && read.Client is not null
                    && (read.Amounts.MonthlyTotal || read.KindSaid.Kind == RequestKind.Ongoing)
                )
            );
    }

    private static bool Has(ulong acts, Act act) => (acts & (1UL << (int)act)) != 0;

    private static bool IsQuestion(Readings read)
    {
        var (message, start) = (read.Message, read.Message.CoreStart);
        if (message.Word(start) is "can" or "could" && message.Is(start + 1, "not"))
        {
            return message.Asks;
        }

        if (message.Word(start) is "can" or "could")
        {
            // "can you approve it" and "can we do 35 for R-8" ask the bot to act.
            return !(
                message.Is(start + 1, "you") || (message.Is(start + 1, "we") && read.Amounts.Any)
            );
        }

        return read.Signals.Question;
    }

    // The "no" of "request no. 27" denies nothing.
    private static bool Denies(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Is(i, Denials) && !message.Marked(i, Marks.Request))
            {
                return true;
            }
        }

        return false;
    }

    // "do not decline it"
    private static bool Denied(Message message)
    {
        for (var i = 1; i < message.Count; i++)
        {
            if (
                message.Is(i, DeclineVerbs)
                && (message.Is(i - 1, "not") || message.Is(i - 1, "never"))
            )
            {
                return true;
            }
        }

        return false;
    }

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

    // A denial behind a comma may be in the comment: "approve it, they never ask for much".
    private static bool Comments(Message message) =>
        CommentStart(message) is var start
        && start < message.Count
        && !HasAnyBefore(message, start, Denials);

    private static bool HasAnyBefore(Message message, int end, FrozenSet<string> words)
    {
        for (var i = 0; i < end; i++)
        {
            if (message.Is(i, words))
            {
                return true;
            }
        }

        return false;
    }

    // A clause that isn't plain approval throughout, or a reason given.
    private static int CommentStart(Message message)
    {
        for (var i = message.CoreStart + 1; i < message.Count; i++)
        {
            if (
                message.Word(i) is "because" or "since"
                || (message.Breaks(i) && !ArePlain(message, i, message.Count))
            )
            {
                return i;
            }
        }

        return message.Count;
    }

    // "no objections to 12" is the one "no" of an approval.
    private static bool ArePlain(Message message, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!message.Is(i, Plain) && !message.Marked(i, Marks.Request | Marks.Client))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(Message message)
    {
        var comment = CommentStart(message);
        if (!ArePlain(message, 0, comment))
        {
            return false;
        }

        for (var i = comment; i < message.Count; i++)
        {
            if (message.Is(i, Reservations))
            {
                return false;
            }
        }

        return true;
    }

    private static readonly FrozenSet<string> Requests = Words.Of("request requests");
    private static readonly FrozenSet<string> DeclineVerbs = Words.Of(
        "decline reject deny refuse turn"
    );
    private static readonly FrozenSet<string> Denials = Words.Of(
        "not no never without nobody none nor cannot"
    );
    private static readonly FrozenSet<string> Waiting = Words.Of("yet if unless");
    private static readonly FrozenSet<string> Beginnings = Words.Of(
        "from starting beginning effective start until till"
    );
    private static readonly FrozenSet<string> Halves = Words.Of("half quarter third double");

    private static readonly FrozenSet<string> Reservations = Words.Of(
        "but only not no if unless when until after instead decline reject deny half however except question why wait first later tomorrow ask need check before once maybe or"
    );

    private static readonly FrozenSet<string> Plain = Words.Of(
        """
        approve approved approving accept accepted accepting authorize authorized authorise gets grant granted confirm confirmed green light greenlight lgtm sign off
        yes yep yeah ok sure fine good great agreed all sounds looks go ahead let them have give it to they can that this her him she he
        request requests the for of with on by about from me i we am are is will a an and please you could happy us one ones both everything their what asked credits credit
        now theirs reasonable fair legit sensible justified comfortable happy cool right through wave push nod thumbs blessing cleared works go out nothing against objections objection problem issue issues concerns no well now thanks thank hi hello hey morning team right away full as requested asks wanted wants want in top up
        """
    );
}
