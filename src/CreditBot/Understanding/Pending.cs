namespace CreditBot.Understanding;

/// <summary>What the bot asked last; the context in which a short answer is read (data/nlu/README.md).</summary>
public enum Pending
{
    None,
    AskKind,
    AskAmount,
    AskReason,
    AskDate,
    OfferChoice,
    Confirm,
    AskDeclineReason,
}
