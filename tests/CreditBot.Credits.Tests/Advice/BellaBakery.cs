using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

/// <summary>The client of design.md §1: Basic, six months of 40, 140, 131, 128, 135 and 134 credits, 46 of 50 used by Friday 27 November 2026.</summary>
internal static class BellaBakery
{
    public static readonly decimal[] SixMonths = [40, 140, 131, 128, 135, 134];

    public static readonly Instant Friday = At(2026, 11, 27, 10);

    /// <summary>Extra credits are bought at $1.98 when the month's own are used up, exactly as many as are needed.</summary>
    public static ClientStory Story()
    {
        var story = ClientStory.Open(At(2026, 5, 1, 9), startsOn: Day(2026, 5, 1));
        for (var i = 0; i < SixMonths.Length; i++)
        {
            Month(story, 5 + i, SixMonths[i]);
        }

        // 2 credits on each of 23 days.
        for (var day = 1; day <= 23; day++)
        {
            story.Use(2, At(2026, 11, day, 11));
        }

        return story.Until(Friday);
    }

    private static void Month(ClientStory story, int month, decimal used)
    {
        story.Use(Math.Min(used, 50), At(2026, month, 10, 11));
        if (used > 50)
        {
            story.Grant(used - 50, (used - 50) * 1.98m, At(2026, month, 12, 9));
            story.Use(used - 50, At(2026, month, 20, 11));
        }
    }
}
