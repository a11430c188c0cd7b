using CreditBot.Understanding.Grammar;
using CreditBot.Understanding.Intents;

namespace CreditBot.Understanding;

/// <summary>Understanding by grammar and rules alone: the same frame for the same message, in microseconds.</summary>
/// <remarks>Only the first 2,000 characters are read. It never throws, whatever the text.</remarks>
public sealed class RuleUnderstanding : IUnderstanding
{
    public Frame Read(Utterance utterance)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        var read = Readings.Of(utterance);
        var (intent, also) = utterance.ByManager
            ? ManagerRules.Decide(read)
            : ClientRules.Decide(read);
        return new Frame
        {
            Intent = intent,
            Also = also,
            // "go with 2" picks; it is no amount.
            Amount =
                read.Option is { } option && read.Amounts.Low == option ? null : read.Amounts.Low,
            AmountMax = read.Amounts.High,
            MonthlyTotal = read.Amounts is { Any: true, MonthlyTotal: true },
            Kind = read.Kind,
            Option = read.Option,
            Package =
                intent == Intent.AskPackages
                    ? (read.Package.Several ? null : read.Package.Mentioned)
                    : read.Package.Name,
            Reason = Reason(intent, read),
            Due = read.Due.Date,
            Work = read.Work,
            Request = read.Request,
            Client = read.Client,
            Person = intent == Intent.Delegate ? PersonGrammar.Read(read.Message) : null,
            Month =
                intent is Intent.CheckHistory or Intent.CheckBalance or Intent.ClientStatus or Intent.Report
                    ? read.Month
                    : null,
        };
    }

    private static string? Reason(Intent intent, Readings read) =>
        intent switch
        {
            Intent.Inform when read.Said.Pending is Pending.AskReason or Pending.AskDeclineReason =>
                read.Signals.NoReason ? null : ReasonGrammar.AsAnswer(read.Message),
            Intent.Inform when read.Said.Pending is Pending.AskAmount or Pending.AskDate =>
                ReasonGrammar.Beside(read.Message),
            Intent.RequestCredits when read.Signals.Bypass => null,
            Intent.Inform or Intent.RequestCredits or Intent.ChangeRequest =>
                ReasonGrammar.InRequest(read.Message),
            Intent.Decline => ReasonGrammar.BehindDecision(read.Message),
            Intent.GrantCredits => ReasonGrammar.InGrant(read.Message),
            _ => null,
        };
}
