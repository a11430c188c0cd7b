using CreditBot.Ledger;

namespace CreditBot.Demo;

/// <summary>A client of the demo agency: what it is and how it lives.</summary>
/// <param name="Months">Credits used in the eight months before this one, oldest first, and what a whole month of now would take.</param>
/// <param name="ResetDay">2 where the day begins before the agency's: on the 1st its first period would begin in a month that the agency has no book for.</param>
/// <param name="StartsMonthsAgo">0 for one that is new this month.</param>
/// <param name="Redo">How often an edit is done again within the hour.</param>
/// <param name="Alone">How often a sitting holds a single edit.</param>
internal sealed record DemoClient(
    string Id,
    string Name,
    string Person,
    string Email,
    string Zone,
    string Package,
    decimal[] Months,
    int StartsMonthsAgo = 8,
    int ResetDay = 1,
    OverageMode Overage = OverageMode.Block,
    double Redo = 0.08,
    double Alone = 0.15,
    decimal? RolloverMax = null
)
{
    private const string NewYork = "America/New_York";

    /// <summary>The twelve: four tiers, three packages, and each case that a report has to find.</summary>
    public static IReadOnlyList<DemoClient> All { get; } =
    [
        // The client of the worked example: dry in five of six months, edits done twice.
        new(
            "bella-bakery",
            "Bella Bakery",
            "Bella Rossi",
            "bella@bellabakery.example",
            NewYork,
            "Basic",
            [44, 47, 40, 140, 131, 128, 135, 134, 60],
            Overage: OverageMode.Invoice,
            Redo: 0.25
        ),
        new(
            "acme-dental",
            "Acme Dental",
            "Priya Shah",
            "priya@acmedental.example",
            NewYork,
            "Professional",
            [92, 88, 101, 97, 110, 104, 99, 112, 108]
        ),
        // Never uses anything.
        new(
            "sunrise-realty",
            "Sunrise Realty",
            "Tom Becker",
            "tom@sunriserealty.example",
            NewYork,
            "Professional",
            [14, 6, 0, 0, 0, 0, 0, 0, 0]
        ),
        // One month far above the others.
        new(
            "kettle-coffee",
            "Kettle Coffee",
            "Mia Novak",
            "mia@kettlecoffee.example",
            "America/Chicago",
            "Professional",
            [41, 38, 44, 40, 43, 39, 42, 146, 40],
            Alone: 0.7
        ),
        new(
            "nova-tech",
            "Nova Tech",
            "Ken Ito",
            "ken@novatech.example",
            "America/Los_Angeles",
            "Enterprise",
            [412, 455, 470, 431, 488, 462, 495, 476, 480],
            RolloverMax: 50
        ),
        new(
            "harbor-yoga",
            "Harbor Yoga",
            "Lea Martin",
            "lea@harboryoga.example",
            NewYork,
            "Basic",
            [22, 31, 27, 35, 29, 33, 30, 36, 34],
            ResetDay: 15
        ),
        // Twelve hours away.
        new(
            "lotus-spa",
            "Lotus Spa",
            "Niran Chai",
            "niran@lotusspa.example",
            "Asia/Bangkok",
            "Professional",
            [120, 131, 118, 127, 139, 122, 133, 128, 130],
            ResetDay: 2
        ),
        // Always out, and nobody has told them of a larger package.
        new(
            "atlas-fitness",
            "Atlas Fitness",
            "Jo Silva",
            "jo@atlasfitness.example",
            NewYork,
            "Basic",
            [49, 50, 50, 50, 50, 50, 50, 50, 50]
        ),
        new(
            "pixel-and-pine",
            "Pixel & Pine",
            "Ada Berg",
            "ada@pixelandpine.example",
            "Europe/Berlin",
            "Professional",
            [61, 74, 82, 69, 77, 88, 71, 83, 80],
            ResetDay: 2
        ),
        new(
            "olive-and-oak",
            "Olive & Oak",
            "Sara Conti",
            "sara@oliveandoak.example",
            NewYork,
            "Basic",
            [12, 18, 9, 15, 21, 11, 17, 14, 16]
        ),
        new(
            "greenleaf",
            "Greenleaf Landscaping",
            "Max Hill",
            "max@greenleaf.example",
            "America/Denver",
            "Enterprise",
            [205, 221, 230, 198, 240, 226, 219, 233, 225],
            StartsMonthsAgo: 6
        ),
        // New this month.
        new(
            "fern-and-field",
            "Fern & Field",
            "Ivy Wells",
            "ivy@fernandfield.example",
            NewYork,
            "Basic",
            [0, 0, 0, 0, 0, 0, 0, 0, 38],
            StartsMonthsAgo: 0
        ),
    ];
}
