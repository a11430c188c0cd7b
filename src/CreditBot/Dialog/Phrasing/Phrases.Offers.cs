using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Options with their prices and what they mean (design.md §1, §4).</summary>
internal sealed partial class Phrases
{
    public const string ShowOptions = "Show options";
    public const string OnceButton = "Once";
    public const string MonthlyButton = "Every month";
    public const string BiggerButton = "A bigger package";
    public const string SkipButton = "Skip";
    public const string NoDeadlineButton = "No deadline";
    public const string CancelButton = "Cancel";
    public const string SendButton = "Send it";
    public const string NotThisButton = "Not this";
    public const string WithdrawButton = "Withdraw it";
    public const string KeepButton = "Keep it";

    public const string LetMeShow = "No problem. This is what each way would cost.";

    public const string PickFromThese =
        "This is what each way would cost: pick one, or tell me another number.";

    public const string NoAmountNeeded = "No problem, I'll work it out from what you usually need.";

    public const string FromThatWork = "No problem, I'll work it out from that work.";

    public const string NotSent = "All right, not that one.";

    public const string WhichWork =
        "Tell me what you plan, for example “5 new pages and a blog post”, and I'll say about how many credits that takes.";

    public const string NoEstimate =
        "I have no figures for that kind of work yet, so I won't guess. Your agency may know from experience.";

    public const string HowItIsCharged =
        "Each edit costs what the editor reports for it: longer texts, more sections and repeated tries cost more. It is taken from your monthly credits first, then from one-time ones.";

    /// <summary>"60 credits once, now · $118.80".</summary>
    public string Title(Offer offer)
    {
        var when =
            offer.ArrivesAtOnce ? "now"
            : offer.ArrivesOnceResumed ? "once resumed"
            : $"from {W.Date(offer.ArrivesOn)}";
        return offer.Terms.Kind switch
        {
            RequestKind.OneTime =>
                $"{W.Credits(offer.Adds)} once, {when} · {W.Money(offer.Terms.Price)}",
            RequestKind.Ongoing =>
                $"{W.Number(offer.MonthlyCredits)} a month {when}{ForMonths(offer.Terms.Months)} · {W.Change(offer.MonthlyChange)}/month",
            _ =>
                $"{offer.Terms.Package}, {W.Number(offer.MonthlyCredits)} a month {when} · {W.Change(offer.MonthlyChange)}/month",
        };
    }

    /// <summary>The same without its price, for lists: "110 a month".</summary>
    public string Name(Offer offer) =>
        offer.Terms.Kind switch
        {
            RequestKind.OneTime => $"{W.Credits(offer.Adds)} once",
            RequestKind.Ongoing =>
                $"{W.Number(offer.MonthlyCredits)} a month{ForMonths(offer.Terms.Months)}",
            _ => offer.Terms.Package!,
        };

    /// <summary>When it arrives, what is charged today and monthly from then on, what a reset does to it.</summary>
    public string Means(Offer offer)
    {
        var arrives =
            offer.ArrivesAtOnce ? "Arrives once approved"
            : offer.ArrivesOnceResumed ? "Arrives when your account is resumed"
            : $"Arrives on {W.Day(offer.ArrivesOn)}";
        var bill =
            offer.Terms.Kind == RequestKind.OneTime
                ? $"{W.Money(offer.ChargedToday)} once; your {W.Money(offer.MonthlyFee)} a month stays as it is"
            : offer.ChargedToday.IsZero ? $"nothing today, then {W.Money(offer.MonthlyFee)} a month"
            : $"{W.Money(offer.ChargedToday)} today, then {W.Money(offer.MonthlyFee)} a month";
        var reset = offer.AtReset switch
        {
            AtReset.Stay => "kept until used",
            AtReset.RenewedWithRollover => "renewed at each reset, with your roll-over",
            _ => "renewed at each reset, unused ones expire",
        };
        var enough = offer.IsEnough ? "" : " It covers only part of what you need.";
        return $"{arrives}; {bill}; {reset}.{enough}";
    }

    /// <summary>"I understood: 60 credits, once, for the relaunch, needed by 3 Dec."</summary>
    public string? Understood(Draft draft) =>
        Wanted(draft) is { } wanted ? $"I understood: {wanted}." : null;

    /// <summary>"60 credits, once, for the relaunch, needed by 3 Dec"; null when nothing was said yet.</summary>
    public string? Wanted(Draft draft)
    {
        var parts = new List<string>();
        if (Amount(draft) is { } amount)
        {
            parts.Add(amount);
        }

        // "150 credits a month in all" says the kind already.
        if (draft.Kind is { } kind && !draft.MonthlyTotal)
        {
            parts.Add(
                kind switch
                {
                    RequestKind.OneTime => "once",
                    RequestKind.Ongoing => $"every month{ForMonths(draft.Months)}",
                    _ => draft.Package is { } package
                        ? $"the {package} package"
                        : "a bigger package",
                }
            );
        }

        if (draft.Months is not null && (draft.Kind is null || draft.MonthlyTotal))
        {
            parts.Add(ForMonths(draft.Months).TrimStart());
        }

        if (draft.Reason is { } reason)
        {
            parts.Add(For(reason));
        }

        if (draft.Due is { } due)
        {
            parts.Add($"needed by {W.Date(due)}");
        }

        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    /// <summary>Where the amount of the offers comes from, when the client didn't say one.</summary>
    public string? Basis(Offers offers) =>
        offers.Basis switch
        {
            AmountBasis.Work =>
                $"For that work I'd plan {W.Credits(offers.Amount)} beyond what you'll have.",
            AmountBasis.UsualShortfall =>
                $"You usually need about {W.Number(offers.Amount)} beyond your monthly credits, so that is what these cover.",
            AmountBasis.LastTopUp =>
                $"Last time you took {W.Number(offers.Amount)}, so that is what these cover.",
            AmountBasis.Fallback =>
                $"You didn't say how many, so these cover {W.Number(offers.Amount)}. Tell me another number any time.",
            _ => null,
        };

    /// <summary>"If those 50 may go into it, 10 would be enough."</summary>
    public string? StillNeeded(Offers offers) =>
        offers.ResetBeforeDue is { } reset && reset.StillNeeded < offers.Amount
            ? reset.StillNeeded.IsZero
                ? $"If the {W.Number(reset.Credits)} that arrive on {W.Day(reset.On)} may go into it, you need none."
                : $"If the {W.Number(reset.Credits)} that arrive on {W.Day(reset.On)} may go into it, {W.Number(reset.StillNeeded)} would be enough."
            : null;

    /// <summary>"The tips above would save about 11 credits a month, and costs nothing."</summary>
    /// <param name="isBesideTips">They stand in the same message.</param>
    public string? CheaperFirst(AccountCheck check, bool isBesideTips) =>
        check.TipsSaveAMonth is not { } saved ? null
        : isBesideTips
            ? $"The {(check.Tips.Count == 1 ? "tip" : "tips")} above would save about {W.Credits(saved)} a month and {(check.Tips.Count == 1 ? "costs" : "cost")} nothing."
        : $"Your tips would save about {W.Credits(saved)} a month and cost nothing; write “tips” to see them.";

    /// <summary>The extra way beside the three kinds, and why it is enough.</summary>
    public string Bridge(Bridge bridge, Offers offers, LocalDate? due)
    {
        var once = $"{W.Credits(bridge.Offer.Adds)} once for {W.Money(bridge.Offer.Terms.Price)}";
        return bridge.For switch
        {
            BridgeFor.RestFromReset when offers.ResetBeforeDue is { } reset =>
                $"Or bridge it: {once} now, and the {W.Number(reset.Credits)} that arrive on {W.Day(reset.On)} for the rest.",
            BridgeFor.Uplift => Uplift(bridge, due),
            _ =>
                $"Until {W.Day(offers.Monthly.ArrivesOn)} you'd be about {W.Number(bridge.Offer.Adds)} short at today's pace: {once} would bridge that, as a request of its own.",
        };
    }

    private string Uplift(Bridge bridge, LocalDate? due)
    {
        var (offer, months) = (bridge.Offer, bridge.Offer.Terms.Months ?? 0);
        var only = due is { } until ? $"If it is only until {W.Date(until)}: " : "";
        var ends = offer.EndsOn is { } end
            ? $" and ends by itself on {W.Day(end)}"
            : ", then it ends by itself";
        var once = bridge.Once is { } all
            ? $" {W.Credits(all.Adds)} once cost {W.Money(all.Terms.Price)}, all of it charged when approved; they are kept until used."
            : "";
        return $"{only}{W.Number(offer.MonthlyCredits)} a month{ForMonths(months)} costs {W.Money(offer.Terms.Price with { Amount = offer.Terms.Price.Amount * months })} in all{ends}: your plan is what it was then.{once}";
    }

    /// <summary>" for three months"; nothing when it is for good.</summary>
    private string ForMonths(int? months) =>
        months is not { } count ? ""
        : count == 1 ? " for one month"
        : $" for {W.Count(count)} months";

    public const string BindsLeast =
        "There is too little history to say which is the best value, so I'd take what binds you least.";

    /// <summary>The computed advice with its break-even, as in design.md §1; null when nothing can be said.</summary>
    /// <param name="isBesidePast">The months stand in the same message.</param>
    public string? BestValue(Offers offers, string package, bool isBesidePast)
    {
        if (offers.BestValue is not { } best)
        {
            return null;
        }

        var text = $"Best value: {Name(best)}.";
        if (offers.Comparison is { } c)
        {
            var months =
                c.Months == 1
                    ? $"{(isBesidePast ? "that" : "the last")} month"
                    : $"{(isBesidePast ? "those" : "the last")} {W.Count(c.Months)} months";
            var cost =
                c.ExtraCredits.IsZero ? $"Over {months} you needed no extra credits"
                : c.ActuallyPaid == c.ExtraCost
                    ? $"Over {months} your extra credits cost {W.Money(c.ExtraCost)}"
                : $"Over {months} your {W.Number(c.ExtraCredits)} extra credits come to {W.Money(c.ExtraCost)} at today's price";
            var more =
                c.PackageCostMore.Amount >= 0
                    ? $"{c.Package} would have cost {W.Money(c.PackageCostMore)} more than {package}"
                    : $"{c.Package} would have cost {W.Money(-c.PackageCostMore)} less than {package}";
            text += $" {cost}; {more}.";
            text += c.PaysFrom is { } from
                ? $" It pays from {W.Number(from)} extra credits a month, and {(c.Months > 1 ? $"you needed that in {W.Number(c.MonthsPassed)} of {W.Number(c.Months)}" : $"you needed {(c.MonthsPassed == 1 ? "that" : "fewer")}")}."
                : $" {c.Package} doesn't pay at any amount.";
        }

        foreach (var offer in offers.All)
        {
            if (
                offer.CostsMoreForLessThan is { } kind
                && offers.All.FirstOrDefault(other => other.Terms.Kind == kind) is { } better
            )
            {
                text += $" ({Name(offer)} costs more than {Name(better)} for less.)";
            }
        }

        return text;
    }

    /// <summary>What is about to be sent, with its price.</summary>
    public string ReadBack(Offer offer, Draft draft, string? manager)
    {
        var extras = new List<string>();
        if (draft.Reason is { } reason)
        {
            extras.Add(For(reason));
        }

        if (draft.Due is { } due)
        {
            extras.Add($"needed by {W.Date(due)}");
        }

        var extra = extras.Count == 0 ? "" : $" ({string.Join(", ", extras)})";
        return $"{Title(offer)}{extra}. Shall I send it to {manager ?? Nobody}?";
    }

    /// <summary>The wish would take the place of one that is still open.</summary>
    public string Replaces(CreditRequest open, string? manager) =>
        $"{open.Id}, {What(open.Terms)} for {Price(open.Terms)}, is still with {manager ?? Nobody}: this would take its place.";

    public static string OnTop(RequestId old) =>
        $"So nothing can take the place of {old} any more, and I've sent nothing. This would be a new request, on top of it:";

    public static string SameIsOpen(CreditRequest open, string? manager) =>
        $"{open.Id} asks for exactly that already and is with {manager ?? Nobody}, so I've sent nothing new.";

    public string PriceMoved(Offer offer) =>
        $"That is no longer the price I showed. It is now: {Title(offer)}.";

    public string Packages(PackageCatalog catalog, string current) =>
        string.Join(
            "\n",
            catalog.Packages.Select(package =>
                $"• {package.Name}: {W.Number(package.Credits)} credits a month for {W.Money(package.Fee)}{(package.Name == current ? " (yours)" : "")}"
            )
        );

    public string ExtraCredit(Money price) => $"An extra credit costs you {W.UnitPrice(price)}.";

    public string Package(Package package, Money fee) =>
        $"{package.Name} is {W.Number(package.Credits)} credits a month for {W.Money(package.Fee)}, {W.Change(package.Fee - fee)}/month against what you pay now.";

    public static string OnIt(string package) => $"You are on {package} already.";

    public static string Smaller(string package, string? manager) =>
        $"{package} is smaller than what you have. {manager ?? Nobody} can change that: say “talk to a human”.";

    public static string NoSuchPackage(IEnumerable<string> names) =>
        $"There is no such package. There are {Wording.List([.. names])}.";

    public static string NoBigger(string package) =>
        $"{package} is the largest package there is, so there is nothing to upgrade to. More credits once or every month are possible.";

    public string TotalNotMore(Credits current) =>
        $"You have {W.Number(current)} a month already. Tell me a larger monthly number, or how many more you need.";

    public string DateIsPast(NodaTime.LocalDate date) =>
        $"{W.Day(date)} is in the past. Give today or a later date, or say “no deadline”.";

    private string? Amount(Draft draft) =>
        (draft.Amount, draft.AmountMax) switch
        {
            ({ } low, { } high) when low < high =>
                $"{W.Number(low)} to {W.Credits(high)}{(draft.MonthlyTotal ? " a month in all" : "")}",
            ({ } exact, _) => $"{W.Credits(exact)}{(draft.MonthlyTotal ? " a month in all" : "")}",
            (null, { } most) => $"up to {W.Credits(most)}",
            _ => null,
        };

    /// <summary>"5 pages: 20 to 30 credits (4 a page for you, 6 for others)."</summary>
    public string Estimate(Estimate estimate)
    {
        var range = estimate.Range.IsExact
            ? $"about {W.Credits(estimate.Range.High)}"
            : $"about {W.Number(estimate.Range.Low)} to {W.Credits(estimate.Range.High)}";
        var bases = estimate.Parts.Select(part =>
            $"{W.Number(part.Count)} × {part.Action}: "
            + (part.Own, part.Agency) switch
            {
                ({ } own, { } others) =>
                    $"{W.Number(own.Credits)} each for you ({W.Number(own.Samples)} so far), {W.Number(others.Credits)} across the agency",
                ({ } own, null) =>
                    $"{W.Number(own.Credits)} each for you ({W.Number(own.Samples)} so far)",
                (_, { } others) =>
                    $"{W.Number(others.Credits)} each across the agency ({W.Number(others.Samples)} so far)",
                _ => "",
            }
        );
        var unknown =
            estimate.Unknown.Count == 0
                ? ""
                : $" For {Wording.List([.. estimate.Unknown])} I have no figures, so it isn't counted.";
        return $"That takes {range}. {string.Join("; ", bases)}.{unknown}";
    }

    public string LastUse(UsageEvent usage)
    {
        var target = usage.Target is { Length: > 0 } name ? $" of {Quote(name)}" : "";
        return $"Your last one: {usage.Action ?? "edit"}{target}, {W.Past(usage.At)}, {W.Credits(usage.Credits)}.";
    }

    /// <summary>Overage and debt, when there are any.</summary>
    public string? Owed(AccountCheck check) =>
        !check.Debt.IsZero ? $"You owe {W.Credits(check.Debt)}, which the next ones repay first."
        : !check.OverageThisPeriod.IsZero
            ? $"{W.Credits(check.OverageThisPeriod)} of this month's use went beyond what you had."
        : null;
}
