using CreditBot.Understanding.Grammar;
using CreditBot.Understanding.Intents;

namespace CreditBot.Understanding;

/// <summary>The frame of an intent: it takes of what the grammars read the slots that belong to it.</summary>
internal static class Frames
{
    public static Frame Of(Readings read, Intent intent, Intent? also = null)
    {
        // Why a request is declined may name anything.
        var asks = Quantifies(intent) && read.Said.Pending != Pending.AskDeclineReason;
        var amounts = read.Amounts;
        return new Frame
        {
            Intent = intent,
            Also = also,
            // "go with 2" picks; it is no amount.
            // "ok, but 30 at most" grants 30.
            Amount =
                !asks || amounts.Low == read.Option && read.Option is not null ? null
                : intent == Intent.ApproveWithChange ? amounts.Low ?? amounts.High
                : amounts.Low,
            AmountMax = asks && intent != Intent.ApproveWithChange ? amounts.High : null,
            Measure = intent is Intent.RequestCredits or Intent.Inform or Intent.ChangeRequest
                ? read.Measure
                : null,
            MonthlyTotal = asks && amounts is { Any: true, MonthlyTotal: true },
            IsTarget = asks && amounts is { Any: true, Target: true },
            Kind = asks ? read.Kind : null,
            // Asked which kind, "the second one" may also be the second of options shown already.
            Option =
                intent == Intent.ChooseOption ? read.Option
                : intent == Intent.Inform && read.Said.Pending == Pending.AskKind ? read.Place
                : null,
            Package =
                intent == Intent.AskPackages
                    ? (read.Package.Several ? null : read.Package.Mentioned)
                : asks ? read.Package.Name
                : null,
            Reason = Reason(intent, read),
            Due = asks || intent == Intent.Delegate ? read.Due.Date : null,
            From = intent == Intent.Delegate ? read.Due.From : null,
            Months = intent is Intent.RequestCredits or Intent.Inform or Intent.ChangeRequest
                ? read.Months
                : null,
            NoDeadline =
                intent is Intent.RequestCredits or Intent.Inform or Intent.ChangeRequest
                && read.Due.Date is null
                && read.Signals.NoDeadline,
            Work = asks ? read.Work : null,
            Request = read.Request,
            Client = read.Client,
            Person = intent == Intent.Delegate ? PersonGrammar.Read(read.Message) : null,
            Month = intent
                is Intent.CheckHistory
                    or Intent.CheckBalance
                    or Intent.ClientStatus
                    or Intent.Report
                ? read.Month
                : null,
        };
    }

    // Numbers and kinds in other intents are talked about, not asked for.
    internal static bool Quantifies(Intent intent) =>
        intent
            is Intent.RequestCredits
                or Intent.Inform
                or Intent.ChangeRequest
                or Intent.ChooseOption
                or Intent.CheckBalance
                or Intent.AskEstimate
                or Intent.AskPackages
                or Intent.ApproveWithChange
                or Intent.SetAllocation
                or Intent.GrantCredits;

    private static bool ToldAsNeed(Message message) =>
        message.Is(message.CoreStart, Words.Subjects)
        && message.Word(message.CoreStart + 1) is "need" or "have" or "want" or "must"
        && message.Is(message.CoreStart + 2, "to");

    private static bool OfThemselves(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Word(i) is "we" or "our" or "my" or "because")
            {
                return true;
            }
        }

        return false;
    }

    private static string? Reason(Intent intent, Readings read) =>
        intent switch
        {
            Intent.Inform when read.Said.Pending == Pending.AskDeclineReason =>
                read.Signals.NoReason ? null : ReasonGrammar.AsComment(read.Message),
            Intent.Inform when read.Said.Pending == Pending.AskReason => read.Signals.NoReason
                ? null
                : ReasonGrammar.AsAnswer(read.Message),
            // "we need to touch 6 pages" says how much.
            Intent.Inform
                when read.Said.Pending == Pending.AskAmount
                    && read.Work is not null
                    && !read.Amounts.Any
                    && ToldAsNeed(read.Message) => null,
            Intent.Inform when read.Said.Pending is Pending.AskAmount or Pending.AskDate =>
                ReasonGrammar.Beside(read.Message),
            // "Actually 30 once, for the menu" picks nothing: it says another wish.
            Intent.ChooseOption when read.Amounts.Any => ReasonGrammar.Beside(read.Message),
            // What surrounds a correction ("wrong date", "looks good except") is no reason.
            Intent.ChangeRequest => ReasonGrammar.Beside(read.Message),
            Intent.RequestCredits when read.Signals.Bypass => null,
            // "the first one" is a kind by its place.
            // What surrounds a short answer ("it should come back each month") tells the kind again.
            Intent.Inform
                when read.Said.Pending == Pending.AskKind
                    && (read.KindSaid.Kind is null || !OfThemselves(read.Message)) =>
                ReasonGrammar.Beside(read.Message),
            Intent.Inform or Intent.RequestCredits => ReasonGrammar.InRequest(read.Message),
            Intent.Decline => ReasonGrammar.BehindDecision(read.Message),
            Intent.GrantCredits => ReasonGrammar.InGrant(read.Message),
            _ => null,
        };
}
