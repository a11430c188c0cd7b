using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;

namespace CreditBot.Requests;

/// <summary>What a wish costs at list prices, rounded once, so that what is charged is what was shown (design.md §3.10, §4).</summary>
public static class RequestTermsPricing
{
    /// <summary>Credits once, or more each month: credits × the price of one extra credit.</summary>
    public static RequestTerms Extra(
        ClientState state,
        PackageCatalog catalog,
        RequestKind kind,
        Credits credits
    ) =>
        new()
        {
            Kind = kind,
            Credits = credits,
            Price = (catalog.ExtraPriceFor(state.Plan.Package) * credits).Rounded(),
        };

    /// <summary>A package: what the monthly bill changes by; negative when it saves.</summary>
    public static RequestTerms Upgrade(ClientState state, Package package) =>
        new()
        {
            Kind = RequestKind.Upgrade,
            Package = package.Name,
            Price = (package.Fee - state.Plan.MonthlyFee).Rounded(),
        };
}
