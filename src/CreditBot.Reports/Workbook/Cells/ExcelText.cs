using System.Globalization;
using System.Text;
using System.Xml;

namespace CreditBot.Reports.Workbook.Cells;

/// <summary>Text as a workbook's XML can hold it (ECMA-376 part 1, §22.9.2.19, ST_Xstring).</summary>
internal static class ExcelText
{
    /// <summary>The most characters that a cell takes.</summary>
    public const int Most = 32_767;

    /// <summary>The text with what XML forbids written as _xHHHH_, shortened to what a cell takes.</summary>
    public static string Escaped(string text)
    {
        var short_ = Shortened(text);
        if (!NeedsEscape(short_))
        {
            return short_;
        }

        var escaped = new StringBuilder(short_.Length + 16);
        for (var i = 0; i < short_.Length; i++)
        {
            var c = short_[i];
            if (
                char.IsHighSurrogate(c)
                && i + 1 < short_.Length
                && char.IsLowSurrogate(short_[i + 1])
            )
            {
                escaped.Append(c).Append(short_[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                escaped.Append('\uFFFD');
            }
            else if (c is '\r' || !XmlConvert.IsXmlChar(c))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            }
            else if (LooksEscaped(short_, i))
            {
                escaped.Append("_x005F_");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Text for a printed footer, where an ampersand starts a command.</summary>
    public static string InFooter(string text) => text.Replace("&", "&&", StringComparison.Ordinal);

    private static string Shortened(string text)
    {
        if (text.Length <= Most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[Most - 2]) ? Most - 2 : Most - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static bool NeedsEscape(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (
                c is '\r'
                || char.IsSurrogate(c)
                || !XmlConvert.IsXmlChar(c)
                || LooksEscaped(text, i)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool LooksEscaped(string text, int at) =>
        text[at] == '_'
        && at + 6 < text.Length
        && text[at + 1] is 'x'
        && char.IsAsciiHexDigit(text[at + 2])
        && char.IsAsciiHexDigit(text[at + 3])
        && char.IsAsciiHexDigit(text[at + 4])
        && char.IsAsciiHexDigit(text[at + 5])
        && text[at + 6] == '_';
}
