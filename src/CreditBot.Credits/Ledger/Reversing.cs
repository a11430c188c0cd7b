using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Billing;

namespace CreditBot.Ledger;

/// <summary>Undoes an earlier entry.</summary>
public sealed record ReverseEntry(long Seq, string Reason);

/// <summary>Reversals of usage and of grants, each once (design.md §3.13).</summary>
/// <remarks>A reversal counts in the month of what it reverses, so its <c>At</c> is that entry's (design.md §3.8).</remarks>
public static class Reversing
{
    /// <summary>Answers with the one entry that reverses another, or refuses what can't be reversed.</summary>
    /// <param name="reversed">The entry of that number; null when there is none.</param>
    /// <param name="repayments">What later entries took to repay the debt that the entry made: <see cref="RepaidDebt"/> together.</param>
    /// <exception cref="ArgumentException">The repayments are not all there.</exception>
    public static LedgerAnswer Decide(
        ClientState state,
        ReverseEntry command,
        ClientEntry? reversed,
        IReadOnlyList<LotTake> repayments,
        ActionContext context
    )
    {
        if (reversed?.Seq != command.Seq)
        {
            return Refuse($"{state.Id} has no entry {command.Seq}.");
        }

        if (state.Reversed.Contains(command.Seq))
        {
            return Refuse(
                $"Entry {command.Seq} has been taken back already; an entry is reversed once."
            );
        }

        return reversed switch
        {
            ClientEntry.Used used => Append(OfUsage(state, used, repayments, context), command),
            ClientEntry.Granted granted => Append(OfGrant(state, granted, context), command),
            _ => Refuse(
                $"Entry {command.Seq} is neither usage nor a grant of one-time credits, and only those can be reversed. What a client has by the month is changed with its allocation or package."
            ),
        };
    }

    /// <summary>How much of the debt that usage made has been repaid; none once the usage was taken back, which cancelled the rest.</summary>
    public static Credits RepaidDebt(ClientState state, ClientEntry.Used used) =>
        used.Overage is { OwesDebt: true } overage && !state.Reversed.Contains(used.Seq)
            ? overage.Credits
                - (state.Debts.Find(debt => debt.Seq == used.Seq)?.Credits ?? Credits.Zero)
            : Credits.Zero;

    private static ClientEntry.Reversed OfUsage(
        ClientState state,
        ClientEntry.Used used,
        IReadOnlyList<LotTake> repayments,
        ActionContext context
    )
    {
        var repaid = repayments.Where(take => take.DebtSeq == used.Seq).ToList();
        if (repaid.Sum(take => take.Credits) != RepaidDebt(state, used))
        {
            throw new ArgumentException(
                $"Entry {used.Seq} of {state.Id} made debt of which {RepaidDebt(state, used)} is repaid, but {repaid.Sum(take => take.Credits)} were given.",
                nameof(repayments)
            );
        }

        return new ClientEntry.Reversed(used.Seq, used.Usage.Credits, used.Overage)
        {
            Seq = state.NextSeq,
            At = used.At,
            RecordedAt = context.Now,
            By = context.By,
            Returns = [.. used.Takes.Concat(repaid).Select(take => Back(state, take, context))],
            Charges = Lowered(state, used),
        };
    }

    /// <summary>Where what a lot gave goes: a lot that is gone can't give it again.</summary>
    private static LotReturn Back(ClientState state, LotTake take, ActionContext context)
    {
        var lot = state.Lots.Find(lot => lot.Id == take.Lot)!;
        var until = state.Ending?.At ?? context.Now;
        var to =
            state.Reversed.Contains(lot.Id.Seq) ? ReturnTo.Voided
            : take.FromExpiry || lot.ExpiresAt <= until ? ReturnTo.Expired
            : state.Standing == Standing.Ended ? ReturnTo.Voided
            : ReturnTo.Remaining;
        return new LotReturn(lot.Id, take.Credits, to, take.FromExpiry, take.Why);
    }

    /// <summary>A line that has been made is lowered by one of its own; what isn't billed yet just leaves what is owed.</summary>
    private static ImmutableList<Charge> Lowered(ClientState state, ClientEntry.Used used)
    {
        var index = state.PeriodOf(used.Seq, used.At);
        var isRunning = index == state.Periods.Count - 1 && state.Standing != Standing.Ended;
        if (
            index < 0
            || isRunning
            || used.Overage is not { Price: { } price, Credits: var credits }
            || BilledLines.OfOverage(state, used.Seq, used.At) is { IsVoid: true }
        )
        {
            return [];
        }

        var line = Reset.OverageLine(state, state.Periods[index], -(price * credits));
        return line.Net.IsZero ? [] : [line];
    }

    private static ClientEntry.Reversed OfGrant(
        ClientState state,
        ClientEntry.Granted granted,
        ActionContext context
    )
    {
        var lots = state
            .Lots.Where(lot => lot.Id.Seq == granted.Seq && !lot.Remaining.IsZero)
            .ToList();
        return new ClientEntry.Reversed(granted.Seq, Credits.Zero, Overage: null)
        {
            Seq = state.NextSeq,
            At = granted.At,
            RecordedAt = context.Now,
            By = context.By,
            Request = granted.Request,
            Takes = [.. lots.Select(lot => new LotTake(lot.Id, lot.Remaining, TakeReason.Voided))],
            Charges =
            [
                .. lots.Where(lot => BilledLines.OfLot(state, lot) is { IsVoid: false })
                    .Select(lot => new Charge(
                        ChargeKind.OneTime,
                        granted.Charges[0].Month,
                        lot.PriceOfRest!.Value.Rounded()
                    ))
                    .Where(charge => !charge.Net.IsZero)
                    .Select(charge => charge with { Net = -charge.Net }),
            ],
        };
    }

    private static LedgerAnswer.Append Append(ClientEntry.Reversed entry, ReverseEntry command) =>
        new([
            entry with
            {
                Texts =
                    command.Reason.Length > 0
                        ? entry.Texts.Add(TextNames.Reason, command.Reason)
                        : entry.Texts,
            },
        ]);

    private static LedgerAnswer.Refuse Refuse(string sentence) =>
        new(new Refusal.Invalid("seq", sentence));
}
