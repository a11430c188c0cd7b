using System.Collections.Immutable;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Billing;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Pauses, resumes or ends a client.</summary>
/// <param name="From">From the start of that day, client's zone; at once when null or today.</param>
/// <param name="Settlement">For an end; <see cref="Settlement.Expire"/> when null.</param>
public sealed record ChangeStanding(
    Standing To,
    LocalDate? From = null,
    Settlement? Settlement = null
);

/// <summary>Changes of state, at once or from a day on (design.md §3.12).</summary>
public static class StandingChanging
{
    /// <summary>Answers with the entry that makes or plans the change; with none when it is so already.</summary>
    public static LedgerAnswer Decide(
        ClientState state,
        ChangeStanding command,
        ActionContext context
    )
    {
        var today = context.Now.InZone(state.Terms.Zone).Date;
        if (Mistake(state, command, today) is { } mistake)
        {
            return new LedgerAnswer.Refuse(mistake);
        }

        if (command.To == state.Standing)
        {
            return Append(state.Planned is null ? [] : [Planned(state, plan: null, context)]);
        }

        // A client that was paused before its first period starts when it was to start, not before.
        var from =
            command.To == Standing.Active && state.Current is null
                ? LocalDate.Max(command.From ?? today, state.Anchor)
                : command.From ?? today;
        return Append(
            from == today
                ? AtOnce(state, command, today, context)
                : [Later(state, command, from, context)]
        );
    }

    private static Refusal.Invalid? Mistake(
        ClientState state,
        ChangeStanding command,
        LocalDate today
    ) =>
        state.Standing == Standing.Ended
            ? new(
                "state",
                $"{state.Id} has ended on {Day(state.StandingFrom!.Value)}, and an end is final."
            )
        : command.Settlement is not null && command.To != Standing.Ended
            ? new("settle", "settle goes with the state ended alone.")
        : command.From < today
            ? new(
                "stateFrom",
                $"{Day(command.From.Value)} is in the past. Give today or a later date, or leave stateFrom out for at once."
            )
        : command.To == state.Standing && command.From > today
            ? new(
                "stateFrom",
                $"{state.Id} is {Word(state.Standing)} already. Leave stateFrom out to keep it so and drop what is planned."
            )
        : null;

    private static ImmutableList<ClientEntry> AtOnce(
        ClientState state,
        ChangeStanding command,
        LocalDate today,
        ActionContext context
    )
    {
        var entries = ImmutableList.CreateBuilder<ClientEntry>();
        // A resumption is a reset: what ends before it has an entry of its own, or it would end once more at the next one.
        while (
            command.To == Standing.Active
            && Reset.UpliftOver(state, context.Now, context.Now) is { } over
        )
        {
            entries.Add(over);
            state = ClientFold.Apply(state, over);
        }

        entries.Add(
            Entry(
                state,
                new StandingPlan(
                    command.To,
                    today,
                    context.Now,
                    context.MonthOf(context.Now),
                    command.Settlement
                ),
                context.Now
            ) with
            {
                By = context.By,
            }
        );
        return entries.ToImmutable();
    }

    private static ClientEntry Later(
        ClientState state,
        ChangeStanding command,
        LocalDate from,
        ActionContext context
    )
    {
        var at = PeriodCalendar.StartOfDay(from, state.Terms.Zone);
        return Planned(
            state,
            new StandingPlan(
                command.To,
                from,
                at,
                context.MonthOf(at),
                command.To == Standing.Ended ? command.Settlement ?? Settlement.Expire : null
            ),
            context
        );
    }

    /// <summary>The entry by which a change of state holds.</summary>
    internal static ClientEntry Entry(ClientState state, StandingPlan plan, Instant recordedAt) =>
        plan.To switch
        {
            Standing.Paused => new ClientEntry.Paused(plan.From)
            {
                Seq = state.NextSeq,
                At = plan.At,
                RecordedAt = recordedAt,
            },
            Standing.Ended => End(state, plan, recordedAt),
            _ => Reset.At(state, plan.At, recordedAt, plan.From),
        };

    private static ClientEntry.Ended End(ClientState state, StandingPlan plan, Instant recordedAt)
    {
        var settlement = plan.Settlement ?? Settlement.Expire;
        var left = state.Lots.Where(lot => !lot.Remaining.IsZero).ToList();
        var charges = ImmutableList.CreateBuilder<Charge>();
        if (state.Current is { OverageOwed: { IsZero: false } owed })
        {
            charges.Add(new Charge(ChargeKind.Overage, plan.Month, owed.Rounded()));
        }

        if (settlement == Settlement.Refund)
        {
            charges.AddRange(Refunds(state, plan.Month).Select(refund => refund.Charge));
        }

        return new ClientEntry.Ended(plan.From, plan.Month, settlement)
        {
            Seq = state.NextSeq,
            At = plan.At,
            RecordedAt = recordedAt,
            Takes = [.. left.Select(lot => new LotTake(lot.Id, lot.Remaining, TakeReason.Voided))],
            Charges = charges.ToImmutable(),
        };
    }

    /// <summary>What an end with <see cref="Settlement.Refund"/> would give back as it stands (design.md §3.12).</summary>
    public static Money RefundNow(ClientState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // The month is only where the lines are billed.
        return -Refunds(state, new YearMonth(1, 1))
            .Sum(state.Plan.MonthlyFee.Currency, refund => refund.Charge.Net);
    }

    /// <summary>What an end gives back of paid credits that are left, lot by lot; of a void line there is nothing to give back.</summary>
    internal static IEnumerable<(Lot Lot, Charge Charge)> Refunds(
        ClientState state,
        YearMonth month
    ) =>
        state
            .Lots.Where(lot =>
                lot.IsPaid
                && !lot.Remaining.IsZero
                && BilledLines.OfLot(state, lot) is not { IsVoid: true }
            )
            .Select(lot =>
                (lot, new Charge(ChargeKind.OneTime, month, -lot.PriceOfRest!.Value.Rounded()))
            )
            .Where(refund => !refund.Item2.Net.IsZero);

    private static ClientEntry.StandingPlanned Planned(
        ClientState state,
        StandingPlan? plan,
        ActionContext context
    ) =>
        new(plan)
        {
            Seq = state.NextSeq,
            At = context.Now,
            RecordedAt = context.Now,
            By = context.By,
        };

    private static LedgerAnswer.Append Append(ImmutableList<ClientEntry> entries) => new(entries);

    private static string Word(Standing standing) =>
        standing == Standing.Paused ? "paused" : "active";

    private static string Day(LocalDate date) =>
        date.ToString("d MMM uuuu", CultureInfo.InvariantCulture);
}
