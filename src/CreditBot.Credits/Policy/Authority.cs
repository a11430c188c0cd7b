using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Policy;

/// <summary>Who may approve what at which price (design.md §5). Declining and asking are free to every manager.</summary>
public static class Authority
{
    /// <summary>
    /// How far somebody's approvals of a kind go: the lines that name the person, else those of the roles it has for the client, else
    /// those for everybody; among them the ones for this kind, else those for every kind. Empty: without a limit.
    /// </summary>
    /// <remarks>Of several roles the one that reaches furthest counts.</remarks>
    public static IReadOnlyList<PolicyBound> BoundsOn(
        this RequestPolicy policy,
        PersonId who,
        RequestKind kind,
        ClientState state,
        IReadOnlyList<PersonId> onCall
    )
    {
        var roles = RolesOf(who, state, onCall).ToList();
        return First(policy.Limits.Where(limit => limit.Manager == who), kind)
            ?? First(
                policy.Limits.Where(limit => limit.Role is { } role && roles.Contains(role)),
                kind
            )
            ?? First(policy.Limits.Where(limit => limit is { Manager: null, Role: null }), kind)
            ?? [];
    }

    /// <summary>Whether so much is within somebody's limit.</summary>
    public static bool MayApprove(
        this RequestPolicy policy,
        PersonId who,
        RequestSize size,
        ClientState state,
        IReadOnlyList<PersonId> onCall
    )
    {
        var bounds = policy.BoundsOn(who, size.Kind, state, onCall);
        return bounds.Count == 0 || bounds.Any(bound => bound.Holds(size));
    }

    /// <summary>The bound above which this needs two managers, when it is above; null when one is enough.</summary>
    public static PolicyBound? NeedsSecond(this RequestPolicy policy, RequestSize size) =>
        OfKind(policy.SecondApproverAbove, bound => bound.Kind, size.Kind)
            .FirstOrDefault(bound => !bound.Holds(size));

    /// <summary>What these terms have to cost at least, when they cost less; null when the price is all right.</summary>
    public static Refusal.BelowFloor? BelowFloor(
        this RequestPolicy policy,
        RequestId id,
        RequestTerms terms,
        ClientState state,
        PackageCatalog catalog
    )
    {
        if (
            OfKind(policy.PriceFloors, floor => floor.Kind, terms.Kind).FirstOrDefault()
            is not { } floor
        )
        {
            return null;
        }

        // A package is judged by the fee it comes to, since its price is only what the bill changes by.
        var (sold, price) =
            terms.Kind == RequestKind.Upgrade
                ? (
                    catalog.Find(terms.Package ?? "")?.Credits ?? Credits.Zero,
                    state.Plan.MonthlyFee + terms.Price
                )
                : (terms.Credits ?? Credits.Zero, terms.Price);
        var least = (floor.PerCredit * sold).Rounded();
        return price.Amount < least.Amount
            ? new Refusal.BelowFloor(id, floor.PerCredit, sold, price, least)
            : null;
    }

    private static IEnumerable<ManagerRole> RolesOf(
        PersonId who,
        ClientState state,
        IReadOnlyList<PersonId> onCall
    )
    {
        if (state.Terms.Manager == who)
        {
            yield return ManagerRole.AccountManager;
        }

        if (state.Terms.Backup == who)
        {
            yield return ManagerRole.Backup;
        }

        if (onCall.Contains(who))
        {
            yield return ManagerRole.OnCall;
        }
    }

    private static IReadOnlyList<PolicyBound>? First(
        IEnumerable<DecisionLimit> limits,
        RequestKind kind
    ) =>
        OfKind(limits.Select(limit => limit.UpTo), bound => bound.Kind, kind)
            is { Count: > 0 } fitting
            ? fitting
            : null;

    /// <summary>Those for the kind, else those for every kind.</summary>
    private static List<T> OfKind<T>(
        IEnumerable<T> lines,
        Func<T, RequestKind?> kindOf,
        RequestKind kind
    )
    {
        var all = lines.ToList();
        var own = all.FindAll(line => kindOf(line) == kind);
        return own.Count > 0 ? own : all.FindAll(line => kindOf(line) is null);
    }
}
