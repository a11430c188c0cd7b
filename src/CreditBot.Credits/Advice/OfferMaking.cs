using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>Makes the priced options that meet a need (design.md §4).</summary>
public static class OfferMaking
{
    /// <summary>Always the three kinds, smallest adequate amount; a client on the largest package has no third.</summary>
    /// <param name="state">Caught up to <paramref name="now"/>.</param>
    /// <remarks>
    /// A monthly offer starts with the reset when that comes on or before the date needed, or when no date was given and
    /// something is left; otherwise at once, and then what its fee adds to this period's bill is charged today (design.md §3.5).
    /// </remarks>
    public static Offers For(ClientState state, PackageCatalog catalog, Need need, Instant now)
    {
        var (amount, basis, isCovered) = NeededAmount.Of(state, need, now);
        var desk = new OfferDesk(state, catalog, need.Due, now);
        var monthly = desk.Monthly(amount);
        var package = Adequate(state, catalog, need, amount) is { } larger
            ? desk.Package(larger, amount)
            : null;
        var offers = new Offers
        {
            Amount = amount,
            Basis = basis,
            IsCovered = isCovered,
            OneTime = desk.OneTime(amount),
            Monthly =
                package is not null && CostsMoreForLess(monthly, package)
                    ? monthly with
                    {
                        CostsMoreForLessThan = RequestKind.Upgrade,
                    }
                    : monthly,
            Package =
                package is not null && CostsMoreForLess(package, monthly)
                    ? package with
                    {
                        CostsMoreForLessThan = RequestKind.Ongoing,
                    }
                    : package,
            Uplift = need.Months is { } months ? desk.Monthly(amount, months) : null,
            ResetBeforeDue = BeforeDue(state, need.Due, amount, now),
            LastTopUp = NeededAmount.LastTopUp(state) is { } last ? desk.OneTime(last) : null,
        };
        return new ValueComparison(
            state,
            catalog,
            [.. AccountChecking.Complete(state, now).TakeLast(AccountChecking.PastPeriods)]
        ).Marked(offers, need.Kind);
    }

    /// <summary>The package named, unless the client has it; else the smallest that holds the plan and the amount, else the largest above the plan.</summary>
    private static Package? Adequate(
        ClientState state,
        PackageCatalog catalog,
        Need need,
        Credits amount
    )
    {
        if (
            need.Package is { } name
            && catalog.Find(name) is { } named
            && !string.Equals(named.Name, state.Plan.Package, StringComparison.OrdinalIgnoreCase)
        )
        {
            return named;
        }

        var larger = catalog
            .Packages.Where(package =>
                package.Credits > state.Plan.MonthlyCredits && package.Name != state.Plan.Package
            )
            .OrderBy(package => package.Credits)
            .ToList();
        return larger.Find(package => package.Credits >= state.Plan.MonthlyCredits + amount)
            ?? larger.LastOrDefault();
    }

    private static bool CostsMoreForLess(Offer offer, Offer than) =>
        than.MonthlyCredits >= offer.MonthlyCredits
        && than.MonthlyChange.Amount <= offer.MonthlyChange.Amount
        && (
            than.MonthlyCredits > offer.MonthlyCredits
            || than.MonthlyChange.Amount < offer.MonthlyChange.Amount
        );

    private static ResetBeforeDue? BeforeDue(
        ClientState state,
        LocalDate? due,
        Credits amount,
        Instant now
    )
    {
        var resetsOn = state.Current?.EndsOn ?? state.Anchor;
        var arrives = AccountChecking.ArrivesAtReset(state);
        return due is { } date && resetsOn <= date && date >= now.InZone(state.Terms.Zone).Date
            ? new ResetBeforeDue(
                resetsOn,
                arrives,
                NodaTime.Period.DaysBetween(resetsOn, date),
                amount.LessAtMost(arrives)
            )
            : null;
    }
}
