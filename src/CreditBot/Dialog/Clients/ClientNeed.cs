using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>A wish as advice understands it.</summary>
internal static class ClientNeed
{
    public static Need Of(Draft draft, ClientScene scene) =>
        new()
        {
            Amount = Amount(draft, scene),
            Kind = draft.Kind,
            Months = draft.Months,
            Package = draft.Package,
            Reason = draft.Reason,
            Due = draft.Due,
            Work = draft.Work.IsEmpty ? null : Estimate(draft, scene),
        };

    public static Estimate? Estimate(Draft draft, ClientScene scene) => Estimate(draft.Work, scene);

    public static Estimate? Estimate(
        IReadOnlyDictionary<Understanding.WorkKind, decimal> work,
        ClientScene scene
    ) =>
        Estimating.Of(
            work.ToDictionary(
                pair => pair.Key.ToString(),
                pair => pair.Value,
                StringComparer.Ordinal
            ),
            scene.Me.Account.Own,
            scene.Me.Account.Usual
        );

    /// <summary>The credits wanted on top; a monthly total less what the client has by the month.</summary>
    private static CreditsRange? Amount(Draft draft, ClientScene scene)
    {
        if ((draft.Amount ?? draft.AmountMax) is not { } low)
        {
            return null;
        }

        var high = Credits.Max(draft.AmountMax ?? low, low);
        return draft.MonthlyTotal
            ? new CreditsRange(OnTop(low, scene), OnTop(high, scene))
            : new CreditsRange(low, high);
    }

    private static Credits OnTop(Credits total, ClientScene scene) =>
        total.LessAtMost(scene.Check.Allocation) is { IsZero: false } more ? more : total;
}
