using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Storage.Checks;

/// <summary>The invariants of a client's stream, added up on its own and not by the fold that it checks (design.md §3.14).</summary>
internal sealed class LotSums(StreamName stream, Findings findings)
{
    private readonly Dictionary<LotId, Sums> _lots = [];
    private readonly Dictionary<long, int> _decisions = [];
    private readonly HashSet<int> _periods = [];
    private readonly HashSet<long> _reversed = [];
    private long _balance;

    public void Add(ClientEntry entry)
    {
        _balance += entry.Effect;
        foreach (var lot in entry.Grants)
        {
            if (lot.Id.Seq != entry.Seq || !_lots.TryAdd(lot.Id, new Sums(lot.Granted.Thousandths)))
            {
                Fault(entry, $"grants the lot {lot.Id}, which isn't its own or was granted before");
            }
        }

        foreach (var take in entry.Takes)
        {
            Take(entry, take);
        }

        foreach (var back in entry.Returns)
        {
            GiveBack(entry, back);
        }

        switch (entry)
        {
            case ClientEntry.Reversed reversed when reversed.Reverses >= reversed.Seq:
                Fault(entry, $"reverses entry {reversed.Reverses}, which doesn't come before it");
                break;
            case ClientEntry.Reversed reversed when !_reversed.Add(reversed.Reverses):
                Fault(entry, $"reverses entry {reversed.Reverses} a second time");
                break;
            case ClientEntry.PeriodStarted started when !_periods.Add(started.Period.Number):
                Fault(entry, $"starts period {started.Period.Number} a second time");
                break;
            case ClientEntry.Decided { Request: { } request }:
                if (Count(request, 1) > 1)
                {
                    Fault(entry, $"decides {request}, on which a decision is in force");
                }

                break;
            case ClientEntry.Undone { Request: { } request }:
                if (Count(request, -1) < 0)
                {
                    Fault(entry, $"takes back a decision on {request}, but none is in force");
                }

                break;
        }
    }

    /// <summary>Compares with what the fold makes of the same entries.</summary>
    public void Compare(ClientState state)
    {
        if (_balance != state.Lots.Sum(lot => Rest(lot)))
        {
            findings.Add(
                stream,
                null,
                $"The entries of {stream} add up to {_balance / 1000m}, its lots hold {state.Lots.Sum(lot => Rest(lot)) / 1000m}."
            );
        }

        foreach (var lot in state.Lots)
        {
            var known = _lots.GetValueOrDefault(lot.Id);
            var folded = new Sums(lot.Granted.Thousandths)
            {
                Burned = lot.Burned.Thousandths,
                Expired = lot.Expired.Thousandths,
                Voided = lot.Voided.Thousandths,
            };
            if (known != folded)
            {
                findings.Add(
                    stream,
                    lot.Id.Seq,
                    $"Lot {lot.Id} of {stream} is not what its entries make of it."
                );
            }
        }
    }

    private static long Rest(Lot lot) =>
        lot.Granted.Thousandths
        - lot.Burned.Thousandths
        - lot.Expired.Thousandths
        - lot.Voided.Thousandths;

    private int Count(RequestId request, int add) =>
        _decisions[request.Number] = _decisions.GetValueOrDefault(request.Number) + add;

    private void Take(ClientEntry entry, LotTake take)
    {
        if (_lots.GetValueOrDefault(take.Lot) is not { } lot)
        {
            Fault(entry, $"takes from the lot {take.Lot}, which was never granted");
            return;
        }

        var amount = take.Credits.Thousandths;
        lot = take.FromExpiry ? lot with { Expired = lot.Expired - amount } : lot;
        lot = take.Why switch
        {
            TakeReason.Burned or TakeReason.Repaid => lot with { Burned = lot.Burned + amount },
            TakeReason.Expired => lot with { Expired = lot.Expired + amount },
            _ => lot with { Voided = lot.Voided + amount },
        };
        _lots[take.Lot] = lot;
        if (lot.Remaining < 0 || lot.Expired < 0)
        {
            Fault(entry, $"takes more from the lot {take.Lot} than it holds");
        }
    }

    private void GiveBack(ClientEntry entry, LotReturn back)
    {
        if (_lots.GetValueOrDefault(back.Lot) is not { } lot)
        {
            Fault(entry, $"gives back to the lot {back.Lot}, which was never granted");
            return;
        }

        var amount = back.Credits.Thousandths;
        lot =
            back.Was == TakeReason.Voided
                ? lot with
                {
                    Voided = lot.Voided - amount,
                }
                : lot with
                {
                    Burned = lot.Burned - amount,
                };
        lot = back.To switch
        {
            ReturnTo.Expired => lot with { Expired = lot.Expired + amount },
            ReturnTo.Voided => lot with { Voided = lot.Voided + amount },
            _ => lot,
        };
        _lots[back.Lot] = lot;
        if (lot.Burned < 0 || lot.Voided < 0)
        {
            Fault(entry, $"gives back more to the lot {back.Lot} than it gave");
        }
    }

    private void Fault(ClientEntry entry, string what) =>
        findings.Add(stream, entry.Seq, $"{stream.Entry(entry.Seq)} {what}.");

    // Thousandths, and signed: what is wrong has to be seen rather than thrown.
    private sealed record Sums(long Granted)
    {
        public long Burned { get; init; }

        public long Expired { get; init; }

        public long Voided { get; init; }

        public long Remaining => Granted - Burned - Expired - Voided;
    }
}
