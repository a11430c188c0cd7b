using CreditBot.Amounts;
using CreditBot.Dialog;
using CreditBot.Ledger;

namespace CreditBot.Pages.Account;

/// <summary>What an entry of the allocation history says to the client.</summary>
internal sealed class AllocationWords(Wording w)
{
    public AllocationChange Row(ClientEntry entry)
    {
        var given = entry.Grants.Sum(lot => lot.Granted).Value;
        return new AllocationChange(
            entry.Seq,
            w.DateOf(entry.At),
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
            ClientEntry.Granted granted => $"{Once(granted)}{By(granted)}",
            ClientEntry.PlanChanged changed => $"{Plan(changed)}{By(changed)}",
            ClientEntry.Undone undone => $"Approval of {undone.Request} taken back",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private string Reset(ClientEntry.PeriodStarted reset)
    {
        var expired = reset.Takes.Where(take => take.Why == TakeReason.Expired).ToList();
        var rest =
            expired.Count == 0
                ? ""
                : $"; {w.Number(expired.Aggregate(0m, (sum, take) => sum + take.Credits.Value))} unused expired";
        return $"Monthly reset: {w.Credits(reset.Period.Plan.MonthlyCredits)}{rest}";
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
            PlanChange.Add add => $"{w.Number(add.PerMonth)} more credits a month",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return changed.Effective == Requests.Effective.Now
            ? $"Plan changed: {what}"
            : $"Plan changes at the next reset: {what}";
    }

    private static string By(ClientEntry entry) =>
        entry.Request is { } request ? $" ({request})" : "";
}
