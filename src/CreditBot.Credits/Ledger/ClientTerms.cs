using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>What happens to usage that no lot covers (design.md §3.6).</summary>
public enum OverageMode
{
    /// <summary>Nothing owed; the client counts as blocked at a balance of zero.</summary>
    Block,

    /// <summary>Nothing owed, nothing blocked.</summary>
    Forgive,

    /// <summary>Billed when the period ends.</summary>
    Invoice,

    /// <summary>Owed in credits, repaid by the next grant.</summary>
    Carry,
}

/// <summary>How much of an unused month a reset carries over, and for how many days (design.md §3.4).</summary>
public sealed record RolloverTerms(Credits Max, int Days);

/// <summary>What is agreed with a client beside its plan.</summary>
public sealed record ClientTerms
{
    /// <summary>The zone of the client's periods; a new one applies after the running period.</summary>
    public required DateTimeZone Zone { get; init; }

    public OverageMode Overage { get; init; } = OverageMode.Block;

    /// <summary>The client's own price of one credit of overage; else the agency's (design.md §3.6).</summary>
    public Money? OveragePrice { get; init; }

    public RolloverTerms? Rollover { get; init; }

    /// <summary>Who answers this client's requests, and who when that one doesn't.</summary>
    public PersonId? Manager { get; init; }

    public PersonId? Backup { get; init; }

    /// <summary>Who of the client's people confirms what costs more than <see cref="ApproverAbove"/> before the agency sees it (design.md §5).</summary>
    public PersonId? Approver { get; init; }

    /// <summary>The price, a month's if recurring, up to which nobody has to confirm; set with an approver.</summary>
    public Money? ApproverAbove { get; init; }

    /// <summary>Whether somebody of the client has to have the approver send a request in their place.</summary>
    public bool NeedsApprover(PersonId by, Money price) =>
        Approver is { } approver
        && approver != by
        && ApproverAbove is { } limit
        && price.Amount > limit.Amount;

    public string? TaxCode { get; init; }

    /// <summary>A fraction: 0.19 is 19 %.</summary>
    public decimal? TaxRate { get; init; }
}
