using System.Globalization;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Dialog;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Pages.Account;

/// <summary>All that the Credits tab shows of a client at one moment, ready to be drawn.</summary>
internal sealed record AccountPicture(
    ClientState State,
    AccountCheck Check,
    Phrases Phrases,
    IReadOnlyList<CreditRequest> Open,
    IReadOnlyList<Lot> OneTime,
    IReadOnlyList<AllocationChange> History
)
{
    public Wording Wording => Phrases.Wording;

    /// <param name="state">Caught up to <paramref name="now"/>.</param>
    public static AccountPicture Of(
        ClientState state,
        AccountCheck check,
        AllocationHistory history,
        Instant now
    )
    {
        var wording = new Wording(CultureInfo.GetCultureInfo("en-US"), state.Terms.Zone, now);
        var words = new AllocationWords(wording);
        return new AccountPicture(
            state,
            check,
            new Phrases(wording),
            [.. state.Requests.Values.Where(request => request.State.IsPending()).Reverse()],
            [
                .. BurnOrder.Sort(
                    state.Lots.Where(lot =>
                        lot.Kind == LotKind.OneTime && lot.IsOpenAt(now) && !lot.Remaining.IsZero
                    )
                ),
            ],
            [.. history.Entries.Select(words.Row)]
        );
    }

    /// <summary>"46 of 50 monthly credits used (92 %)".</summary>
    public string Used =>
        $"{Wording.Number(Check.MonthlyUsed)} of {Wording.Number(Check.Allocation)} monthly credits used"
        + (Check.PercentUsed is { } percent ? $" ({Math.Round(percent):0} %)" : "");

    /// <summary>"Tue 1 Dec, then 50 credits"; a paused or ended client has none to come.</summary>
    public string Resets =>
        Check.Standing != Standing.Active
            ? "none to come"
            : $"{Wording.Day(Check.ResetsOn)}, then {Wording.Credits(Check.ArrivesAtReset)}";

    /// <summary>That the client is paused or has ended, and what that means; null while it runs.</summary>
    public string? Stands =>
        Check.Standing switch
        {
            Standing.Paused => Phrases.IsPaused(Check),
            Standing.Ended => Phrases.HasEnded(State),
            _ => null,
        };

    /// <summary>"to be paused on Tue 1 Dec": the change of state to come.</summary>
    public string? Planned =>
        State.Planned is { } plan
            ? $"{(plan.To == Standing.Ended ? "ends" : plan.To == Standing.Paused ? "paused" : "resumed")} on {Wording.Day(plan.From)}"
            : null;

    /// <summary>"Oct": one bar a period; those that ran dry stand out.</summary>
    public IReadOnlyList<Channels.ChartBar> Bars =>
        [
            .. Check.Past.Select(period => new Channels.ChartBar(
                Wording.ShortMonth(period.StartsOn),
                period.Used.Value,
                period.RanDry
            )),
        ];

    /// <summary>The change that waits for the reset, in words.</summary>
    public string? Pending =>
        Check.Pending switch
        {
            null => null,
            PlanChange.ToPackage package => $"{package.Package} from {Wording.Day(Check.ResetsOn)}",
            PlanChange.Add add =>
                $"{Wording.Number(add.PerMonth)} more credits a month from {Wording.Day(Check.ResetsOn)}{(add.Months is { } months ? $", for {Wording.Plural(months, "month")}" : "")}",
            PlanChange.ToAllocation allocation =>
                $"{Wording.Credits(allocation.MonthlyCredits)} a month from {Wording.Day(Check.ResetsOn)}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
