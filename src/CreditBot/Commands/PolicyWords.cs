using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Dialog;
using CreditBot.Policy;
using CreditBot.Requests;
using CreditBot.Settings;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary>What the <c>policy</c> commands print for people.</summary>
internal static class PolicyWords
{
    /// <summary>A policy, a rule a line.</summary>
    public static IEnumerable<string> Lines(RequestPolicy policy)
    {
        yield return policy.Limits.Count == 0
            ? "Every manager approves any request of a client they don't belong to."
            : "Approvals are limited:";
        foreach (var limit in policy.Limits)
        {
            yield return $"  {Who(limit)}: {Kind(limit.UpTo.Kind)} up to {Size(limit.UpTo)}";
        }

        foreach (var bound in policy.SecondApproverAbove)
        {
            yield return $"A second approver is needed for {Kind(bound.Kind)} above {Size(bound, " or ")}.";
        }

        yield return policy.AutoApproval is not { } auto
            ? "Nothing is approved without a manager."
            : $"One-time requests are approved without a manager up to {auto.CreditsPerPeriod} credits a client and period"
                + (
                    auto.MinimumMargin is { } least
                        ? $", while the client's margin of the month stays at {least} or more."
                        : "."
                );
        foreach (var floor in policy.PriceFloors)
        {
            yield return $"Nothing is sold below {floor.PerCredit} a credit: {Kind(floor.Kind)}.";
        }

        if (policy.BridgeCredits is { } bridge)
        {
            yield return $"A client with nothing left is lent up to {bridge} credits when it asks, once a period; they come off what is approved or the next grant.";
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Reminder after {policy.RemindAfter.TotalHours:0.##} working hours, the next manager after {policy.EscalateAfter.TotalHours:0.##}, when urgent after {policy.UrgentWait.TotalMinutes:0} minutes; a request lapses after {policy.LapseAfterDays} days, an approval can be undone for {policy.UndoFor.TotalMinutes:0} minutes."
        );
    }

    /// <summary>What would have been decided differently in a month, a request a line.</summary>
    public static string Test(
        YearMonth month,
        IReadOnlyList<ReplayLine> lines,
        string currency,
        IReadOnlyDictionary<PersonId, string> names
    )
    {
        var different = lines.Where(line => line.Outcome != ReplayOutcome.Same).ToList();
        var when = YearMonthPattern.Iso.Format(month);
        if (lines.Count == 0)
        {
            return $"{when}: nobody asked for anything.";
        }

        List<string> text =
        [
            $"{when}: {Plural(lines.Count, "request")}, {(different.Count == 0 ? "all" : $"{different.Count}")} would have been decided {(different.Count == 0 ? "the same" : "differently")}.",
            .. different.Select(line => $"  {Line(line, names)}"),
        ];
        if (different.Count > 0)
        {
            text.Add($"Margin effect: {Signed(lines.Sum(currency, line => line.MarginEffect))}.");
            var waiting = lines.Sum(currency, line => line.MarginWaiting);
            if (!waiting.IsZero)
            {
                text.Add($"Waiting for somebody else's decision: {waiting} of margin.");
            }
        }

        return string.Join(Environment.NewLine, text);
    }

    private static string Line(ReplayLine line, IReadOnlyDictionary<PersonId, string> names)
    {
        var request = line.Request;
        var by = request.Decision is { } decision ? $" by {Name(decision.By)}" : "";
        var was =
            $"{request.Id} {line.ClientName}, {What(request)}: {Phrases.StateName(request.State)}{by};";
        var others = line.Others.Count == 0 ? "nobody" : Wording.Or([.. line.Others.Select(Name)]);
        return line.Outcome switch
        {
            ReplayOutcome.ByPolicy =>
                $"{was} would have been approved at once by policy{Effect(line)}.",
            ReplayOutcome.ByManager => $"{was} {others} would have been asked.",
            ReplayOutcome.ByAnother => $"{was} above the limit, {others} could have approved it.",
            ReplayOutcome.BySecond => $"{was} {others} would have had to approve it, too.",
            ReplayOutcome.ByOne => $"{was} one of the two would have been enough.",
            ReplayOutcome.BelowFloor =>
                $"{was} would have been refused below the price floor, {line.Least} at least{Effect(line)}.",
            _ => was,
        };

        string Name(PersonId id) => names.GetValueOrDefault(id, id.Value);
    }

    private static string What(CreditRequest request)
    {
        var terms = request.Decision?.Terms ?? request.Terms;
        return terms.Kind switch
        {
            RequestKind.OneTime => $"{terms.Credits} credits once for {terms.Price}",
            RequestKind.Ongoing => $"{terms.Credits} credits more a month for {terms.Price}",
            _ => $"{terms.Package} for {Signed(terms.Price)} a month",
        };
    }

    private static string Effect(ReplayLine line) =>
        line.MarginEffect.IsZero ? "" : $", margin {Signed(line.MarginEffect)}";

    private static string Signed(Money money) => money.Amount > 0 ? $"+{money}" : money.ToString();

    private static string Who(DecisionLimit limit) =>
        limit.Manager is { } manager ? manager.Value
        : limit.Role is { } role ? PolicySettings.WordOf(role).Replace('_', ' ')
        : "everybody else";

    private static string Kind(RequestKind? kind) =>
        kind switch
        {
            RequestKind.OneTime => "one-time credits",
            RequestKind.Ongoing => "more credits a month",
            RequestKind.Upgrade => "packages",
            _ => "whatever is asked for",
        };

    private static string Size(PolicyBound bound, string and = " and ") =>
        string.Join(
            and,
            new[]
            {
                bound.Credits is { } credits ? $"{credits} credits" : null,
                bound.Price?.ToString(),
            }.OfType<string>()
        );

    private static string Plural(int count, string one) =>
        count == 1 ? $"1 {one}" : $"{count} {one}s";
}
