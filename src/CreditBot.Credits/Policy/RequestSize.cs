using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Policy;

/// <summary>How large some terms are, as policy measures them.</summary>
/// <param name="Credits">Once, or a month's; for an upgrade, what it adds to a month.</param>
/// <param name="Price">The total, or a month's when recurring; negative when it saves.</param>
public sealed record RequestSize(RequestKind Kind, Credits Credits, Money Price)
{
    public static RequestSize Of(ClientState state, RequestTerms terms, PackageCatalog catalog) =>
        new(terms.Kind, Added(state, terms, catalog), terms.Price);

    /// <summary>What some terms add, once or to a month.</summary>
    public static Credits Added(ClientState state, RequestTerms terms, PackageCatalog catalog) =>
        terms.Credits
        ?? (
            terms.Package is { } name && catalog.Find(name) is { } package
                ? package.Credits.LessAtMost(state.Plan.MonthlyCredits)
                : Credits.Zero
        );
}
