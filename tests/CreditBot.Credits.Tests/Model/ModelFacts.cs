using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Credits given at once, in thousandths, and what became of them.</summary>
internal sealed class ModelLot
{
    public required LotKind Kind { get; init; }
    public required long Granted { get; init; }
    public required Instant GrantedAt { get; init; }

    /// <summary>Since when it counts as open; earlier than granted for a roll-over.</summary>
    public required Instant OpenSince { get; init; }
    public Instant? ExpiresAt { get; set; }
    public int Priority { get; init; } = 5;
    public decimal Price { get; init; }

    /// <summary>The period whose monthly lot it is.</summary>
    public ModelPeriod? Period { get; init; }

    public long Burned { get; set; }
    public long Expired { get; set; }
    public long Voided { get; set; }

    /// <summary>Its grant was reversed.</summary>
    public bool IsReversed { get; set; }

    /// <summary>Its grant was reversed or its client ended while it lasted: what comes back to it is void at once.</summary>
    public bool IsVoid { get; set; }

    public long Rest => Granted - Burned - Expired - Voided;
}

/// <summary>One period, reset to reset.</summary>
internal sealed class ModelPeriod
{
    public required int Number { get; init; }
    public required LocalDate StartsOn { get; init; }
    public required LocalDate EndsOn { get; set; }
    public required Instant Start { get; init; }
    public required Instant End { get; set; }
    public required bool IsHistory { get; init; }

    /// <summary>Monthly credits granted, less what reductions took back.</summary>
    public long Net { get; set; }
    public decimal HighestFee { get; set; }

    /// <summary>Its overage line has been made (or it never gets one); what comes later is a line of its own.</summary>
    public bool IsOver { get; set; }

    /// <summary>The month of its overage lines, when it isn't that of its last day.</summary>
    public YearMonth? OverageMonth { get; set; }
}

/// <summary>What one lot gave.</summary>
internal sealed record ModelGift(ModelLot Lot, long Credits);

/// <summary>One usage event as it was booked.</summary>
internal sealed class ModelUse
{
    public required string Id { get; init; }
    public required Instant At { get; init; }
    public required Instant RecordedAt { get; init; }
    public required long Credits { get; init; }
    public required ModelPeriod Period { get; init; }

    public List<ModelGift> Gifts { get; } = [];
    public long Overage { get; set; }
    public OverageMode Mode { get; set; }

    /// <summary>Of one credit of overage, when it is billed.</summary>
    public decimal? Price { get; set; }

    /// <summary>What is still owed in credits.</summary>
    public long Debt { get; set; }

    /// <summary>The lots that repaid the debt.</summary>
    public List<ModelGift> Repaid { get; } = [];

    public Instant? ReversedAt { get; set; }
}

/// <summary>An invoice line, and when it was made.</summary>
internal sealed record ModelLine(ChargeKind Kind, YearMonth Month, decimal Net, Instant RecordedAt);
