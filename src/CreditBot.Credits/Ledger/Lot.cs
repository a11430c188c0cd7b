using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Where a lot comes from; it decides what a reset does to it (design.md §3.4).</summary>
public enum LotKind
{
    /// <summary>A month's allocation, or what a change added to it; gone at the reset.</summary>
    Monthly,

    /// <summary>Credits given at once; no reset or plan change touches them.</summary>
    OneTime,

    /// <summary>What a reset carried over from the month before.</summary>
    Rollover,
}

/// <summary>What is left of one grant, with its origin, expiry and price.</summary>
/// <remarks>Granted = burned + expired + voided + remaining, always (design.md §3.14).</remarks>
public sealed record Lot
{
    /// <summary>The priority of a lot that was given none; 0 burns first, 9 last.</summary>
    public const int DefaultPriority = 5;

    public required LotId Id { get; init; }

    public required LotKind Kind { get; init; }

    public required Credits Granted { get; init; }

    public required Instant GrantedAt { get; init; }

    /// <summary>Since when late usage may draw on it; for a roll-over lot the start of the period it came from (design.md §3.4).</summary>
    public required Instant OpenSince { get; init; }

    /// <summary>Usable until, not at, this instant; null when it never expires.</summary>
    public Instant? ExpiresAt { get; init; }

    public int Priority { get; init; } = DefaultPriority;

    /// <summary>What the client pays for the whole lot; null or zero when it is free.</summary>
    public Money? Price { get; init; }

    public Credits Burned { get; init; }

    public Credits Expired { get; init; }

    public Credits Voided { get; init; }

    public Credits Remaining => Granted - Burned - Expired - Voided;

    /// <summary>A one-time lot with a price above zero; all others count as free (design.md §3.3).</summary>
    public bool IsPaid => Kind == LotKind.OneTime && Price is { Amount: > 0 };

    public bool IsOpenAt(Instant at) => OpenSince <= at && (ExpiresAt is not { } end || at < end);

    /// <summary>What its rest cost, exact: price × rest / granted (design.md §3.12, §3.13); null without a price.</summary>
    public Money? PriceOfRest =>
        Price is { } price
            ? price with
            {
                Amount = price.Amount * Remaining.Value / Granted.Value,
            }
            : null;

    /// <summary>The lot after an entry took from it.</summary>
    public Lot After(LotTake take)
    {
        var lot = take.FromExpiry ? this with { Expired = Expired - take.Credits } : this;
        return take.Why switch
        {
            TakeReason.Burned or TakeReason.Repaid => lot with
            {
                Burned = lot.Burned + take.Credits,
            },
            TakeReason.Expired => lot with { Expired = lot.Expired + take.Credits },
            _ => lot with { Voided = lot.Voided + take.Credits },
        };
    }

    /// <summary>The lot after an entry gave back to it.</summary>
    public Lot After(LotReturn back)
    {
        var lot =
            back.Was == TakeReason.Voided
                ? this with
                {
                    Voided = Voided - back.Credits,
                }
                : this with
                {
                    Burned = Burned - back.Credits,
                };
        return back.To switch
        {
            ReturnTo.Expired => lot with { Expired = lot.Expired + back.Credits },
            ReturnTo.Voided => lot with { Voided = lot.Voided + back.Credits },
            _ => lot,
        };
    }
}
