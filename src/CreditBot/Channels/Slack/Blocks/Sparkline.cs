using System.Collections.Immutable;

namespace CreditBot.Channels.Slack.Blocks;

/// <summary>A bar chart in one line of text (design.md §8, Charts): 40, 140, 131 is ▂█▇.</summary>
internal static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    public static string Of(ImmutableList<ChartBar> bars)
    {
        var highest = bars.Select(bar => bar.Value).DefaultIfEmpty().Max();
        return string.Concat(
            bars.Select(bar =>
                Heights[
                    highest <= 0
                        ? 0
                        : (int)
                            Math.Round(Math.Clamp(bar.Value / highest, 0, 1) * (Heights.Length - 1))
                ]
            )
        );
    }
}
