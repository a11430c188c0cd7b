using CreditBot.Understanding.Grammar;
using CreditBot.Understanding.Intents;

namespace CreditBot.Understanding.Learned;

/// <summary>What the model may say of a message that no rule read.</summary>
/// <remarks>
/// What decides or spends stays with the rules: the model may at most have it asked back. What was asked last says which
/// intents are possible at all.
/// </remarks>
internal static class Proposals
{
    /// <summary>Words of a message too short to tell by what it resembles.</summary>
    private const int Few = 3;

    public enum Weight
    {
        /// <summary>Not possible here.</summary>
        None,

        /// <summary>May be asked back: "Did you mean …?"</summary>
        Ask,

        /// <summary>May be taken as understood.</summary>
        Take,
    }

    private static bool Denies(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (message.Is(i, Words.Negators))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="intent">What the model tells.</param>
    /// <param name="read">The message.</param>
    /// <param name="sure">The model has hardly a doubt, so that a word that no phrase knows may count.</param>
    public static Weight Of(Intent intent, Readings read, bool sure = false)
    {
        var pending = read.Said.Pending;
        // A word or two that nobody knows is nothing at all, whatever its letters resemble.
        if (!sure && read.Message.Count <= Few && Foreign.Strange(read.Message) && !read.HasValue)
        {
            return Weight.None;
        }

        return intent switch
        {
            Intent.CheckBalance
            or Intent.CheckHistory
            or Intent.CheckReset
            or Intent.CheckRequestStatus
            or Intent.AskAdvice
            or Intent.AskEstimate
            or Intent.AskPackages
            or Intent.ExplainCharge
            or Intent.TalkToHuman
            or Intent.ListPending
            or Intent.Report
            or Intent.Help => Weight.Take,
            Intent.Greet or Intent.Thanks or Intent.Bye => Weight.Take,
            Intent.ClientStatus => read.Client is null ? Weight.None : Weight.Take,
            Intent.AskClient => read.Client is null && read.Request is null
                ? Weight.None
                : Weight.Ask,
            // Nothing is sent before the client has confirmed it.
            Intent.RequestCredits => pending == Pending.None ? Weight.Take : Weight.Ask,
            Intent.Unsure or Intent.Deny => pending == Pending.None ? Weight.None : Weight.Take,
            Intent.Cancel => pending is Pending.None || read.HasValue ? Weight.None : Weight.Take,
            Intent.ChooseOption => pending == Pending.OfferChoice
            && (read.Option is not null || read.Kind is not null || read.Package.Name is not null)
                ? Weight.Take
                : Weight.None,
            Intent.Inform => pending != Pending.None
            && !read.Signals.Question
            && (read.HasValue || read.Work is not null)
                ? Weight.Take
                : Weight.None,
            Intent.ChangeRequest => !read.HasValue ? Weight.None
            : pending == Pending.None ? Weight.Ask
            : Weight.Take,
            Intent.CancelRequest => Weight.Ask,
            // "I am not convinced by R-12" is anything but that.
            Intent.Approve when Denies(read.Message) => Weight.None,
            Intent.Approve or Intent.Decline => read.Client is null && read.Request is null
                ? Weight.None
                : Weight.Ask,
            Intent.GrantCredits or Intent.SetAllocation => read.Client is null
            || (!read.Amounts.Any && read.Package.Name is null)
                ? Weight.None
                : Weight.Ask,
            _ => Weight.None,
        };
    }
}
