using CreditBot.Amounts;
using CreditBot.Dialog;
using CreditBot.Ledger;

namespace CreditBot.Pages.Account;

/// <summary>What an entry of the allocation history says to the client.</summary>
internal sealed class AllocationWords(Wording w)
{
    public AllocationChange Row(ClientEntry entry)
    {
        var given = (
            entry.Grants.Sum(lot => lot.Granted)
            + entry.Returns.Where(back => back.To == ReturnTo.Remaining).Sum(back => back.Credits)
        ).Value;
        return new AllocationChange(
            entry.Seq,
            w.DateOf(entry is ClientEntry.Reversed ? entry.RecordedAt : entry.At),
            What(entry),
            given,
            given - (entry.Effect / 1000m)
        );
    }

    private string What(ClientEntry entry) =>
        entry switch
        {
            ClientEntry.Opened opened =>
                $"Account opened on {opened.Plan.Package}, {w.Credits(opened.Plan.MonthlyCredits)} a month",
            ClientEntry.PeriodStarted started => Reset(started),
            ClientEntry.LotsExpired => "One-time credits expired",
            ClientEntry.Bridged bridged =>
                $"{w.Credits(bridged.Grants[0].Granted)} lent until {bridged.Request} is decided",
            ClientEntry.Granted granted => $"{Once(granted)}{By(granted)}",
            ClientEntry.PlanChanged changed => $"{Plan(changed)}{By(changed)}",
            ClientEntry.UpliftEnded over =>
                $"Temporary uplift over: {w.Number(over.PerMonth)} fewer credits a month",
            ClientEntry.Undone undone => $"Approval of {undone.Request} taken back",
            ClientEntry.Reversed reversed => $"{TakenBack(reversed)}{Why(reversed)}",
            ClientEntry.StandingPlanned planned => Planned(planned.Plan),
            ClientEntry.Paused paused => $"Paused from {w.Day(paused.From)}",
            ClientEntry.Ended ended => $"Ended on {w.Day(ended.From)}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private string Reset(ClientEntry.PeriodStarted reset)
    {
        var expired = reset.Takes.Where(take => take.Why == TakeReason.Expired).ToList();
        var rest =
            expired.Count == 0
                ? ""
                : $"; {w.Number(expired.Aggregate(0m, (sum, take) => sum + take.Credits.Value))} unused expired";
        var what = reset.Resumes is null ? "Monthly reset" : "Resumed";
        return $"{what}: {w.Credits(reset.Period.Plan.MonthlyCredits)}{rest}";
    }

    private string Once(ClientEntry.Granted granted)
    {
        var lot = granted.Grants[0];
        var price = lot.Price is { IsZero: false } paid ? $" for {w.Money(paid)}" : "";
        var until = lot.ExpiresAt is { } end ? $", until {w.Date(w.DateOf(end))}" : "";
        return $"{w.Credits(lot.Granted)} once{price}{until}";
    }

    private string Plan(ClientEntry.PlanChanged changed)
    {
        var what = changed.Change switch
        {
            PlanChange.ToPackage package =>
                $"{package.Package}, {w.Credits(package.MonthlyCredits)} a month",
            PlanChange.ToAllocation allocation => $"{w.Credits(allocation.MonthlyCredits)} a month",
            PlanChange.Add { Months: { } months } add =>
                $"{w.Number(add.PerMonth)} more credits a month for {w.Plural(months, "month")}",
            PlanChange.Add add => $"{w.Number(add.PerMonth)} more credits a month",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return changed.Effective == Requests.Effective.Now
            ? $"Plan changed: {what}"
            : $"Plan changes at the next reset: {what}";
    }

    private string TakenBack(ClientEntry.Reversed reversed) =>
        reversed.Credits.IsZero
            ? "A grant taken back"
            : $"{w.Credits(reversed.Credits)} of usage given back";

    private static string Why(ClientEntry entry) =>
        entry.Texts.GetValueOrDefault(TextNames.Reason) is { Length: > 0 } reason
            ? $": {reason}"
            : "";

    private string Planned(StandingPlan? plan) =>
        plan switch
        {
            null => "The planned change of state is off",
            { To: Standing.Paused } => $"To be paused on {w.Day(plan.From)}",
            { To: Standing.Ended } => $"To end on {w.Day(plan.From)}",
            _ => $"To be resumed on {w.Day(plan.From)}",
        };

    private static string By(ClientEntry entry) =>
        entry.Request is { } request ? $" ({request})" : "";
}
