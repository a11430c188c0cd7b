using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;
using Period = CreditBot.Ledger.Period;

namespace CreditBot.Advice;

/// <summary>Compares offers over the same months and marks the cheapest that is enough (design.md §4).</summary>
/// <remarks>
/// Each offer costs its change of the monthly bill, and one extra credit's price for every credit used beyond what it gives by
/// the month. That is computed over what the client used in its last periods. Where history alone speaks for one-time credits
/// but the need is ongoing, every month is taken to need at least the allocation and the amount, since history doesn't know it yet.
/// </remarks>
internal sealed class ValueComparison
{
    private readonly ClientState _state;
    private readonly PackageCatalog _catalog;
    private readonly IReadOnlyList<Period> _past;

    internal ValueComparison(ClientState state, PackageCatalog catalog, IReadOnlyList<Period> past)
    {
        _state = state;
        _catalog = catalog;
        _past = past;
    }

    internal Offers Marked(Offers offers, RequestKind? kind)
    {
        var used = _past.Select(period => period.Used).ToList();
        var ranked = Rank(offers, used, kind);
        var countsNeed = false;
        if (kind == RequestKind.Ongoing && ranked is null or { Kind: RequestKind.OneTime })
        {
            var least = offers.Monthly.MonthlyCredits;
            used = used.Count == 0 ? [least] : used.ConvertAll(one => Credits.Max(one, least));
            ranked = Rank(offers, used, kind);
            countsNeed = true;
        }
        else if (used.Count == 0 && kind == RequestKind.OneTime)
        {
            ranked = offers.OneTime.Terms;
        }

        var hasPast = _past.Count > 0;
        Offer Mark(Offer offer) =>
            offer with
            {
                CostOverPast = hasPast ? CostOf(offer, used) : null,
                IsBestValue = offer.Terms == ranked,
            };
        return offers with
        {
            OneTime = Mark(offers.OneTime),
            Monthly = Mark(offers.Monthly),
            Package = offers.Package is { } package ? Mark(package) : null,
            Comparison =
                hasPast && offers.Package is { } larger ? Compare(larger, used, countsNeed) : null,
        };
    }

    /// <summary>The cheapest that is enough. At the same cost a one-time need takes the least commitment, an ongoing one the most credits.</summary>
    private RequestTerms? Rank(Offers offers, List<Credits> used, RequestKind? kind)
    {
        if (used.Count == 0)
        {
            return null;
        }

        var enough = offers.All.Where(offer => offer.IsEnough);
        var inOrder = kind is RequestKind.Ongoing or RequestKind.Upgrade
            ? enough.Reverse()
            : enough;
        return inOrder.MinBy(offer => CostOf(offer, used).Amount)?.Terms;
    }

    private Money CostOf(Offer offer, List<Credits> used)
    {
        var package = offer.Terms.Package ?? _state.Plan.Package;
        var beyond = used.Sum(one => one.LessAtMost(offer.MonthlyCredits));
        return (
            (offer.MonthlyChange * used.Count) + (_catalog.ExtraPriceFor(package) * beyond)
        ).Rounded();
    }

    private Comparison Compare(Offer larger, List<Credits> used, bool countsNeed)
    {
        var extra = used.Select(one => one.LessAtMost(_state.Plan.MonthlyCredits)).ToList();
        var price = _catalog.ExtraPriceFor(_state.Plan.Package);
        var paysFrom = PaysFrom(larger.MonthlyChange, price);
        var currency = price.Currency;
        return new Comparison(
            larger.Terms.Package!,
            used.Count,
            _past[0].StartsOn,
            extra.Sum(),
            price,
            (price * extra.Sum()).Rounded(),
            _past.Sum(currency, period => period.OneTimePaid + period.OverageOwed.Rounded()),
            CostOf(larger, used),
            paysFrom,
            paysFrom is { } least ? extra.Count(one => one >= least) : 0,
            countsNeed
        );
    }

    /// <summary>The first whole number of extra credits a month that cost more than the package.</summary>
    private static Credits? PaysFrom(Money change, Money price) =>
        change.Amount <= 0 ? Credits.Zero
        : price.Amount <= 0 ? null
        : Credits.Of(decimal.Floor(change.Amount / price.Amount) + 1);
}
