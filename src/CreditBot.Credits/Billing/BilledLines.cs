using System.Collections.Immutable;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Billing;

/// <summary>Folds entries into a client's invoice lines: every charge is one, and what entries say of them moves their states.</summary>
internal static class BilledLines
{
    /// <param name="before">The state before the entry.</param>
    internal static ImmutableList<BilledLine> After(ClientState before, ClientEntry entry)
    {
        var lines = before.Lines;
        if (entry is ClientEntry.LinesMarked marked)
        {
            return Marked(before, marked);
        }

        if (entry.Charges.IsEmpty)
        {
            return lines;
        }

        var lowered = Lowered(before, entry);
        for (var i = 0; i < entry.Charges.Count; i++)
        {
            lines = lines.Add(
                Made(before, entry, i) with
                {
                    Of = i < lowered.Count ? lowered[i] : null,
                }
            );
        }

        // What is undone was never billed (design.md §5), so both lines are as if never made.
        return entry is ClientEntry.Undone
            ? lowered
                .Aggregate(
                    lines,
                    (all, line) => line is { } id ? Move(all, id, LineState.Void, entry) : all
                )
                .ConvertAll(line =>
                    line.Id.Seq == entry.Seq
                        ? line with
                        {
                            State = LineState.Void,
                            Mark = new LineMark(entry.At, entry.By),
                        }
                        : line
                )
            : lines;
    }

    /// <summary>The line of overage that a use was billed in; null when it isn't billed yet.</summary>
    /// <param name="used">The entry that recorded it.</param>
    internal static BilledLine? OfOverage(ClientState state, long used, Instant at)
    {
        if (Find(state.Lines, new LineId(used, 1)) is { Kind: ChargeKind.Overage } own)
        {
            return own;
        }

        var index = state.PeriodOf(used, at);
        var ended =
            index < 0 ? null
            : index + 1 < state.Periods.Count ? state.Periods[index + 1].Seq
            : state.Ending?.Seq;
        return state.Lines.Find(line =>
            line.Id.Seq == ended && line is { Kind: ChargeKind.Overage, Of: null }
        );
    }

    /// <summary>The line for which a lot was sold; null for a free one.</summary>
    internal static BilledLine? OfLot(ClientState state, Lot lot) =>
        lot.IsPaid ? Find(state.Lines, new LineId(lot.Id.Seq, lot.Id.Part)) : null;

    internal static BilledLine? Find(ImmutableList<BilledLine> lines, LineId id) =>
        lines.Find(line => line.Id == id);

    private static BilledLine Made(ClientState before, ClientEntry entry, int index)
    {
        var charge = entry.Charges[index];
        return new BilledLine
        {
            Id = new LineId(entry.Seq, index + 1),
            Kind = charge.Kind,
            Month = charge.Month,
            Net = charge.Net,
            RecordedAt = CountedAt(entry, before.CreatedAt),
            Request = entry.Request,
            Package = entry switch
            {
                _ when charge.Kind != ChargeKind.Fee => null,
                ClientEntry.PeriodStarted started => started.Period.Plan.Package,
                ClientEntry.PlanChanged changed => changed.Change.ApplyTo(before.Plan).Package,
                _ => null,
            },
        };
    }

    /// <summary>When an entry counts as written: what is due by itself is booked before a close that comes after it, however late it is written (design.md §3.8).</summary>
    internal static Instant CountedAt(ClientEntry entry, Instant createdAt) =>
        entry is ClientEntry.PeriodStarted or ClientEntry.LotsExpired or ClientEntry.Ended
            ? Instant.Max(entry.At, createdAt)
            : entry.RecordedAt;

    /// <summary>The lines that the entry's charges lower, in their order; null for a charge that is one of its own.</summary>
    private static List<LineId?> Lowered(ClientState before, ClientEntry entry) =>
        entry switch
        {
            ClientEntry.Undone undone =>
            [
                .. before
                    .Lines.Where(line => line.Id.Seq == undone.Undid && !line.IsVoid)
                    .Select(line => (LineId?)line.Id),
            ],
            ClientEntry.Reversed { Charges: [{ Kind: ChargeKind.OneTime }] } reversed =>
            [
                new LineId(reversed.Reverses, 1),
            ],
            ClientEntry.Reversed reversed =>
            [
                OfOverage(before, reversed.Reverses, reversed.At)?.Id,
            ],
            ClientEntry.Ended ended =>
            [
                .. ended
                    .Charges.Where(charge => charge.Kind == ChargeKind.Overage)
                    .Select(_ => (LineId?)null),
                .. StandingChanging
                    .Refunds(before, ended.Month)
                    .Select(refund => OfLot(before, refund.Lot)?.Id),
            ],
            _ => [],
        };

    private static ImmutableList<BilledLine> Marked(
        ClientState before,
        ClientEntry.LinesMarked marked
    )
    {
        var lines = marked.Lines.Aggregate(
            before.Lines,
            (all, id) =>
                Move(
                    all,
                    id,
                    marked.State,
                    marked,
                    marked.State == LineState.Issued
                        ? new LineTax(before.Terms.TaxCode, before.Terms.TaxRate)
                        : null
                )
        );
        for (var i = 0; i < marked.Charges.Count; i++)
        {
            lines = lines.Add(
                Made(before, marked, i) with
                {
                    Of = marked.Lines[i],
                    State = LineState.Void,
                    Mark = new LineMark(marked.At, marked.By),
                }
            );
        }

        return lines;
    }

    private static ImmutableList<BilledLine> Move(
        ImmutableList<BilledLine> lines,
        LineId id,
        LineState state,
        ClientEntry by,
        LineTax? tax = null
    )
    {
        var index = lines.FindIndex(line => line.Id == id);
        // Looking back with what is known now, a line may be missing that was made only later.
        return index < 0
            ? lines
            : lines.SetItem(
                index,
                lines[index] with
                {
                    State = state,
                    Mark = new LineMark(by.At, by.By),
                    Tax = tax ?? lines[index].Tax,
                }
            );
    }
}
