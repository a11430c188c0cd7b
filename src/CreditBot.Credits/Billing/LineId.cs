using System.Globalization;

namespace CreditBot.Billing;

/// <summary>An invoice line within a client: the entry that made it, and which of its charges; written 12.1.</summary>
/// <param name="Part">From 1.</param>
public readonly record struct LineId(long Seq, int Part)
{
    public static bool TryParse(ReadOnlySpan<char> text, out LineId id)
    {
        id = default;
        var dot = text.IndexOf('.');
        if (
            dot < 1
            || !long.TryParse(
                text[..dot],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seq
            )
            || !int.TryParse(
                text[(dot + 1)..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var part
            )
        )
        {
            return false;
        }

        id = new LineId(seq, part);
        return true;
    }

    public static LineId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no line.");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Seq}.{Part}");
}
