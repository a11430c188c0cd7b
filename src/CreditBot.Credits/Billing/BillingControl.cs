using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Billing;

using Period = CreditBot.Ledger.Period;

/// <summary>Something that is billed wrongly, by the entry that should have made a line or made one too many.</summary>
public sealed record BillingFault(long Seq, string What);

/// <summary>The promise of billing (design.md §3.14): nothing is billed twice, nothing granted as paid is forgotten.</summary>
public static class BillingControl
{
    /// <summary>What a client's lines lack, or have too much; nothing when all is well.</summary>
    /// <param name="state">Caught up or not: what isn't written yet isn't billed yet either.</param>
    public static IEnumerable<BillingFault> Of(ClientState state) =>
        [
            .. Grants(state),
            .. Strays(state),
            .. Approvals(state),
            .. Fees(state),
            .. Overages(state),
            .. Credits(state),
        ];

    /// <summary>Each paid lot has its line, of its price.</summary>
    private static IEnumerable<BillingFault> Grants(ClientState state) =>
        from lot in state.Lots
        where lot.IsPaid
        let price = lot.Price!.Value.Rounded()
        let lines = state
            .Lines.Where(line => line.Id.Seq == lot.Id.Seq && line.Kind == ChargeKind.OneTime)
            .ToList()
        where lines is not [{ Of: null } line] || line.Net != price
        select new BillingFault(
            lot.Id.Seq,
            $"granted {lot.Granted} credits for {price}, but {Said(lines)}"
        );

    /// <summary>Each line of one-time credits has its paid lot.</summary>
    private static IEnumerable<BillingFault> Strays(ClientState state) =>
        state
            .Lines.Where(line =>
                line is { Kind: ChargeKind.OneTime, Of: null, Net.Amount: > 0 }
                && !state.Lots.Exists(lot => lot.Id.Seq == line.Id.Seq && lot.IsPaid)
            )
            .Select(line => new BillingFault(
                line.Id.Seq,
                $"bills {line.Net} for credits that were never granted"
            ));

    /// <summary>Each approval in force that charges at once has the lines of its booking.</summary>
    private static IEnumerable<BillingFault> Approvals(ClientState state) =>
        from request in state.Requests.Values
        where request.Decision?.Terms is not null && request.EntrySeq is not null
        let seq = request.EntrySeq!.Value
        let due = request.Booking is { } booking
            ? booking.Charges.Sum(request.Terms.Price.Currency, charge => charge.Net)
        : request.Decision!.Terms is { Kind: RequestKind.OneTime } terms ? terms.Price.Rounded()
        : Money.Zero(request.Terms.Price.Currency)
        let billed = state
            .Lines.Where(line => line.Id.Seq == seq && line.Request == request.Id)
            .Sum(due.Currency, line => line.Net)
        where billed != due
        select new BillingFault(
            seq,
            $"books {request.Id}, approved for {due}, but bills {billed} for it"
        );

    /// <summary>Each period is billed its highest fee, history none (design.md §3.5).</summary>
    private static IEnumerable<BillingFault> Fees(ClientState state)
    {
        for (var i = 0; i < state.Periods.Count; i++)
        {
            var period = state.Periods[i];
            if (period.Seq is not { } seq)
            {
                continue;
            }

            var next = i + 1 < state.Periods.Count ? state.Periods[i + 1].Seq : null;
            var lines = state
                .Lines.Where(line =>
                    line is { Kind: ChargeKind.Fee, Of: null }
                    && line.Id.Seq >= seq
                    && !(line.Id.Seq >= next)
                    && !state.Reversed.Contains(line.Id.Seq)
                )
                .ToList();
            var billed = lines.Sum(period.HighestFee.Currency, line => line.Net);
            var due = period.IsHistory ? Money.Zero(period.HighestFee.Currency) : period.HighestFee;
            // Each line is rounded alone (design.md §3.10).
            if (Math.Abs(billed.Amount - due.Amount) > Unit(due.Currency) * (lines.Count + 1) / 2)
            {
                yield return new BillingFault(
                    seq,
                    $"starts a period whose fee is {due}, but {billed} is billed for it"
                );
            }
        }
    }

    /// <summary>The ended periods of a month are billed the overage that they owe.</summary>
    private static IEnumerable<BillingFault> Overages(ClientState state)
    {
        var owed = new Dictionary<YearMonth, (Money Sum, long Seq)>();
        foreach (var (period, seq) in Ended(state))
        {
            var month =
                state.Ending is { } ending && ending.Seq == seq
                    ? ending.Month
                    : period.LastDay.ToYearMonth();
            var sum = owed.TryGetValue(month, out var known)
                ? known.Sum + period.OverageOwed
                : period.OverageOwed;
            owed[month] = (sum, seq);
        }

        foreach (var (month, (due, seq)) in owed)
        {
            // A void by hand cancels a line, not what was owed.
            var lines = state
                .Lines.Where(line =>
                    line.Kind == ChargeKind.Overage
                    && line.Month == month
                    && !IsCounterpart(state, line)
                )
                .ToList();
            var billed = lines.Sum(due.Currency, line => line.Net);
            // What is void is given back no second time, so usage reversed later may have left less owed than such lines say.
            var cancelled = lines
                .Where(line => line is { IsVoid: true, Of: null })
                .Sum(line => line.Net.Amount);
            // Each line is rounded alone (design.md §3.10).
            var rounding = Unit(due.Currency) * (lines.Count + 1) / 2;
            if (
                due.Amount > billed.Amount + rounding
                || due.Amount < billed.Amount - cancelled - rounding
            )
            {
                yield return new BillingFault(
                    seq,
                    $"ends a period with overage of {due.Rounded()} in {month.ToString("uuuu-MM", CultureInfo.InvariantCulture)}, but {billed} is billed for it"
                );
            }
        }
    }

    /// <summary>The line that a void by hand made, to cancel another.</summary>
    private static bool IsCounterpart(ClientState state, BilledLine line) =>
        line is { IsVoid: true, Of: { } of }
        && BilledLines.Find(state.Lines, of) is { IsVoid: true };

    private static IEnumerable<(Period Period, long Seq)> Ended(ClientState state)
    {
        for (var i = 0; i < state.Periods.Count; i++)
        {
            var seq = i + 1 < state.Periods.Count ? state.Periods[i + 1].Seq : state.Ending?.Seq;
            if (seq is { } ended)
            {
                yield return (state.Periods[i], ended);
            }
        }
    }

    /// <summary>A credit names its line and gives back no more than it billed; what is void comes to nothing.</summary>
    private static IEnumerable<BillingFault> Credits(ClientState state)
    {
        var isVoid = state.Lines.Where(line => line.IsVoid).ToList();
        if (isVoid.Sum(line => line.Net.Amount) is not 0 and var left)
        {
            yield return new BillingFault(
                isVoid[^1].Id.Seq,
                $"is the last one with a void line, but void lines come to {left} and not to nothing"
            );
        }

        foreach (
            var credits in state
                .Lines.Where(line => line.Of is not null)
                .ToLookup(line => line.Of!.Value)
        )
        {
            if (BilledLines.Find(state.Lines, credits.Key) is not { } line)
            {
                yield return new BillingFault(
                    credits.First().Id.Seq,
                    $"lowers the line {credits.Key}, which doesn't exist"
                );
                continue;
            }

            var given = credits.Where(credit => !credit.IsVoid).ToList();
            var rest = line.Net.Amount + given.Sum(credit => credit.Net.Amount);
            // Each credit is rounded alone (design.md §3.13).
            if (given.Count > 0 && (line.IsVoid || rest < -Unit(line.Net.Currency) * given.Count))
            {
                yield return new BillingFault(
                    line.Id.Seq,
                    $"billed {line.Net}{(line.IsVoid ? ", which is void" : "")}, but {-given.Sum(credit => credit.Net.Amount)} was given back"
                );
            }
        }
    }

    private static decimal Unit(string currency) =>
        new(1, 0, 0, isNegative: false, (byte)Currencies.Decimals(currency));

    private static string Said(List<BilledLine> lines) =>
        lines.Count switch
        {
            0 => "no line bills it",
            1 => $"its line says {lines[0].Net}",
            _ => $"{lines.Count} lines bill it",
        };
}
