using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>The order in which lots are used, stated once (design.md §3.3).</summary>
public static class BurnOrder
{
    /// <summary>The lots, first to burn first.</summary>
    public static IEnumerable<Lot> Sort(IEnumerable<Lot> lots) => lots.OrderBy(Key);

    /// <summary>Takes up to an amount from what the lots hold, first to burn first.</summary>
    public static IReadOnlyList<LotTake> Take(
        IEnumerable<Lot> lots,
        Credits amount,
        TakeReason why
    ) => TakeInOrder(Sort(lots), amount, why);

    /// <summary>Takes up to an amount from what the lots hold, last to burn first: a reduction (design.md §3.3).</summary>
    public static IReadOnlyList<LotTake> TakeBack(IEnumerable<Lot> lots, Credits amount) =>
        TakeInOrder(Sort(lots).Reverse(), amount, TakeReason.Voided);

    /// <summary>Splits usage over lots at its own time (design.md §3.7); what no lot covers is left over.</summary>
    public static (IReadOnlyList<LotTake> Takes, Credits Left) Split(
        IReadOnlyCollection<Lot> lots,
        Credits amount,
        Instant at,
        bool mayDrawOnLaterLots
    )
    {
        var takes = new List<LotTake>();
        var left = amount;
        foreach (var lot in Sort(lots.Where(lot => lot.IsOpenAt(at))))
        {
            left = TakeFrom(takes, lot, lot.Remaining, left, fromExpiry: false);
            left = TakeFrom(takes, lot, lot.Expired, left, fromExpiry: true);
        }

        if (mayDrawOnLaterLots)
        {
            foreach (var lot in Sort(lots.Where(lot => lot.OpenSince > at)))
            {
                left = TakeFrom(takes, lot, lot.Remaining, left, fromExpiry: false);
            }
        }

        return (takes, left);
    }

    private static Credits TakeFrom(
        List<LotTake> takes,
        Lot lot,
        Credits held,
        Credits wanted,
        bool fromExpiry
    )
    {
        var taken = Credits.Min(held, wanted);
        if (!taken.IsZero)
        {
            takes.Add(new LotTake(lot.Id, taken, TakeReason.Burned, fromExpiry));
        }

        return wanted - taken;
    }

    private static List<LotTake> TakeInOrder(IEnumerable<Lot> lots, Credits amount, TakeReason why)
    {
        var takes = new List<LotTake>();
        var left = amount;
        foreach (var lot in lots)
        {
            var taken = Credits.Min(lot.Remaining, left);
            if (!taken.IsZero)
            {
                takes.Add(new LotTake(lot.Id, taken, why));
                left -= taken;
            }
        }

        return takes;
    }

    // A lot that never expires burns last, hence MaxValue; the id makes ties the same everywhere. A roll-over lot is as old as the
    // period it came from, so that it goes before the new month's, which may still roll over.
    private static (int, Instant, bool, Instant, LotId) Key(Lot lot) =>
        (lot.Priority, lot.ExpiresAt ?? Instant.MaxValue, lot.IsPaid, lot.OpenSince, lot.Id);
}
