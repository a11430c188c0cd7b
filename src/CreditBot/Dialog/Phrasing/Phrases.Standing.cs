using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Where a client stands: the check of design.md §4 in words.</summary>
internal sealed partial class Phrases
{
    /// <summary>Beyond that many days a reset says nothing about a date.</summary>
    private const int FarDays = 31;

    public const string CreditsUsed = "Credits used";

    public const string NoTip =
        "I've measured nothing that wastes credits so far, so I have no tip. If that changes, I'll tell you with the figures.";

    /// <summary>"Where you stand: 46 of 50 monthly credits used, 4 left, none one-time."</summary>
    public string Standing(AccountCheck check)
    {
        var used =
            $"{W.Number(check.MonthlyUsed)} of {W.Number(check.Allocation)} monthly credits used";
        var left = check.Balance.IsZero ? "nothing left" : $"{W.Number(check.Balance)} left";
        var oneTime = check.OneTimeRemaining.IsZero
            ? "none one-time"
            : $"{W.Number(check.OneTimeRemaining)} of them one-time";
        var rollover = check.RolloverRemaining.IsZero
            ? ""
            : $", {W.Number(check.RolloverRemaining)} carried over from last month";
        return check.Balance.IsZero
            ? $"Where you stand: {used}, {left}."
            : $"Where you stand: {used}, {left}, {oneTime}{rollover}.";
    }

    /// <summary>"Bella Bakery has used 40 of the 50 credits of this period." The base is what usage has taken and what is left, of all kinds.</summary>
    public string Reached(ClientState client, UseLevel level)
    {
        var used = client.Current!.Used - client.Current.Overage;
        return level == UseLevel.Out
            ? $"{client.Name} has used all {W.Credits(used)} of this period."
            : $"{client.Name} has used {W.Number(used)} of the {W.Credits(used + client.Balance)} of this period.";
    }

    /// <summary>What happens to what is used now that nothing is left (design.md §3.6).</summary>
    public string Beyond(ClientState client, PackageCatalog catalog) =>
        client.Terms.Overage switch
        {
            OverageMode.Block => "Edits wait until there are credits again.",
            OverageMode.Forgive => "Edits go on; what goes beyond is not charged.",
            OverageMode.Invoice =>
                $"Edits go on; each further credit is billed at {W.UnitPrice(client.Terms.OveragePrice ?? catalog.ExtraPriceFor(client.Plan.Package))}.",
            _ => "Edits go on; what goes beyond is taken from the next credits that arrive.",
        };

    /// <summary>"50 more arrive on Tue 1 Dec, two days before your date."</summary>
    public string Arrival(AccountCheck check, LocalDate? due)
    {
        if (check.Standing == Ledger.Standing.Paused)
        {
            return IsPaused(check);
        }

        var arrives = $"{W.Number(check.ArrivesAtReset)} more arrive on {W.Day(check.ResetsOn)}";
        if (due is not { } date)
        {
            return $"{arrives}.";
        }

        var days = NodaTime.Period.DaysBetween(check.ResetsOn, date);
        return days switch
        {
            > FarDays or < -FarDays => $"{arrives}.",
            0 => $"{arrives}, on your date.",
            1 => $"{arrives}, one day before your date.",
            > 1 => $"{arrives}, {W.Count(days)} days before your date.",
            -1 => $"{arrives}, one day after your date.",
            _ => $"{arrives}, {W.Count(-days)} days after your date.",
        };
    }

    /// <summary>"The last six months took 118 on average (40, 140 …) and ran dry in five of them."</summary>
    public string? Past(AccountCheck check)
    {
        if (check is not { AverageUsed: { } average, Past.Count: > 0 })
        {
            return null;
        }

        if (check.Past.Count == 1)
        {
            return $"Last month took {W.Number(check.Past[0].Used)}{(check.Past[0].RanDry ? " and ran dry." : ".")}";
        }

        var figures = string.Join(", ", check.Past.Select(period => W.Number(period.Used)));
        var dry = check.DryPeriods switch
        {
            0 => "and never ran dry",
            1 => "and ran dry in one of them",
            var n when n == check.Past.Count => "and ran dry in every one",
            var n => $"and ran dry in {W.Count(n)} of them",
        };
        return $"The last {W.Count(check.Past.Count)} months took {W.Number(decimal.Round(average.Value, 0, MidpointRounding.AwayFromZero))} on average ({figures}) {dry}.";
    }

    /// <summary>"Probably gone on Fri 27 Nov, perhaps as early as 25 Nov."</summary>
    public string? Outlook(AccountCheck check) =>
        check.Forecast switch
        {
            _ when check.Standing != Ledger.Standing.Active => null,
            Forecast.RunsOut { LikelyOn: var likely, EarliestOn: var early } when early < likely =>
                $"They will probably run out on {W.Day(likely)}, perhaps as early as {W.Date(early)}.",
            Forecast.RunsOut { LikelyOn: var likely } =>
                $"They will probably run out on {W.Day(likely)}.",
            Forecast.LastsUntilReset { PerhapsOutOn: { } perhaps } =>
                $"They should last until the reset, though they may run out on {W.Day(perhaps)}.",
            Forecast.LastsUntilReset => "They should last until the reset.",
            Forecast.AlreadyOut { Since: { } since } => $"You have been out since {W.Day(since)}.",
            Forecast.TooLittleHistory =>
                "There is too little history yet to say how long they last.",
            _ => null,
        };

    /// <summary>A tip with its measured count and the credits it cost; the four of design.md §4.</summary>
    public string Tip(EfficiencyTip tip) =>
        tip.Kind switch
        {
            TipKind.BeSpecific =>
                $"{W.Number(tip.Count)} of your last {W.Number(tip.OutOf)} edits redid the same page within the hour, about {Whole(tip)}: putting everything about a page in one prompt would save most of that.",
            TipKind.BatchEdits =>
                $"{W.Number(tip.Count)} of your {W.Number(tip.OutOf)} sessions held a single edit, about {Whole(tip)}: collecting small changes and making them together takes fewer.",
            TipKind.UsePreview =>
                $"{W.Number(tip.Count)} of your {W.Number(tip.OutOf)} publishes were fixed within 30 minutes, about {Whole(tip)}: a look at the preview first would save most of that.",
            _ =>
                $"In {W.Number(tip.Count)} of {W.Number(tip.OutOf)} months most credits were gone in the first third, about {Whole(tip)}: planning the month's updates keeps some for its end.",
        };

    public string Reset(AccountCheck check, ClientTerms terms, bool hasOneTime)
    {
        if (check.Standing == Ledger.Standing.Paused)
        {
            return IsPaused(check);
        }

        var change = check.Pending switch
        {
            PlanChange.ToPackage package => $" You move to {package.Package} then.",
            PlanChange.Add add => $" That is {W.Number(add.PerMonth)} more than now.",
            PlanChange.ToAllocation => " That is your new monthly amount.",
            _ => "",
        };
        // What replaces the plan at the reset leaves nothing of them that could end later.
        var isReplaced = check.Pending is PlanChange.ToPackage or PlanChange.ToAllocation;
        foreach (
            var uplift in check.UpliftEnds.Where(one => !isReplaced || one.On <= check.ResetsOn)
        )
        {
            change +=
                uplift.On <= check.ResetsOn
                    ? $" The {W.Number(uplift.PerMonth)} more a month have ended by then, as agreed."
                    : $" {W.Number(uplift.PerMonth)} of your month's credits are for a time only: they end by themselves on {W.Day(uplift.On)}.";
        }

        var unused = terms.Rollover is { } rollover
            ? $"Of what is unused by then, up to {W.Number(rollover.Max)} carry over for {W.Plural(rollover.Days, "day")}; the rest expires."
            : "Monthly credits you haven't used by then expire.";
        var oneTime = hasOneTime ? " One-time credits stay." : "";
        return $"{W.Number(check.ArrivesAtReset)} credits arrive on {W.Day(check.ResetsOn)}.{change} {unused}{oneTime}";
    }

    /// <summary>"On Mon 1 Mar your 60 more credits a month end, as agreed. From then on you have 150 a month for $199.00 (now 210 for $278.60). …"</summary>
    public string UpliftEnds(ClientState client, Uplift uplift, PlanReader reader)
    {
        var on = W.Day(client.Current!.EndsOn);
        var (now, next) = (client.Plan, client.NextPlan);
        if (uplift.PerMonth.IsZero)
        {
            return $"{(reader == PlanReader.Manager ? $"{client.Name}: on {on}" : $"On {on}")} the {W.Money(uplift.PricePerMonth)} a month for extra credits ends, as agreed; another monthly amount has taken the place of those credits. "
                + $"From then on {PlanIs(client, next, reader)} (now {W.Number(now.MonthlyCredits)} for {W.Money(now.MonthlyFee)}).";
        }

        return $"{(reader == PlanReader.Manager ? $"{client.Name}: on {on} its" : $"On {on} your")} {W.Number(uplift.PerMonth)} more credits a month end, as agreed. "
            + $"From then on {PlanIs(client, next, reader)} (now {W.Number(now.MonthlyCredits)} for {W.Money(now.MonthlyFee)})."
            + (client.PendingChange is null ? ToKeep(uplift.PerMonth, "keep", reader) : "");
    }

    /// <summary>"The 60 more credits a month have ended, as agreed. You have 150 a month for $199.00 now. …"</summary>
    public string UpliftEnded(ClientState client, ClientEntry.UpliftEnded ended, PlanReader reader)
    {
        var whose = reader == PlanReader.Manager ? $"{client.Name}: the" : "The";
        var now = PlanIs(client, client.Plan, reader);
        var what = ended.PerMonth.IsZero
            ? $"{W.Money(ended.PricePerMonth)} a month for extra credits has"
            : $"{W.Number(ended.PerMonth)} more credits a month have";
        // Its price is what the bill changes by, and the bill has just changed.
        var upgrade = client
            .Requests.Values.Where(request =>
                request.State.IsPending() && request.Terms.Kind == RequestKind.Upgrade
            )
            .Select(request =>
                $" {request.Id} stays at {W.Money(client.Plan.MonthlyFee + request.Terms.Price)} a month for {request.Terms.Package}: {W.Change(request.Terms.Price)} a month on today's."
            )
            .FirstOrDefault("");
        return $"{whose} {what} ended, as agreed. {char.ToUpperInvariant(now[0])}{now[1..]} now.{upgrade}"
            + (
                // Who moved to more at the same reset misses nothing.
                upgrade.Length == 0
                && !ended.PerMonth.IsZero
                && client is { Periods: [.., var last, _] }
                && client.Plan.MonthlyCredits < last.MonthlyNet
                    ? ToKeep(ended.PerMonth, "have", reader)
                    : ""
            );
    }

    private string PlanIs(ClientState client, Plan plan, PlanReader reader) =>
        $"{(reader == PlanReader.Manager ? "it has" : "you have")} {(plan.Package == client.Plan.Package ? "" : $"{plan.Package}, ")}{W.Number(plan.MonthlyCredits)} a month for {W.Money(plan.MonthlyFee)}";

    private string ToKeep(Credits perMonth, string keep, PlanReader reader) =>
        reader == PlanReader.Requester
            ? $" To {keep} them{(keep == "have" ? " again" : "")}, write “{W.Number(perMonth)} more a month”."
            : "";

    public string RunOutDays(AccountCheck check) =>
        check.RunOutDays.Count == 0
            ? "You have not run out in that time."
            : $"You ran out on {Wording.List([.. check.RunOutDays.Select(W.Date)])}.";

    public string? Bought(AccountCheck check) =>
        check.OneTimeBought.IsZero
            ? null
            : $"In that time you bought {W.Credits(check.OneTimeBought)} once, for {W.Money(check.OneTimePaid)}.";

    public string ThisPeriod(AccountCheck check) =>
        $"This month so far: {W.Number(check.UsedThisPeriod)} used of {W.Number(check.Allocation)} monthly credits{Pace(check)}.";

    /// <summary>"Your last requests: R-12, 60 credits once, approved; R-11, 30 more credits a month, declined."; null when there are none.</summary>
    /// <param name="requests">Newest first.</param>
    public string? PastRequests(IReadOnlyList<Requests.CreditRequest> requests) =>
        requests.Count == 0
            ? null
            : (requests.Count == 1 ? "Your last request: " : "Your last requests: ")
                + string.Join(
                    "; ",
                    requests.Select(request => $"{Short(request)}, {StateForClient(request.State)}")
                )
                + ".";

    private static string StateForClient(Requests.RequestState state) =>
        state switch
        {
            Requests.RequestState.Asked => "waiting for your answer",
            Requests.RequestState.Countered => "waiting for you to accept an offer",
            _ => StateName(state),
        };

    public string InMonth(PastPeriod period) =>
        $"{W.Month(period.StartsOn)}: {W.Number(period.Used)} used of {W.Number(period.Allocation)} monthly credits"
        + (
            period.OneTimeBought.IsZero
                ? ""
                : $", {W.Number(period.OneTimeBought)} bought once for {W.Money(period.OneTimePaid)}"
        )
        + (period.DryOn is { } day ? $"; nothing was left on {W.Date(day)}." : "; never out.");

    public static string NoMonth(YearMonth month) =>
        $"I have no figures of yours for {Wording.Month(month)}.";

    private string Pace(AccountCheck check) =>
        check.PacePerDay is { IsZero: false } pace
            ? $", about {W.Number(decimal.Round(pace.Value, 1, MidpointRounding.AwayFromZero))} a day"
            : "";

    private string Whole(EfficiencyTip tip) =>
        tip.Cost.Value < 1
            ? W.Credits(tip.Cost)
            : W.Credits(
                Amounts.Credits.Of(decimal.Round(tip.Cost.Value, 0, MidpointRounding.AwayFromZero))
            );
}
