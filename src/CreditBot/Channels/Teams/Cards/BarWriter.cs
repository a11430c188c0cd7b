using System.Globalization;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Draws bars from columns with weights, since version 1.5 has neither progress bars nor charts; the figures stand beside them.</summary>
internal static class BarWriter
{
    private const int Whole = 100;

    public static IEnumerable<CardElement> Progress(MessagePart.Progress progress, Room room) =>
        [
            Bar(progress.Value, progress.Of, ContainerStyle.Accent),
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
        var style = bar.IsMarked ? ContainerStyle.Attention : ContainerStyle.Accent;
        return new ColumnSet([
            Cell("2", room.Plain(bar.Label), weight),
            new Column("6", [Bar(bar.Value, longest, style)])
            {
                VerticalContentAlignment = VerticalAlignment.Center,
            },
            Cell("2", bar.Value.ToString("#,0.###", CultureInfo.InvariantCulture), weight),
        ])
        {
            Spacing = Spacing.Small,
        };
    }

    private static Column Cell(string width, string text, TextWeight? weight) =>
        new(width, [new RichTextBlock([new TextRun(text) { Weight = weight }])])
        {
            VerticalContentAlignment = VerticalAlignment.Center,
        };

    private static ColumnSet Bar(decimal value, decimal of, ContainerStyle style)
    {
        var filled = Filled(value, of);
        var columns = new List<Column>();
        if (filled > 0)
        {
            columns.Add(Piece(filled, style));
        }

        if (filled < Whole)
        {
            columns.Add(Piece(Whole - filled, ContainerStyle.Emphasis));
        }

        return new ColumnSet(columns);
    }

    // The runs hold a space that can't break, for hosts that collapse an empty column.
    private static Column Piece(int weight, ContainerStyle style) =>
        new(
            weight.ToString(CultureInfo.InvariantCulture),
            [new RichTextBlock([new TextRun("\u00A0") { Size = TextSize.Small }])]
        )
        {
            Style = style,
            MinHeight = "8px",
            Spacing = Spacing.None,
        };

    /// <summary>Hundredths of the whole; full and empty only when it really is.</summary>
    private static int Filled(decimal value, decimal of)
    {
        if (of <= 0 || value <= 0)
        {
            return 0;
        }

        return value >= of ? Whole : Math.Clamp((int)(value / of * Whole), 1, Whole - 1);
    }
}
