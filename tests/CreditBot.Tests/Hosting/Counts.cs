namespace CreditBot.Tests.Hosting;

/// <summary>How many times a proof repeats: <c>./test.sh</c> runs the quick counts, <c>./test.sh --full</c> the full ones.</summary>
internal static class Counts
{
    public static bool Full { get; } =
        Environment.GetEnvironmentVariable("CREDITBOT_TESTS") == "full";

    public static int Of(int quick, int full) => Full ? full : quick;
}
