using System.Diagnostics;
using CreditBot.Ledger;

namespace CreditBot.TimeTravel;

/// <summary>A rule of the ledger, in words that a client can be shown.</summary>
/// <param name="Section">Where it stands in design.md.</param>
public sealed record Rule(string Section, string Words)
{
    internal static readonly Rule Allocation = new("3.4", "A reset grants the month's allocation.");

    internal static readonly Rule CarriedOver = new(
        "3.4",
        "What the ended month left is carried over, up to the agreed most, as a lot of its own."
    );

    internal static readonly Rule GoesOver = new(
        "3.4",
        "Carried over by the reset into a lot of its own."
    );

    internal static readonly Rule EndsWithMonth = new(
        "3.4",
        "What is left of the month's credits expires at the reset."
    );

    internal static readonly Rule OneTime = new(
        "3.3",
        "One-time credits: no reset and no plan change touches them."
    );

    internal static readonly Rule RaisedNow = new(
        "3.5",
        "A larger allocation, from now: grants what this month's grants lack."
    );

    internal static readonly Rule LoweredNow = new(
        "3.5",
        "A smaller allocation, from now: takes back unused monthly credits, last to burn first."
    );

    internal static readonly Rule Burn = new(
        "3.3",
        "Used: lower priority first, then the earliest expiry, free before paid, the oldest."
    );

    internal static readonly Rule LateFromExpired = new(
        "3.7",
        "Late usage: taken from what the lot, open at the time of use, has since lost to expiry."
    );

    internal static readonly Rule LateFromLater = new(
        "3.7",
        "Late usage of the running month: taken from a lot granted after it, since none open then had more."
    );

    internal static readonly Rule Late = new(
        "3.7",
        "Late usage: taken from a lot that was open at the time of use."
    );

    internal static readonly Rule Repays = new(
        "3.6",
        "Repays debt, oldest first; it costs nothing again."
    );

    internal static readonly Rule Expires = new("3.3", "Usable until its expiry, not at it.");

    internal static readonly Rule TakenBack = new("5", "The approval was taken back.");

    internal static readonly Rule Reversed = new("3.13", "A reversal takes it back.");

    internal static readonly Rule GivenBack = new(
        "3.13",
        "Usage was taken back: its credits can be used again."
    );

    internal static readonly Rule GivenBackAndGone = new(
        "3.13",
        "Usage was taken back: the lot was gone meanwhile, so its credits went with it."
    );

    internal static readonly Rule Over = new("3.12", "The client ended: what was left is void.");

    internal static readonly Rule NothingOwed = new(
        "3.6",
        "No lot covered it; in this client's mode nothing is owed for it."
    );

    internal static readonly Rule Billed = new(
        "3.6",
        "No lot covered it; it is billed when the month ends, at the price of when it was recorded."
    );

    internal static readonly Rule MadeDebt = new(
        "3.6",
        "No lot covered it; it is owed in credits and repaid by the next grant."
    );

    /// <summary>The rule by which an entry grants a lot.</summary>
    internal static Rule Of(ClientEntry entry, Lot granted) =>
        (entry, granted.Kind) switch
        {
            (_, LotKind.Rollover) => CarriedOver,
            (_, LotKind.OneTime) => OneTime,
            (ClientEntry.PlanChanged, _) => RaisedNow,
            _ => Allocation,
        };

    /// <summary>The rule by which an entry takes from a lot.</summary>
    internal static Rule Of(ClientEntry entry, LotTake take, Lot lot) =>
        take.Why switch
        {
            TakeReason.Burned when take.FromExpiry => LateFromExpired,
            TakeReason.Burned when lot.OpenSince > entry.At => LateFromLater,
            TakeReason.Burned when entry.RecordedAt - entry.At > UsageRecording.ClockTolerance =>
                Late,
            TakeReason.Burned => Burn,
            TakeReason.Repaid => Repays,
            TakeReason.Expired when entry is ClientEntry.PeriodStarted => EndsWithMonth,
            TakeReason.Expired => Expires,
            TakeReason.Voided when entry is ClientEntry.PeriodStarted => GoesOver,
            TakeReason.Voided when entry is ClientEntry.PlanChanged => LoweredNow,
            TakeReason.Voided when entry is ClientEntry.Undone => TakenBack,
            TakeReason.Voided when entry is ClientEntry.Ended => Over,
            TakeReason.Voided => Reversed,
            _ => throw new UnreachableException(),
        };

    /// <summary>The rule by which an entry gives back to a lot.</summary>
    internal static Rule Of(ClientEntry entry, LotReturn back) =>
        entry is ClientEntry.Undone ? TakenBack
        : back.To == ReturnTo.Remaining ? GivenBack
        : GivenBackAndGone;

    /// <summary>The rule for what no lot covered, by the mode in force when it was recorded.</summary>
    internal static Rule Of(Overage overage) =>
        overage switch
        {
            { OwesDebt: true } => MadeDebt,
            { Price: not null } => Billed,
            _ => NothingOwed,
        };
}
