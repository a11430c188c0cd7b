using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>One client's entries that count in a month, as lines from which its figures can be worked out again.</summary>
public static class MonthLedger
{
    /// <summary>In the order of the entries; entries that move neither credits nor money have no line.</summary>
    /// <param name="source">With the entries that <see cref="ClientMonths.EntriesAfter"/> names.</param>
    public static IEnumerable<LedgerLine> Of(
        ClientSource source,
        AgencyState agency,
        YearMonth month,
        Instant now
    )
    {
        var (state, due) = DueEntries.CatchUp(source.State, now);
        IReadOnlyList<ClientEntry> entries = [.. source.Entries, .. due];
        var calendar = new MonthCalendar(agency);
        var first = ClientMonths.FirstMonths(state, calendar).First;
        var bySeq = entries.ToDictionary(entry => entry.Seq);
        var lines = new SortedDictionary<(long Seq, YearMonth Own), LedgerLine>();
        var owns = new Dictionary<long, YearMonth>();

        var overages = CountedUsage.Of(entries, state).ToDictionary(used => used.Seq);
        foreach (
            var used in MonthMoney
                .Usage(entries, state, agency, calendar)
                .Where(used => used.Counts == month)
        )
        {
            var overage = overages[used.Seq].Overage.Value;
            Add(
                used.Seq,
                used.Own,
                line =>
                    line with
                    {
                        Used = used.Thousandths / 1000m,
                        Overage = used.IsBack ? -overage : overage,
                        CostPerCredit = used.PerCredit.Amount,
                    }
            );
        }

        foreach (var charged in MonthMoney.Lines(state, calendar, month))
        {
            var net = charged.Net.Amount;
            Add(
                charged.EntrySeq,
                charged.Month,
                line =>
                    charged.Kind switch
                    {
                        ChargeKind.Fee => line with { Fee = line.Fee + net },
                        ChargeKind.OneTime => line with { OneTime = line.OneTime + net },
                        _ => line with { OverageBilled = line.OverageBilled + net },
                    }
            );
        }

        foreach (
            var moved in Movements
                .Of(entries, state, first, calendar)
                .Where(moved => moved.Month == month)
        )
        {
            // Beside what else the entry did, also when that belongs to a closed month.
            var own = owns.GetValueOrDefault(moved.By.Seq, month);
            Add(moved.By.Seq, own, line => With(line, moved));
        }

        return lines.Values.Where(line => !line.IsNothing);

        void Add(long seq, YearMonth own, Func<LedgerLine, LedgerLine> change)
        {
            owns.TryAdd(seq, own);
            lines[(seq, own)] = change(lines.GetValueOrDefault((seq, own)) ?? Empty(seq, own));
        }

        LedgerLine Empty(long seq, YearMonth own)
        {
            var entry = bySeq.GetValueOrDefault(seq);
            return new LedgerLine(
                state.Id,
                seq,
                entry?.At ?? calendar.StartOf(own),
                entry is null ? LedgerKind.Other : LedgerLine.KindOf(entry),
                own
            );
        }
    }

    private static LedgerLine With(LedgerLine line, Movement moved)
    {
        var credits = moved.Credits.Value;
        return moved.Kind switch
        {
            MovementKind.Granted => line with { Granted = line.Granted + credits },
            MovementKind.Returned => line with { Returned = line.Returned + credits },
            MovementKind.Unburned => line with { Burned = line.Burned - credits },
            MovementKind.Burned => line with { Burned = line.Burned + credits },
            MovementKind.Expired => line with { Expired = line.Expired + credits },
            _ => line with { Voided = line.Voided + credits },
        };
    }
}
