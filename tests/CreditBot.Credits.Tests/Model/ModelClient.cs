using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>
/// A client's ledger by §3 of the design alone: lists that are walked from end to end, one rule at a time, in thousandths of a credit
/// and plain decimals. It shares no rule with CreditBot.Ledger, so that where both agree both have read the page alike.
/// </summary>
internal sealed partial class ModelClient
{
    private readonly Instant _createdAt;
    private LocalDate _startsOn;
    private int _resets;

    public ModelClient(ModelAgency agency, ModelTerms terms, LocalDate? startsOn, Instant now)
    {
        Agency = agency;
        Zone = terms.Zone;
        Mode = terms.Mode;
        OveragePrice = terms.OveragePrice;
        Rollover = terms.Rollover;
        Package = terms.Package;
        MonthlyCredits = terms.MonthlyCredits;
        MonthlyFee = terms.MonthlyFee;
        _createdAt = now;
        _startsOn = startsOn ?? ModelDays.On(now, terms.Zone);
        Until(now);
    }

    public ModelAgency Agency { get; }
    public DateTimeZone Zone { get; set; }
    public OverageMode Mode { get; set; }
    public decimal? OveragePrice { get; set; }
    public (long Max, int Days)? Rollover { get; set; }
    public string Package { get; private set; }
    public long MonthlyCredits { get; private set; }
    public decimal MonthlyFee { get; private set; }
    public ModelPlanChange? Pending { get; private set; }

    public List<ModelLot> Lots { get; } = [];
    public List<ModelPeriod> Periods { get; } = [];
    public List<ModelUse> Uses { get; } = [];
    public List<ModelLine> Lines { get; } = [];

    public ModelPeriod? Running => Periods.Count == 0 ? null : Periods[^1];

    public long Balance => Lots.Sum(lot => lot.Rest);

    public bool IsBlocked => Mode == OverageMode.Block && Balance == 0;

    public long Debt => Uses.Sum(use => use.Debt);

    public long PoolUsed =>
        Uses.Where(use => !use.Period.IsHistory && use.ReversedAt is null).Sum(use => use.Credits);

    /// <summary>§3.3, from the first to burn to the last; lots stand in the order of their ids.</summary>
    private static List<ModelLot> BurnOrder(IEnumerable<ModelLot> lots) =>
        [
            .. lots.OrderBy(lot => lot.Priority)
                .ThenBy(lot => lot.ExpiresAt is null)
                .ThenBy(lot => lot.ExpiresAt)
                .ThenBy(IsPaid)
                .ThenBy(lot => lot.OpenSince),
        ];

    private static bool IsPaid(ModelLot lot) => lot.Kind == LotKind.OneTime && lot.Price > 0;

    /// <summary>A grant of any kind but a roll-over repays debt, oldest first, as burns from it (§3.6).</summary>
    private void Add(ModelLot lot, bool repays = true)
    {
        if (lot.Granted == 0)
        {
            return;
        }

        Lots.Add(lot);
        foreach (var use in Uses.Where(use => repays && use.Debt > 0))
        {
            var part = Math.Min(use.Debt, lot.Rest);
            if (part > 0)
            {
                lot.Burned += part;
                use.Debt -= part;
                use.Repaid.Add(new ModelGift(lot, part));
            }
        }
    }

    /// <summary>A line is rounded once; nothing is no line.</summary>
    private void Charge(ChargeKind kind, YearMonth month, decimal exact, Instant recordedAt)
    {
        if (Agency.Round(exact) != 0)
        {
            Lines.Add(new ModelLine(kind, month, Agency.Round(exact), recordedAt));
        }
    }
}

/// <summary>What is agreed with a new client.</summary>
internal sealed record ModelTerms(
    DateTimeZone Zone,
    OverageMode Mode,
    decimal? OveragePrice,
    (long Max, int Days)? Rollover,
    string Package,
    long MonthlyCredits,
    decimal MonthlyFee
);
