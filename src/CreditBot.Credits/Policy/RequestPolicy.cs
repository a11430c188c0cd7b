using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Policy;

/// <summary>How an agency answers requests (design.md §5); every value can be configured.</summary>
public sealed record RequestPolicy
{
    /// <summary>How long a request waits for an answer at least. Default 7 days.</summary>
    public int LapseAfterDays { get; init; } = 7;

    /// <summary>How long an approval can be taken back. Default 10 minutes.</summary>
    public Duration UndoFor { get; init; } = Duration.FromMinutes(10);

    /// <summary>Working time after which the approver is reminded. Default 4 hours.</summary>
    public Duration RemindAfter { get; init; } = Duration.FromHours(4);

    /// <summary>Working time after which the next manager is asked. Default 8 hours.</summary>
    public Duration EscalateAfter { get; init; } = Duration.FromHours(8);

    /// <summary>How long an urgent request waits before the next manager is asked, at any hour; null: half an hour.</summary>
    public Duration? UrgentEscalateAfter { get; init; }

    public Duration UrgentWait => UrgentEscalateAfter ?? Duration.FromMinutes(30);

    /// <summary>By how much of a month's allocation the balance, or of what was left the pool, may move between a card and its click; null: 20 %.</summary>
    public int? FactsMovedPercent { get; init; }

    public int MovedPercent => FactsMovedPercent ?? 20;

    /// <summary>Up to what each manager approves; without a line that fits there is no limit.</summary>
    public IReadOnlyList<DecisionLimit> Limits { get; init; } = [];

    /// <summary>Above which an approval needs a second manager; without one, one is always enough.</summary>
    public IReadOnlyList<PolicyBound> SecondApproverAbove { get; init; } = [];

    /// <summary>What is approved without a manager. Default nothing.</summary>
    public AutoApproval? AutoApproval { get; init; }

    /// <summary>Credits lent at once to a client that has nothing left when it asks, once a period; null: none.</summary>
    public Credits? BridgeCredits { get; init; }

    /// <summary>Below which nothing is sold by request. Default none.</summary>
    public IReadOnlyList<PriceFloor> PriceFloors { get; init; } = [];

    /// <summary>When a request nobody answers lapses: after some calendar days, never before the day it is needed by has ended.</summary>
    public Instant LapsesAt(Instant createdAt, LocalDate? due, DateTimeZone zone)
    {
        var plain = createdAt + Duration.FromDays(LapseAfterDays);
        return due is { } date
            ? Instant.Max(plain, Ledger.PeriodCalendar.StartOfDay(date.PlusDays(1), zone))
            : plain;
    }
}
