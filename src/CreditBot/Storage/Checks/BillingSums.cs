using CreditBot.Billing;
using CreditBot.Ledger;

namespace CreditBot.Storage.Checks;

/// <summary>Invoice lines read out of a stream on their own, not by the fold that they are compared with: nothing billed twice, nothing paid forgotten (design.md §3.14).</summary>
internal sealed class BillingSums(StreamName stream, Findings findings)
{
    private readonly SortedDictionary<(long Seq, int Part), Charge> _charges = [];
    private readonly Dictionary<LineId, LineState> _states = [];

    public void Add(ClientEntry entry)
    {
        for (var i = 0; i < entry.Charges.Count; i++)
        {
            _charges.Add((entry.Seq, i + 1), entry.Charges[i]);
        }

        switch (entry)
        {
            case ClientEntry.Granted:
                Granted(entry);
                break;
            case ClientEntry.PeriodStarted started:
                Started(started);
                break;
            case ClientEntry.LinesMarked marked:
                Marked(marked);
                break;
        }
    }

    /// <summary>Compares with what the fold makes of the same entries, and with what billing promises of it.</summary>
    public void Compare(ClientState state)
    {
        if (
            !state
                .Lines.Select(line => (line.Id.Seq, line.Id.Part, line.Kind, line.Month, line.Net))
                .SequenceEqual(
                    _charges.Select(pair =>
                        (
                            pair.Key.Seq,
                            pair.Key.Part,
                            pair.Value.Kind,
                            pair.Value.Month,
                            pair.Value.Net
                        )
                    )
                )
        )
        {
            findings.Add(
                stream,
                null,
                $"The invoice lines of {stream} are not the charges of its entries."
            );
        }

        foreach (var fault in BillingControl.Of(state))
        {
            findings.Add(stream, fault.Seq, $"{stream.Entry(fault.Seq)} {fault.What}.");
        }
    }

    private void Granted(ClientEntry entry)
    {
        var prices = entry
            .Grants.Where(lot => lot.IsPaid)
            .Select(lot => (ChargeKind.OneTime, lot.Price!.Value.Rounded()));
        if (!prices.SequenceEqual(entry.Charges.Select(charge => (charge.Kind, charge.Net))))
        {
            Fault(entry, "grants credits and bills something else than their price");
        }
    }

    private void Started(ClientEntry.PeriodStarted entry)
    {
        var due =
            entry.Period.IsHistory || entry.Period.Plan.MonthlyFee.IsZero
                ? 0
                : entry.Period.Plan.MonthlyFee.Rounded().Amount;
        var fees = entry.Charges.Where(charge => charge.Kind == ChargeKind.Fee).ToList();
        if (fees.Count > 1 || fees.Sum(charge => charge.Net.Amount) != due)
        {
            Fault(entry, "starts a period and bills something else than its fee");
        }
    }

    private void Marked(ClientEntry.LinesMarked entry)
    {
        for (var i = 0; i < entry.Lines.Count; i++)
        {
            var line = entry.Lines[i];
            if (
                line.Seq >= entry.Seq
                || _charges.GetValueOrDefault((line.Seq, line.Part)) is not { } charge
            )
            {
                Fault(entry, $"moves the line {line}, which nothing before it made");
                continue;
            }

            if (entry.State <= _states.GetValueOrDefault(line))
            {
                Fault(entry, $"moves the line {line} back, or a second time");
            }

            _states[line] = entry.State;
            var cancels = entry.State == LineState.Void;
            if (
                entry.Charges.Count != (cancels ? entry.Lines.Count : 0)
                || (cancels && entry.Charges[i].Net != -charge.Net)
            )
            {
                Fault(entry, $"makes the line {line} {entry.State}, but its charges say otherwise");
            }
        }
    }

    private void Fault(ClientEntry entry, string what) =>
        findings.Add(stream, entry.Seq, $"{stream.Entry(entry.Seq)} {what}.");
}
