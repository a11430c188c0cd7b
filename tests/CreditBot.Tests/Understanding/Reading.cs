using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Tests.Understanding;

/// <summary>Reads sentences as of Sunday 22 November 2026, with a roster of four clients.</summary>
internal static class Reading
{
    public static readonly LocalDate Today = new(2026, 11, 22);

    private static readonly string[] Roster =
    [
        "Cedar Clinic",
        "Moss & Fern",
        "Lighthouse Books",
        "Lighthouse Keepers",
    ];

    private static readonly RuleUnderstanding Understanding = new();

    public static Frame Client(string text, Pending pending = Pending.None) =>
        Understanding.Read(new Utterance(text, ByManager: false, pending, Today, Roster));

    public static Frame Manager(string text, Pending pending = Pending.None) =>
        Understanding.Read(new Utterance(text, ByManager: true, pending, Today, Roster));
}
