using System.Globalization;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Draws bars from columns with weights and from characters, since version 1.5 has neither progress bars nor charts; the figures stand beside them.</summary>
internal static class BarWriter
{
    private const int Whole = 100;

    // What a narrow phone shows without a break.
    private const int BlocksWide = 16;

    public static IEnumerable<CardElement> Progress(MessagePart.Progress progress, Room room) =>
        [
            Bar(progress.Value, progress.Of),
            new RichTextBlock([new TextRun(room.Plain(progress.Words))])
            {
                Spacing = Spacing.Small,
            },
        ];

    public static IEnumerable<CardElement> Chart(MessagePart.Chart chart, Room room)
    {
        yield return new RichTextBlock([
            new TextRun(room.Plain(chart.Title)) { Weight = TextWeight.Bolder },
        ]);
        var bars = chart.Bars.Take(room.MostLines).ToList();
        var longest = bars.Count == 0 ? 0 : bars.Max(bar => bar.Value);
        foreach (var bar in bars)
        {
            yield return Row(bar, longest, room);
        }

        yield return new RichTextBlock([new TextRun(room.Plain(chart.Words)) { IsSubtle = true }])
        {
            Spacing = Spacing.Small,
        };
    }

    private static ColumnSet Row(ChartBar bar, decimal longest, Room room)
    {
        // Bold beside the colour: colour is never the only sign.
        var weight = bar.IsMarked ? TextWeight.Bolder : (TextWeight?)null;
        return new ColumnSet([
            Cell("2", new TextRun(room.Plain(bar.Label)) { Weight = weight }),
            Cell("5", Blocks(bar, longest)),
            Cell(
                "2",
                new TextRun(bar.Value.ToString("#,0.###", CultureInfo.InvariantCulture))
                {
                    Weight = weight,
                }
            ),
        ])
        {
            Spacing = Spacing.Small,
        };
    }

    // Of characters: hosts give a coloured column so much padding that six of them fill a screen.
    private static TextRun Blocks(ChartBar bar, decimal longest)
    {
        var filled = Filled(bar.Value, longest, BlocksWide);
        return new TextRun(new string('█', filled) + new string('░', BlocksWide - filled))
        {
            FontType = FontType.Monospace,
            Color = bar.IsMarked ? TextColor.Attention : TextColor.Accent,
        };
    }

    private static Column Cell(string width, TextRun text) =>
        new(width, [new RichTextBlock([text])]);

    private static ColumnSet Bar(decimal value, decimal of)
    {
        var filled = Filled(value, of, Whole);
        var columns = new List<Column>();
        if (filled > 0)
        {
            columns.Add(Piece(filled, ContainerStyle.Accent));
        }

        if (filled < Whole)
        {
            columns.Add(Piece(Whole - filled, ContainerStyle.Emphasis));
        }

        return new ColumnSet(columns);
    }

    private static Column Piece(int weight, ContainerStyle style) =>
        new(weight.ToString(CultureInfo.InvariantCulture), [])
        {
            Style = style,
            MinHeight = "8px",
            Spacing = Spacing.None,
        };

    /// <summary>The filled share of so many pieces; all and none only when the value really is.</summary>
    private static int Filled(decimal value, decimal of, int pieces)
    {
        if (of <= 0 || value <= 0)
        {
            return 0;
        }

        return value >= of ? pieces : Math.Clamp((int)(value / of * pieces), 1, pieces - 1);
    }
}
