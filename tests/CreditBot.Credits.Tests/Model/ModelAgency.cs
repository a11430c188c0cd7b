using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>What an agency sells, pays and closes, as far as a client's books need it.</summary>
internal sealed class ModelAgency
{
    public required DateTimeZone Zone { get; init; }
    public required int GraceDays { get; init; }
    public required string Currency { get; init; }

    /// <summary>Decimals of the currency's minor unit.</summary>
    public required int Decimals { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<(LocalDate From, decimal Price)> CostPerCredit { get; init; }

    /// <summary>The price of one extra credit, when one is configured.</summary>
    public decimal? ExtraPrice { get; set; }

    /// <summary>Credits in thousandths and fee, by name, as listed now.</summary>
    public required Dictionary<string, (long Credits, decimal Fee)> Packages { get; init; }

    /// <summary>When months close, once somebody asked or closed one by hand.</summary>
    private readonly Dictionary<YearMonth, Instant> _closes = [];

    /// <summary>Rounds an amount once, half away from zero (§3.10).</summary>
    public decimal Round(decimal amount)
    {
        var unit = 1m;
        for (var i = 0; i < Decimals; i++)
        {
            unit *= 10m;
        }

        var minor = decimal.Truncate((Math.Abs(amount) * unit) + 0.5m);
        return (amount < 0 ? -minor : minor) / unit;
    }

    public decimal CostOn(LocalDate day)
    {
        var price = CostPerCredit[0].Price;
        foreach (var (from, next) in CostPerCredit)
        {
            price = from <= day ? next : price;
        }

        return price;
    }

    /// <summary>The configured price of one extra credit, else what a credit of the package costs as listed now (§3.6).</summary>
    public decimal ExtraPriceFor(string package) =>
        ExtraPrice ?? Packages[package].Fee / (Packages[package].Credits / 1000m);

    /// <summary>From this instant on the month counts as closed (§3.8).</summary>
    public Instant ClosesAt(YearMonth month)
    {
        if (!_closes.TryGetValue(month, out var at))
        {
            at = ModelDays.Start(FirstAfter(month).PlusDays(GraceDays), Zone);
            _closes[month] = at;
        }

        return at;
    }

    public void CloseByHand(YearMonth month, Instant now)
    {
        if (ClosesAt(month) > now)
        {
            _closes[month] = now;
        }
    }

    /// <summary>The month itself, or the earliest open one when it was closed already (§3.8).</summary>
    public YearMonth CountsIn(YearMonth month, Instant recordedAt)
    {
        while (ClosesAt(month) <= recordedAt)
        {
            month = ModelDays.MonthOf(FirstAfter(month));
        }

        return month;
    }

    public YearMonth MonthOf(Instant at) => ModelDays.MonthOf(ModelDays.On(at, Zone));

    private static LocalDate FirstAfter(YearMonth month) =>
        ModelDays.MonthsLater(new LocalDate(month.Year, month.Month, 1), 1);
}
