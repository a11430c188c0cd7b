namespace CreditBot.Mutations;

/// <summary>Broken rules of money and month books (design.md §3.5, §3.6, §3.8–10).</summary>
internal static class MonthMutations
{
    private const string Ledger = "src/CreditBot.Credits/Ledger/";
    private const string Months = "src/CreditBot.Credits/Months/";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "overage is priced at the reset",
            Guard.Credits,
            Ledger + "Reset.cs",
            "ended with { EndsOn = period.StartsOn }, ended.OverageOwed)",
            "ended with { EndsOn = period.StartsOn }, state.Terms.OveragePrice is { } price ? price * ended.Overage : ended.OverageOwed)",
            "*UsageTests",
            "*ModelTests"
        ),
        new(
            "half is rounded to even",
            Guard.Credits,
            "src/CreditBot.Credits/Amounts/Money.cs",
            "MidpointRounding.AwayFromZero",
            "MidpointRounding.ToEven",
            "*MonthBookTests",
            "*UsageTests"
        ),
        new(
            "overage is rounded per credit",
            Guard.Credits,
            Ledger + "ClientFold.cs",
            "? price * overage",
            "? price.Rounded() * overage",
            "*UsageTests",
            "*ModelTests"
        ),
        new(
            "a month closes a day late",
            Guard.Credits,
            Ledger + "AgencyState.cs",
            "PlusDays(Terms.GraceDays)",
            "PlusDays(Terms.GraceDays + 1)",
            "*MonthBookTests"
        ),
        new(
            "a closed book changes",
            Guard.Credits,
            Months + "MonthCalendar.cs",
            "if (IsOpen(month, recordedAt))",
            "if (IsOpen(month, recordedAt) || month.Month > 0)",
            "*MonthBookTests"
        ),
        new(
            "an adjustment costs what a credit costs today",
            Guard.Credits,
            Months + "MonthMoney.cs",
            "CostOn(used.At.InZone",
            "CostOn(used.RecordedAt.InZone",
            "*MonthBookTests",
            "*ModelTests"
        ),
        new(
            "the history before a client's creation is billed",
            Guard.Credits,
            Ledger + "Reset.cs",
            "period.IsHistory || period.Plan.MonthlyFee.IsZero",
            "period.Plan.MonthlyFee.IsZero",
            "*ResetTests"
        ),
    ];
}
