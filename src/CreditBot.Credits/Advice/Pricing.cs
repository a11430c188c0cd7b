using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Advice;

/// <summary>Priced terms with when they take hold, as offers make them; the prices are those of <see cref="RequestTermsPricing"/>.</summary>
public static class Pricing
{
    /// <summary>Credits once, given as soon as it is approved.</summary>
    public static RequestTerms OneTime(
        ClientState state,
        PackageCatalog catalog,
        Credits credits
    ) =>
        RequestTermsPricing.Extra(state, catalog, RequestKind.OneTime, credits) with
        {
            Effective = Effective.Now,
        };

    /// <summary>Credits added to each month, for good or for some months.</summary>
    public static RequestTerms Ongoing(
        ClientState state,
        PackageCatalog catalog,
        Credits perMonth,
        Effective effective = Effective.NextReset,
        int? months = null
    ) =>
        RequestTermsPricing.Extra(state, catalog, RequestKind.Ongoing, perMonth) with
        {
            Effective = effective,
            Months = months,
        };

    /// <summary>Another package.</summary>
    public static RequestTerms Upgrade(
        ClientState state,
        Package package,
        Effective effective = Effective.NextReset
    ) => RequestTermsPricing.Upgrade(state, package) with { Effective = effective };
}
