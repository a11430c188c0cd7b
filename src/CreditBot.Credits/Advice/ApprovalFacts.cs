using CreditBot.Amounts;

namespace CreditBot.Advice;

/// <summary>What a manager sees beside a request (design.md §1: "margin this month $94.40 now, $207.20 with these credits sold and used; pool 3,140 left, 41 days at today's pace").</summary>
/// <param name="MonthlyUsed">Burned from this period's monthly lots.</param>
/// <param name="MarginNow">Of the running month, this client.</param>
/// <param name="MarginWith">The same with these credits sold and used, at the list cost; of a month, when recurring.</param>
/// <param name="PoolLeft">May be negative: purchases less usage.</param>
/// <param name="PoolCovers">The pool has the credits that the request adds.</param>
/// <param name="PoolDays">Whole days at the pace of all clients in their running and previous periods; null when nothing was used.</param>
public sealed record ApprovalFacts(
    Credits MonthlyUsed,
    Credits Allocation,
    Credits Balance,
    Money MarginNow,
    Money MarginWith,
    decimal PoolLeft,
    int? PoolDays,
    bool PoolCovers
);
