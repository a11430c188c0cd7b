using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>Writes single offers for one client: what is charged, what arrives when, what the reset does.</summary>
internal sealed class OfferDesk
{
    private readonly ClientState _state;
    private readonly PackageCatalog _catalog;
    private readonly LocalDate _today;
    private readonly LocalDate _resetsOn;
    private readonly Effective _monthlyFrom;

    internal OfferDesk(ClientState state, PackageCatalog catalog, LocalDate? due, Instant now)
    {
        _state = state;
        _catalog = catalog;
        _today = now.InZone(state.Terms.Zone).Date;
        _resetsOn = state.Current?.EndsOn ?? state.Anchor;
        var waits = due is { } date ? _resetsOn <= date : !state.Balance.IsZero;
        // A paused client is not billed: the reset that resumes it applies the change (design.md §3.12).
        _monthlyFrom =
            waits || state.Current is null || state.Standing == Standing.Paused
                ? Effective.NextReset
                : Effective.Now;
    }

    internal Offer OneTime(Credits credits)
    {
        var terms = Pricing.OneTime(_state, _catalog, credits);
        return new Offer
        {
            Terms = terms,
            Adds = credits,
            MonthlyCredits = _state.Plan.MonthlyCredits,
            ChargedToday = terms.Price,
            MonthlyFee = _state.Plan.MonthlyFee,
            MonthlyChange = Money.Zero(_catalog.Currency),
            ArrivesOn = _today,
            ArrivesAtOnce = true,
            AtReset = AtReset.Stay,
            IsEnough = true,
        };
    }

    internal Offer Monthly(Credits perMonth, int? months = null) =>
        Recurring(
            Pricing.Ongoing(_state, _catalog, perMonth, _monthlyFrom, months),
            Base,
            Base.MonthlyCredits + perMonth,
            isEnough: true
        ) with
        {
            EndsOn = months is { } count ? EndOf(count) : null,
        };

    /// <summary>The reset before which so many months are over; null while paused, when nobody knows the day.</summary>
    private LocalDate? EndOf(int months)
    {
        var first = _state.Current is { } period ? period.Number - _state.AnchorNumber : -1;
        var inForce = _monthlyFrom == Effective.Now ? first : first + 1;
        return _state.Standing == Standing.Paused
            ? null
            : PeriodCalendar.ResetDate(_state.Anchor, inForce + months);
    }

    internal Offer Package(Package package, Credits amount) =>
        Recurring(
            Pricing.Upgrade(_state, package, _monthlyFrom),
            _state.Plan,
            package.Credits,
            package.Credits >= _state.Plan.MonthlyCredits + amount
        );

    /// <summary>What more by the month is added to: from the reset on, the plan without the uplifts that end by then.</summary>
    private Plan Base => _monthlyFrom == Effective.Now ? _state.Plan : _state.PlanAtReset;

    /// <param name="plan">What the price is a change of.</param>
    private Offer Recurring(RequestTerms terms, Plan plan, Credits monthly, bool isEnough)
    {
        var atOnce = terms.Effective == Effective.Now;
        var fee = plan.MonthlyFee + terms.Price;
        var above =
            atOnce && _state.Current is { } period ? (fee - period.HighestFee).Rounded() : default;
        return new Offer
        {
            Terms = terms,
            Adds = monthly.LessAtMost(plan.MonthlyCredits),
            MonthlyCredits = monthly,
            ChargedToday = above.Amount > 0 ? above : Money.Zero(_catalog.Currency),
            MonthlyFee = fee,
            MonthlyChange = terms.Price,
            ArrivesOn = atOnce ? _today : _resetsOn,
            ArrivesAtOnce = atOnce,
            ArrivesOnceResumed = _state.Standing == Standing.Paused,
            AtReset = _state.Terms.Rollover is null ? AtReset.Renewed : AtReset.RenewedWithRollover,
            IsEnough = isEnough,
        };
    }
}
