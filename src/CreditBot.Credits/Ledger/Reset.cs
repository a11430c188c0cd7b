using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Makes the one entry that ends a period and starts the next (design.md §3.4).</summary>
internal static class Reset
{
    /// <param name="resumes">For the reset that resumes a paused client: its date, which is the new anchor.</param>
    internal static ClientEntry.PeriodStarted At(
        ClientState state,
        Instant due,
        Instant recordedAt,
        LocalDate? resumes = null
    )
    {
        var seq = state.NextSeq;
        var plan = state.NextPlan;
        var period = NextPeriod(state, due, plan, resumes);
        var takes = EndOf(state, out var rolled);

        var grants = ImmutableList<Lot>.Empty;
        if (!plan.MonthlyCredits.IsZero)
        {
            grants = grants.Add(MonthlyLot(new LotId(seq, 1), plan.MonthlyCredits, due, period));
        }

        if (!rolled.IsZero && state is { Terms.Rollover: { } terms, Current: { } ended })
        {
            grants = grants.Add(
                new Lot
                {
                    Id = new LotId(seq, 2),
                    Kind = LotKind.Rollover,
                    Granted = rolled,
                    GrantedAt = due,
                    OpenSince = ended.Start,
                    ExpiresAt = PeriodCalendar.StartOfDay(
                        period.StartsOn.PlusDays(terms.Days),
                        state.Terms.Zone
                    ),
                }
            );
        }

        // Carried-over credits are no grant, so only the new month repays debt (design.md §3.6).
        takes = takes.AddRange(
            Repayment.From(state.Debts, grants.Where(lot => lot.Kind == LotKind.Monthly))
        );
        return new ClientEntry.PeriodStarted(period, resumes)
        {
            Seq = seq,
            At = due,
            RecordedAt = recordedAt,
            Grants = grants,
            Takes = takes,
            Charges = Charges(state, period),
        };
    }

    /// <summary>The end of an uplift that is over with the period before the next reset; null when there is none, or no more.</summary>
    internal static ClientEntry.UpliftEnded? UpliftOver(
        ClientState state,
        Instant at,
        Instant recordedAt
    ) =>
        state.Uplifts.EndingBefore(NextNumber(state)) is { } over
            ? new ClientEntry.UpliftEnded(over.Seq, over.PerMonth, over.PricePerMonth)
            {
                Seq = state.NextSeq,
                At = at,
                RecordedAt = recordedAt,
            }
            : null;

    /// <summary>The number of the period that the next reset starts.</summary>
    internal static int NextNumber(ClientState state) => (state.Current?.Number ?? -1) + 1;

    internal static Lot MonthlyLot(LotId id, Credits credits, Instant at, Period period) =>
        new()
        {
            Id = id,
            Kind = LotKind.Monthly,
            Granted = credits,
            GrantedAt = at,
            OpenSince = at,
            ExpiresAt = period.End,
        };

    private static Period NextPeriod(ClientState state, Instant due, Plan plan, LocalDate? resumes)
    {
        var number = NextNumber(state);
        var anchor = resumes ?? state.Anchor;
        var since = resumes is null ? number - state.AnchorNumber : 0;
        var endsOn = PeriodCalendar.ResetDate(anchor, since + 1);
        var end = PeriodCalendar.StartOfDay(endsOn, state.Terms.Zone);
        return new Period
        {
            Number = number,
            StartsOn = PeriodCalendar.ResetDate(anchor, since),
            EndsOn = endsOn,
            Start = due,
            End = end,
            IsHistory = end <= state.CreatedAt,
            Plan = plan,
            MonthlyNet = plan.MonthlyCredits,
            HighestFee = plan.MonthlyFee,
            OverageOwed = Money.Zero(plan.MonthlyFee.Currency),
            OneTimePaid = Money.Zero(plan.MonthlyFee.Currency),
        };
    }

    private static ImmutableList<LotTake> EndOf(ClientState state, out Credits rolled)
    {
        var ending = state
            .Lots.Where(lot => lot.Kind == LotKind.Monthly && !lot.Remaining.IsZero)
            .ToList();
        var carry = state.Terms.Rollover is { } terms
            ? Credits.Min(terms.Max, ending.Sum(lot => lot.Remaining))
            : Credits.Zero;
        var carried = BurnOrder.Take(ending, carry, TakeReason.Voided);
        rolled = carry;
        var expired = ending
            .Select(lot => new LotTake(
                lot.Id,
                lot.Remaining - carried.Where(take => take.Lot == lot.Id).Sum(take => take.Credits),
                TakeReason.Expired
            ))
            .Where(take => !take.Credits.IsZero);
        return [.. carried, .. expired];
    }

    private static ImmutableList<Charge> Charges(ClientState state, Period period)
    {
        var charges = ImmutableList<Charge>.Empty;
        if (state.Current is { OverageOwed.IsZero: false } ended)
        {
            // A resumption may end a period before or after its time; the day before is its last.
            charges = charges.Add(
                OverageLine(state, ended with { EndsOn = period.StartsOn }, ended.OverageOwed)
            );
        }

        return period.IsHistory || period.Plan.MonthlyFee.IsZero
            ? charges
            : charges.Add(
                new Charge(
                    ChargeKind.Fee,
                    period.StartsOn.ToYearMonth(),
                    period.Plan.MonthlyFee.Rounded()
                )
            );
    }

    /// <summary>A line of overage counts in the month of the period's last day on the client's calendar (design.md §3.8), after an end in that of the end (§3.12).</summary>
    internal static Charge OverageLine(ClientState state, Period period, Money owed) =>
        new(
            ChargeKind.Overage,
            state.Ending is { } ending && period.Number == state.Current!.Number
                ? ending.Month
                : period.LastDay.ToYearMonth(),
            owed.Rounded()
        );
}
