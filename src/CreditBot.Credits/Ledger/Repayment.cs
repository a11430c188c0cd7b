using CreditBot.Amounts;

namespace CreditBot.Ledger;

/// <summary>New credits repay debt, oldest first, as burns that cost nothing again (design.md §3.6).</summary>
internal static class Repayment
{
    internal static IEnumerable<LotTake> From(IReadOnlyList<Debt> debts, IEnumerable<Lot> granted)
    {
        var held = granted.Select(lot => (lot.Id, Left: lot.Granted)).ToArray();
        foreach (var debt in debts)
        {
            var owed = debt.Credits;
            for (var i = 0; i < held.Length; i++)
            {
                var taken = Credits.Min(owed, held[i].Left);
                if (!taken.IsZero)
                {
                    owed -= taken;
                    held[i].Left -= taken;
                    yield return new LotTake(
                        held[i].Id,
                        taken,
                        TakeReason.Repaid,
                        DebtSeq: debt.Seq
                    );
                }
            }
        }
    }
}
