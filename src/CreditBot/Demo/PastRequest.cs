namespace CreditBot.Demo;

/// <summary>A request for one-time credits that the demo agency has answered.</summary>
/// <param name="Day">Of that month.</param>
/// <param name="DeclinedBecause">Null when it was approved.</param>
internal sealed record PastRequest(
    string Client,
    int MonthsAgo,
    int Day,
    int Credits,
    string Reason,
    string? DeclinedBecause = null
)
{
    public static IReadOnlyList<PastRequest> All { get; } =
    [
        new("acme-dental", 5, 18, 40, "before-and-after gallery"),
        new("lotus-spa", 4, 9, 25, "new treatment pages"),
        new(
            "harbor-yoga",
            3,
            20,
            20,
            "autumn timetable",
            "there are still credits left this month"
        ),
        new("acme-dental", 2, 12, 30, "holiday landing pages"),
        new("pixel-and-pine", 1, 7, 35, "portfolio refresh"),
        new("kettle-coffee", 1, 16, 60, "opening of the second shop"),
    ];
}
