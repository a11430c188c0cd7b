using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Advice;

/// <summary>Prices what can be asked for; a price is rounded once, so that what is charged is what was shown (design.md §3.10, §4).</summary>
public static class Pricing
{
    /// <summary>Credits once: the configured extra-credit price, else fee / credits of the client's package.</summary>
    public static RequestTerms OneTime(
        ClientState state,
        PackageCatalog catalog,
        Credits credits
    ) =>
        new()
        {
            Kind = RequestKind.OneTime,
            Credits = credits,
            Price = ExtraCost(state, catalog, credits),
            Effective = Effective.Now,
        };

    /// <summary>Credits added to each month, at the price of as many extra ones.</summary>
    public static RequestTerms Ongoing(
        ClientState state,
        PackageCatalog catalog,
        Credits perMonth,
        Effective effective = Effective.NextReset
    ) =>
        new()
        {
            Kind = RequestKind.Ongoing,
            Credits = perMonth,
            Price = ExtraCost(state, catalog, perMonth),
            Effective = effective,
        };

    /// <summary>Another package, priced by what it changes in the client's monthly bill; negative when it saves.</summary>
    public static RequestTerms Upgrade(
        ClientState state,
        Package package,
        Effective effective = Effective.NextReset
    ) =>
        new()
        {
            Kind = RequestKind.Upgrade,
            Package = package.Name,
            Price = (package.Fee - state.Plan.MonthlyFee).Rounded(),
            Effective = effective,
        };

    private static Money ExtraCost(ClientState state, PackageCatalog catalog, Credits credits) =>
        (catalog.ExtraPriceFor(state.Plan.Package) * credits).Rounded();
}
