using System.Collections.Immutable;
using CreditBot.Requests;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>What a client has said so far about the credits it wants; null is not said yet.</summary>
internal sealed record Draft
{
    /// <summary>Its number in the conversation.</summary>
    public required int Number { get; init; }

    /// <summary>The open request that it changes; null for a new one.</summary>
    public Amounts.RequestId? Changes { get; init; }

    public RequestKind? Kind { get; init; }

    public Amounts.Credits? Amount { get; init; }

    /// <summary>The upper end of a range, or of "up to".</summary>
    public Amounts.Credits? AmountMax { get; init; }

    /// <summary>The amount is the new monthly total.</summary>
    public bool MonthlyTotal { get; init; }

    /// <summary>For how many months, when it is to end by itself.</summary>
    public int? Months { get; init; }

    public string? Package { get; init; }

    public string? Reason { get; init; }

    public LocalDate? Due { get; init; }

    public ImmutableSortedDictionary<WorkKind, decimal> Work { get; init; } =
        ImmutableSortedDictionary<WorkKind, decimal>.Empty;

    /// <summary>The client doesn't know how many: the options say what would do.</summary>
    public bool AnyAmount { get; init; }

    /// <summary>The client doesn't know which kind: the options show all three.</summary>
    public bool AnyKind { get; init; }

    public bool NoReason { get; init; }

    public bool NoDue { get; init; }

    /// <summary>What to ask next, in the order of design.md §4: kind, amount, reason, date, then which option.</summary>
    public Pending Missing =>
        this switch
        {
            { Kind: null, AnyKind: false } => Pending.AskKind,
            { Amount: null, AmountMax: null, AnyAmount: false } when Kind != RequestKind.Upgrade =>
                Pending.AskAmount,
            { Reason: null, NoReason: false } => Pending.AskReason,
            { Due: null, NoDue: false } => Pending.AskDate,
            _ => Pending.OfferChoice,
        };

    /// <summary>The wish with nothing left to ask: what is unknown stays open, and the options are shown.</summary>
    public Draft Ready() =>
        this with
        {
            AnyKind = Kind is null,
            AnyAmount = Amount is null && AmountMax is null,
            NoReason = Reason is null,
            NoDue = Due is null,
        };

    /// <summary>The wish as one of its options meets it: what was said stays where it fits.</summary>
    public Draft As(RequestKind kind, Amounts.Credits? credits, string? package) =>
        kind == Kind && (kind == RequestKind.Upgrade || Amount is not null || AmountMax is not null)
            ? this with
            {
                Package = package ?? Package,
            }
            : this with
            {
                Kind = kind,
                Amount = credits,
                AmountMax = null,
                MonthlyTotal = false,
                Package = package,
            };
}
