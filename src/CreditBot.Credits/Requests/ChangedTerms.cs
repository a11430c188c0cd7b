using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;

namespace CreditBot.Requests;

/// <summary>What an approval with change comes to, and whether the client has to accept it first (design.md §5).</summary>
public static class ChangedTerms
{
    /// <summary>What would be approved; null when that can't be, and why not.</summary>
    public static RequestTerms? Of(
        ClientState state,
        CreditRequest request,
        DecideRequest.ApproveWithChange change,
        PackageCatalog catalog,
        out Refusal? refusal
    )
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(catalog);
        refusal = null;
        var asked = request.Terms;
        var kind = change.Kind ?? (change.Package is null ? asked.Kind : RequestKind.Upgrade);
        if ((kind == RequestKind.Upgrade ? Extra(change) : Named(change)) is { } unfit)
        {
            refusal = unfit;
            return null;
        }

        if (kind == RequestKind.Upgrade)
        {
            return Upgrade(state, asked, change, catalog, ref refusal);
        }

        if ((change.Credits ?? asked.Credits) is not { IsZero: false } credits)
        {
            refusal = new Refusal.Invalid("credits", "Say how many credits, from 0.001.");
            return null;
        }

        var price = change.Price ?? Rescaled(state, asked, kind, credits, catalog);
        if (price.Amount < 0)
        {
            refusal = new Refusal.Invalid("price", "A price can't be below zero.");
            return null;
        }

        return new RequestTerms
        {
            Kind = kind,
            Credits = credits,
            Price = price,
            Effective = change.Effective ?? asked.Effective,
            Months = kind == RequestKind.Ongoing ? asked.Months : null,
        };
    }

    /// <summary>Fewer credits of the same kind, at no higher unit price and no higher charge, taking hold when it was asked.</summary>
    public static bool MayBeBookedAtOnce(RequestTerms asked, RequestTerms changed) =>
        asked is not null
        && changed is not null
        && asked.Kind == changed.Kind
        && asked.Effective == changed.Effective
        && asked.Package == changed.Package
        && asked.Months == changed.Months
        && changed.Price.Amount <= asked.Price.Amount
        && (
            changed.Credits is not { } credits
            || asked.Credits is not { } before
            || changed.Price.Amount <= Rescaled(asked.Price, before, credits).Amount
        );

    // What doesn't fit the kind is refused: passed over, the manager would approve something else than was said.
    private static Refusal.Invalid? Extra(DecideRequest.ApproveWithChange change) =>
        change.Credits is null
            ? null
            : new Refusal.Invalid(
                "credits",
                "A package has its own credits. Leave credits out, or give the kind one_time or ongoing."
            );

    private static Refusal.Invalid? Named(DecideRequest.ApproveWithChange change) =>
        change.Package is null
            ? null
            : new Refusal.Invalid(
                "package",
                "Extra credits come without a package. Leave package out, or give the kind upgrade."
            );

    private static RequestTerms? Upgrade(
        ClientState state,
        RequestTerms asked,
        DecideRequest.ApproveWithChange change,
        PackageCatalog catalog,
        ref Refusal? refusal
    )
    {
        var name = change.Package ?? asked.Package;
        if (name is null || catalog.Find(name) is not { } package)
        {
            refusal = new Refusal.Invalid(
                "package",
                $"Name one of the packages: {string.Join(", ", catalog.Packages.Select(p => p.Name))}."
            );
            return null;
        }

        var sameAsAsked = asked.Kind == RequestKind.Upgrade && package.Name == asked.Package;
        return new RequestTerms
        {
            Kind = RequestKind.Upgrade,
            Package = package.Name,
            Price =
                change.Price ?? (sameAsAsked ? asked.Price : package.Fee - state.Plan.MonthlyFee),
            Effective = change.Effective ?? asked.Effective,
        };
    }

    private static Money Rescaled(
        ClientState state,
        RequestTerms asked,
        RequestKind kind,
        Credits credits,
        PackageCatalog catalog
    ) =>
        asked.Kind == kind && asked.Credits is { IsZero: false } before
            ? Rescaled(asked.Price, before, credits)
            : (catalog.ExtraPriceFor(state.Plan.Package) * credits).Rounded();

    // A price is a total, so it is rounded, and a unit price that only the rounding raises is no higher one.
    private static Money Rescaled(Money price, Credits before, Credits credits) =>
        (price with { Amount = price.Amount * credits.Value / before.Value }).Rounded();
}
