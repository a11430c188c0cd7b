using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>Finds the extra way that fits a need beside the three kinds: some credits now and the rest at the reset, or a temporary uplift that ends by itself (design.md §4).</summary>
public static class Bridging
{
    /// <summary>Months that an uplift may last.</summary>
    public const int MostMonths = 12;

    /// <summary>Months until a date for which it is offered unasked; for longer a monthly option is the plainer answer.</summary>
    private const int MostUntil = 6;

    /// <summary>The one that applies, or null.</summary>
    /// <param name="state">Caught up to <paramref name="now"/>.</param>
    /// <param name="check">Of the same moment.</param>
    /// <param name="offers">Those made for the need.</param>
    public static Bridge? Of(
        ClientState state,
        PackageCatalog catalog,
        AccountCheck check,
        Need need,
        Offers offers,
        Instant now
    )
    {
        if (state.Standing != Standing.Active)
        {
            return null;
        }

        var desk = new OfferDesk(state, catalog, need.Due, now);
        if (
            need.Kind == RequestKind.Ongoing
            && (need.Months ?? Months(check, need.Due, offers.Monthly.ArrivesAtOnce)) is { } months
        )
        {
            var all = Credits.TryOf(offers.Amount.Value * months);
            return new Bridge(
                BridgeFor.Uplift,
                desk.Monthly(offers.Amount, months),
                all <= Credits.MostAtOnce ? desk.OneTime(all.Value) : null
            );
        }

        if (
            need.Kind is null or RequestKind.OneTime
            && offers.ResetBeforeDue is { StillNeeded: { IsZero: false } rest }
            && rest < offers.Amount
        )
        {
            return new Bridge(BridgeFor.RestFromReset, desk.OneTime(rest));
        }

        return
            need.Kind is RequestKind.Ongoing or RequestKind.Upgrade
            && !offers.Monthly.ArrivesAtOnce
            && Short(check) is { } missing
            ? new Bridge(BridgeFor.UntilStart, desk.OneTime(missing))
            : null;
    }

    /// <summary>How many of the months to come begin on or before the date, and the running one when it holds the change already; null unless it is two to six.</summary>
    private static int? Months(AccountCheck check, LocalDate? due, bool atOnce)
    {
        if (due is not { } until || until < check.ResetsOn)
        {
            return null;
        }

        var months =
            NodaTime.Period.Between(check.ResetsOn, until, PeriodUnits.Months).Months
            + (atOnce ? 2 : 1);
        return months is >= 2 and <= MostUntil ? months : null;
    }

    /// <summary>What today's pace takes until the reset beyond what is left, in whole credits; null when it lasts, or the pace is not known.</summary>
    private static Credits? Short(AccountCheck check)
    {
        if (
            check is not { PacePerDay: { } pace, Forecast: Forecast.RunsOut or Forecast.AlreadyOut }
        )
        {
            return null;
        }

        var days = NodaTime.Period.DaysBetween(check.Today, check.ResetsOn);
        var missing = decimal.Ceiling((pace.Value * days) - check.Balance.Value);
        return missing >= 1 ? Credits.TryOf(missing) : null;
    }
}
