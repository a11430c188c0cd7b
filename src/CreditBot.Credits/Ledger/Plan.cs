using CreditBot.Amounts;

namespace CreditBot.Ledger;

/// <summary>What a client has by the month (design.md §3.5).</summary>
/// <param name="MonthlyFee">A month's price.</param>
public sealed record Plan(string Package, Credits MonthlyCredits, Money MonthlyFee)
{
    internal Plan Less(Credits perMonth, Money pricePerMonth) =>
        this with
        {
            MonthlyCredits = MonthlyCredits.LessAtMost(perMonth),
            MonthlyFee = MonthlyFee - pricePerMonth,
        };
}

/// <summary>A change to a plan, kept as it was written and applied to the plan as it then stands (design.md §3.5).</summary>
public abstract record PlanChange
{
    private PlanChange() { }

    public abstract Plan ApplyTo(Plan plan);

    /// <summary>A package, with credits and fee as it was listed when the change was written.</summary>
    public sealed record ToPackage(string Package, Credits MonthlyCredits, Money MonthlyFee)
        : PlanChange
    {
        public override Plan ApplyTo(Plan plan) => new(Package, MonthlyCredits, MonthlyFee);
    }

    /// <summary>Another allocation; the fee stays unless one is given.</summary>
    public sealed record ToAllocation(Credits MonthlyCredits, Money? MonthlyFee) : PlanChange
    {
        public override Plan ApplyTo(Plan plan) =>
            plan with
            {
                MonthlyCredits = MonthlyCredits,
                MonthlyFee = MonthlyFee ?? plan.MonthlyFee,
            };
    }

    /// <summary>Credits and price added to each month: an approved ongoing request.</summary>
    /// <param name="Months">For how many periods, after which it ends by itself; null for good.</param>
    public sealed record Add(Credits PerMonth, Money PricePerMonth, int? Months = null) : PlanChange
    {
        public override Plan ApplyTo(Plan plan) =>
            plan with
            {
                MonthlyCredits = plan.MonthlyCredits + PerMonth,
                MonthlyFee = plan.MonthlyFee + PricePerMonth,
            };
    }
}
