namespace CreditBot.Mutations;

/// <summary>Broken rules of burning, resets, plans, overage, holds and reversals (design.md §3.2–7, §3.11, §3.13).</summary>
internal static class LedgerMutations
{
    private const string Ledger = "src/CreditBot.Credits/Ledger/";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "the burn order is swapped",
            Guard.Credits,
            Ledger + "BurnOrder.cs",
            "lots.OrderBy(Key)",
            "lots.OrderByDescending(Key)",
            "*BurnOrderTests"
        ),
        new(
            "the expiry comes before the priority",
            Guard.Credits,
            Ledger + "BurnOrder.cs",
            """
            (int, Instant, bool, Instant, LotId) Key(Lot lot) =>
                    (lot.Priority, lot.ExpiresAt ?? Instant.MaxValue,
            """,
            """
            (Instant, int, bool, Instant, LotId) Key(Lot lot) =>
                    (lot.ExpiresAt ?? Instant.MaxValue, lot.Priority,
            """,
            "*BurnOrderTests"
        ),
        new(
            "paid credits burn before free ones",
            Guard.Credits,
            Ledger + "BurnOrder.cs",
            "lot.IsPaid, lot.OpenSince",
            "!lot.IsPaid, lot.OpenSince",
            "*BurnOrderTests"
        ),
        new(
            "credits are usable at their expiry",
            Guard.Credits,
            Ledger + "Lot.cs",
            "|| at < end)",
            "|| at <= end)",
            "*UsageTests",
            "*ModelTests"
        ),
        new(
            "a reset grants the month twice",
            Guard.Credits,
            Ledger + "Reset.cs",
            "grants = grants.Add(MonthlyLot(new LotId(seq, 1), plan.MonthlyCredits, due, period));",
            "grants = grants.Add(MonthlyLot(new LotId(seq, 1), plan.MonthlyCredits + plan.MonthlyCredits, due, period));",
            "*ResetTests"
        ),
        new(
            "resets are off by a month",
            Guard.Credits,
            Ledger + "Reset.cs",
            "PeriodCalendar.ResetDate(anchor, since + 1)",
            "PeriodCalendar.ResetDate(anchor, since + 2)",
            "*ResetTests"
        ),
        new(
            "resets are off by a day",
            Guard.Credits,
            Ledger + "PeriodCalendar.cs",
            "=> anchor.PlusMonths(number);",
            "=> anchor.PlusMonths(number).PlusDays(number == 0 ? 0 : 1);",
            "*ResetTests"
        ),
        new(
            "a clamped reset date drifts from its anchor",
            Guard.Credits,
            Ledger + "Reset.cs",
            "PeriodCalendar.ResetDate(anchor, since + 1)",
            "(state.Current?.EndsOn ?? anchor).PlusMonths(1)",
            "*ResetTests"
        ),
        new(
            "where midnight is skipped the day starts an hour early",
            Guard.Credits,
            Ledger + "PeriodCalendar.cs",
            "map.LateInterval.Start;",
            "map.LateInterval.Start - Duration.FromHours(1);",
            "*ResetOracleTests"
        ),
        new(
            "a reset wipes one-time credits",
            Guard.Credits,
            Ledger + "Reset.cs",
            "lot.Kind == LotKind.Monthly && !lot.Remaining.IsZero",
            "lot.Kind != LotKind.Rollover && !lot.Remaining.IsZero",
            "*ResetTests"
        ),
        new(
            "a package change wipes one-time credits",
            Guard.Credits,
            Ledger + "PlanChanging.cs",
            "lot.Kind == LotKind.Monthly && lot.IsOpenAt(entry.At)",
            "lot.IsOpenAt(entry.At)",
            "*PlanChangeTests"
        ),
        new(
            "a lower plan refunds its fee",
            Guard.Credits,
            Ledger + "PlanChanging.cs",
            "above.Amount > 0 &&",
            "above.Amount != 0 &&",
            "*PlanChangeTests"
        ),
        new(
            "the fee is billed again on the way up, down and up",
            Guard.Credits,
            Ledger + "ClientFold.cs",
            """
            plan.MonthlyFee.Amount > current.HighestFee.Amount
                                    ? plan.MonthlyFee
                                    : current.HighestFee,
            """,
            "plan.MonthlyFee,",
            "*PlanChangeTests"
        ),
        new(
            "credits are granted again on the way up, down and up",
            Guard.Credits,
            Ledger + "PlanChanging.cs",
            """
            if (plan.MonthlyCredits > period.MonthlyNet)
                    {
                        var lot = Reset.MonthlyLot(
                            new LotId(entry.Seq, 1),
                            plan.MonthlyCredits - period.MonthlyNet,
            """,
            """
            if (plan.MonthlyCredits > state.Plan.MonthlyCredits)
                    {
                        var lot = Reset.MonthlyLot(
                            new LotId(entry.Seq, 1),
                            plan.MonthlyCredits - state.Plan.MonthlyCredits,
            """,
            "*PlanChangeTests"
        ),
        new(
            "late usage eats a later month's allocation",
            Guard.Credits,
            Ledger + "UsageRecording.cs",
            "mayDrawOnLaterLots: isCurrent",
            "mayDrawOnLaterLots: true",
            "*UsageTests"
        ),
        new(
            "late usage draws nothing from what expired",
            Guard.Credits,
            Ledger + "BurnOrder.cs",
            "left = TakeFrom(takes, lot, lot.Expired, left, fromExpiry: true);",
            "",
            "*UsageTests"
        ),
        new(
            "a grant repays no debt",
            Guard.Credits,
            Ledger + "Granting.cs",
            "Takes = [.. Repayment.From(state.Debts, [lot])],",
            "Takes = [],",
            "*GrantTests",
            "*UsageTests"
        ),
        new(
            "a roll-over counts as a grant and repays debt",
            Guard.Credits,
            Ledger + "Reset.cs",
            "grants.Where(lot => lot.Kind == LotKind.Monthly)",
            "grants",
            "*ResetTests",
            "*ModelTests"
        ),
        new(
            "more rolls over than agreed",
            Guard.Credits,
            Ledger + "Reset.cs",
            "Credits.Min(terms.Max, ending.Sum(lot => lot.Remaining))",
            "ending.Sum(lot => lot.Remaining)",
            "*ResetTests"
        ),
        new(
            "usage in mode block makes debt",
            Guard.Credits,
            Ledger + "UsageRecording.cs",
            "OwesDebt: mode == OverageMode.Carry",
            "OwesDebt: mode is OverageMode.Carry or OverageMode.Block",
            "*UsageTests"
        ),
        new(
            "a hold is ignored",
            Guard.Credits,
            Ledger + "ClientState.cs",
            "Balance.LessAtMost(HoldsAt(now).Sum(hold => hold.Credits));",
            "Balance;",
            "*HoldTests"
        ),
        new(
            "an entry is reversed twice",
            Guard.Credits,
            Ledger + "Reversing.cs",
            "if (state.Reversed.Contains(command.Seq))",
            "if (command.Seq < 0)",
            "*ReversalTests"
        ),
        new(
            "reversing a grant takes used credits back",
            Guard.Credits,
            Ledger + "Reversing.cs",
            "new LotTake(lot.Id, lot.Remaining, TakeReason.Voided)",
            "new LotTake(lot.Id, lot.Granted, TakeReason.Voided)",
            "*ReversalTests"
        ),
        new(
            "reversed usage gives an expired lot's credits to be used again",
            Guard.Credits,
            Ledger + "Reversing.cs",
            "lot.ExpiresAt <= until ? ReturnTo.Expired",
            "lot.ExpiresAt < lot.GrantedAt ? ReturnTo.Expired",
            "*ReversalTests"
        ),
        new(
            "a paused client is reset and billed",
            Guard.Credits,
            Ledger + "DueEntries.cs",
            "Standing.Paused when state.Planned is { To: Standing.Active } resumes => resumes.At,",
            "Standing.Paused => Regular(state),",
            "*StandingTests"
        ),
        new(
            "an end on the day of a reset is billed that reset",
            Guard.Credits,
            Ledger + "DueEntries.cs",
            "state.Planned?.At <= regular",
            "state.Planned?.At < regular",
            "*StandingTests"
        ),
        new(
            "an undo leaves the plan as it was approved",
            Guard.Credits,
            Ledger + "ClientFold.cs",
            "Plan = before.Plan,\n            PendingChange",
            "PendingChange",
            "*ChangeAndUndoTests"
        ),
        new(
            "usage after the end of a client counts",
            Guard.Credits,
            Ledger + "UsageRecording.cs",
            "if (at >= state.Ending?.At)",
            "if (at < state.CreatedAt && at >= state.Ending?.At)",
            "*StandingTests"
        ),
        new(
            "one decides one's own request",
            Guard.Credits,
            "src/CreditBot.Credits/Requests/Deciding.cs",
            "if (people.Linked.Contains(context.By))",
            "if (people.Linked.Contains(context.By) && command is DecideRequest.Undo)",
            "*Requests*"
        ),
        new(
            "one manager is both approvers",
            Guard.Credits,
            "src/CreditBot.Credits/Requests/Deciding.cs",
            "(first is null || first.By == context.By)",
            "first is null",
            "*Policy*"
        ),
        new(
            "a first approval of somebody of the client counts",
            Guard.Credits,
            "src/CreditBot.Credits/Requests/Deciding.cs",
            "request.FirstApproval is { } first && !people.Linked.Contains(first.By) ? first : null",
            "request.FirstApproval is { } first ? first : null",
            "*Policy*"
        ),
        new(
            "who offered it accepts it for the client",
            Guard.Credits,
            "src/CreditBot.Credits/Requests/Deciding.cs",
            "return people.Linked.Contains(manager)",
            "return people.Linked.Contains(manager) && manager != context.By",
            "*Policy*"
        ),
        new(
            "policy gives as much as it wants in a period",
            Guard.Credits,
            "src/CreditBot.Credits/Requests/AutoApproving.cs",
            "&& given + credits <= rule.CreditsPerPeriod",
            "&& credits <= rule.CreditsPerPeriod",
            "*Policy*"
        ),
        new(
            "an uplift ends a month late",
            Guard.Credits,
            Ledger + "Uplift.cs",
            "period + months)",
            "period + months + 1)",
            "*UpliftTests",
            "*ModelTests"
        ),
        new(
            "an uplift comes off a package that replaced it",
            Guard.Credits,
            Ledger + "Uplift.cs",
            "PlanChange.ToPackage => None,",
            "PlanChange.ToPackage => this,",
            "*UpliftTests",
            "*ModelTests"
        ),
        new(
            "what is taken back forgets the uplifts before it",
            Guard.Credits,
            Ledger + "ClientFold.cs",
            "before.Uplifts ?? Uplifts.None",
            "Uplifts.None",
            "*ChangeAndUndoTests"
        ),
    ];
}
