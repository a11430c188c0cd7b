using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.TimeTravel;

/// <summary>Gathers, while a stream is folded to an instant, the moves behind each lot that is open then.</summary>
public sealed class Explaining(ClientId id, Instant at, Knowledge known)
{
    private readonly PastFold _fold = new(id, at, known);
    private readonly Dictionary<LotId, List<Move>> _moves = [];
    private readonly List<Move> _overage = [];

    /// <inheritdoc cref="PastFold.State"/>
    public ClientState? State => _fold.State;

    /// <inheritdoc cref="PastFold.IsBeyond"/>
    public bool IsBeyond(ClientEntry entry) => _fold.IsBeyond(entry);

    /// <inheritdoc cref="PastFold.Add"/>
    public ClientEntry? Add(ClientEntry entry)
    {
        if (_fold.Add(entry) is { } counts)
        {
            Explain(counts);
            return counts;
        }

        return null;
    }

    /// <summary>The explanation; null when there was no client yet.</summary>
    public Explanation? Result() =>
        State is not { } state
            ? null
            : new Explanation(
                state,
                at,
                known,
                [
                    .. BurnOrder
                        .Sort(state.Lots.Where(lot => lot.IsOpenAt(at)))
                        .Select(lot => new ExplainedLot(lot, [.. _moves[lot.Id]])),
                ],
                [.. _overage.Where(move => move.Entry.At >= state.Current!.Start)],
                state.Debts
            );

    private void Explain(ClientEntry counts)
    {
        foreach (var lot in counts.Grants)
        {
            Put(lot.Id, new Move(counts, lot.Granted.Thousandths, Rule.Of(counts, lot)));
        }

        var lots = State?.Lots ?? [];
        foreach (var take in counts.Takes)
        {
            var lot = lots.Find(lot => lot.Id == take.Lot)!;
            // What is drawn from expiry was gone already.
            var effect = take.FromExpiry ? 0 : -take.Credits.Thousandths;
            Put(take.Lot, new Move(counts, effect, Rule.Of(counts, take, lot)));
        }

        foreach (var back in counts.Returns)
        {
            var effect = back.To == ReturnTo.Remaining ? back.Credits.Thousandths : 0;
            Put(back.Lot, new Move(counts, effect, Rule.Of(counts, back)));
        }

        if (counts is ClientEntry.Reversed reversed)
        {
            _overage.RemoveAll(move => move.Entry.Seq == reversed.Reverses);
        }

        if (counts is ClientEntry.Used { Overage: { } overage })
        {
            _overage.Add(new Move(counts, overage.Credits.Thousandths, Rule.Of(overage)));
        }

        if (counts is ClientEntry.PeriodStarted)
        {
            // A long stream keeps no more than what its open lots and the running period need.
            _overage.Clear();
            foreach (var gone in lots.Where(lot => !lot.IsOpenAt(counts.At)))
            {
                _moves.Remove(gone.Id);
            }
        }
    }

    private void Put(LotId lot, Move move)
    {
        if (!_moves.TryGetValue(lot, out var moves))
        {
            _moves.Add(lot, moves = []);
        }

        moves.Add(move);
    }
}
