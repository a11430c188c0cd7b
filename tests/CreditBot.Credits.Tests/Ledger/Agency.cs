using CreditBot.Amounts;
using CreditBot.Catalog;
using NodaTime;

namespace CreditBot.Tests.Ledger;

/// <summary>The agency that the examples happen at: Basic 50/$99, Professional 150/$199, Enterprise 500/$499, $0.10 a credit, New York.</summary>
internal static class Agency
{
    public static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    public static readonly Package Basic = new("Basic", Credits.Of(50), Usd(99));
    public static readonly Package Professional = new("Professional", Credits.Of(150), Usd(199));
    public static readonly Package Enterprise = new("Enterprise", Credits.Of(500), Usd(499));

    public static readonly PackageCatalog Sells = new()
    {
        Packages = [Basic, Professional, Enterprise],
        Currency = "USD",
        Zone = NewYork,
        CostPerCredit = [new DatedPrice(new LocalDate(2020, 1, 1), Usd(0.10m))],
    };

    public static Money Usd(decimal amount) => new(amount, "USD");

    public static Credits Cr(decimal credits) => Credits.Of(credits);

    public static LocalDate Day(int year, int month, int day) => new(year, month, day);

    /// <summary>A time on the agency's clock.</summary>
    public static Instant At(int year, int month, int day, int hour = 0, int minute = 0) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(NewYork).ToInstant();
}
