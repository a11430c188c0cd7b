using System.Diagnostics;
using System.Globalization;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Months;

/// <summary>Says the findings of the review in words, as the report shows them.</summary>
internal static class ReviewWords
{
    internal static Finding KindOf(ReviewFinding finding) =>
        finding switch
        {
            ReviewFinding.NeverUsed => Finding.NeverUsed,
            ReviewFinding.AlwaysOut => Finding.AlwaysOut,
            ReviewFinding.Spike => Finding.Spike,
            _ => throw new UnreachableException(),
        };

    internal static ReviewLine Line(ClientBook client, ReviewFinding finding)
    {
        var (figures, proposal) = finding switch
        {
            ReviewFinding.NeverUsed never => (Figures(never), Proposal(never)),
            ReviewFinding.AlwaysOut always => (Figures(always), Proposal(always)),
            ReviewFinding.Spike spike => (Figures(spike), Proposal(spike)),
            _ => throw new UnreachableException(),
        };
        return new ReviewLine(
            client.Id,
            client.Name,
            KindOf(finding),
            figures,
            proposal,
            finding.MarginEffect
        );
    }

    private static string Figures(ReviewFinding.NeverUsed never) => $"Used {Each(never.Months)}.";

    private static string Proposal(ReviewFinding.NeverUsed never) =>
        never switch
        {
            { Tier: { } tier, Package: { } package } =>
                $"{tier.Name} ({tier.Credits} a month) would have covered 90 % of months: offer {package}.",
            { Tier: { } tier } =>
                $"{tier.Name} ({tier.Credits} a month) would have covered 90 % of months: a smaller allocation would do.",
            _ => "No smaller tier: ask what keeps them from using it.",
        };

    private static string Figures(ReviewFinding.AlwaysOut always)
    {
        var dry = always.Months.Count(month => month.RanDry);
        var days = always
            .Months.Select(month => month.DryOn)
            .OfType<LocalDate>()
            .Select(day => day.ToString("d MMM", CultureInfo.InvariantCulture))
            .ToList();
        var on = days.Count == 0 ? "" : $" ({string.Join(", ", days)})";
        return $"Ran dry before the reset in {dry} of the last {always.Months.Count} months{on}; used {Each(always.Months)}.";
    }

    private static string Proposal(ReviewFinding.AlwaysOut always)
    {
        var best = always.Best;
        return best.Terms.Kind switch
        {
            RequestKind.Upgrade =>
                $"Offer {best.Terms.Package}, {best.MonthlyCredits} a month, {Change(best.MonthlyChange)} a month.",
            RequestKind.Ongoing =>
                $"Offer {best.MonthlyCredits} a month, {Change(best.MonthlyChange)} a month.",
            _ =>
                $"Extra credits when needed are their best value: {best.Adds} for {Plain(best.Terms.Price)}.",
        };
    }

    private static string Figures(ReviewFinding.Spike spike) =>
        $"Used {spike.Month.Used} in {Month(spike.Month)}; the median of the {spike.EarlierMonths} months before is {spike.Median}, and anything above {spike.Threshold} stands out.";

    private static string Proposal(ReviewFinding.Spike spike) =>
        spike.Tip switch
        {
            null => "Ask what changed, and offer training.",
            { Kind: TipKind.BatchEdits } tip =>
                $"Training on batching edits: {tip.Count} of {tip.OutOf} sessions made a single edit, {tip.Cost} credits.",
            { Kind: TipKind.BeSpecific } tip =>
                $"Training on specific prompts: {tip.Count} of {tip.OutOf} edits redid the same target within the hour, {tip.Cost} credits.",
            { Kind: TipKind.UsePreview } tip =>
                $"Training on the preview: {tip.Count} of {tip.OutOf} publishes needed a fix within 30 minutes, {tip.Cost} credits.",
            var tip =>
                $"Training on planning updates: {tip.Cost} credits went in the first third of the month.",
        };

    private static string Each(IReadOnlyList<MonthUse> months) =>
        string.Join(
            ", ",
            months.Select(month => $"{month.Used} of {month.Allocation} in {Month(month)}")
        );

    private static string Month(MonthUse month) =>
        month.StartsOn.Day == 1
            ? month.StartsOn.ToString("MMMM", CultureInfo.InvariantCulture)
            : $"the month from {month.StartsOn.ToString("d MMM", CultureInfo.InvariantCulture)}";

    private static string Change(Money money) =>
        money.Amount < 0 ? $"−{Plain(-money)}" : $"+{Plain(money)}";

    private static string Plain(Money money) =>
        money.Currency == "USD" ? $"${money.Digits()}" : money.ToString();
}
