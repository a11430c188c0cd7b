using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CreditBot.Reports.Mail;

/// <summary>Pieces of HTML that mail programs draw alike: tables, cells, inline styles. All text passes <see cref="Text"/>.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(text);

    /// <summary>A name, kept from changing the direction of the words around it.</summary>
    public static string Name(string name) => $"<bdi>{Text(name)}</bdi>";

    public static string Heading(string words) =>
        $"<h2 class=\"accent\" style=\"margin:24px 0 8px;font-size:17px;line-height:1.3;color:#1F4E79\">{Text(words)}</h2>\n";

    public static string Paragraph(string words, string style = "") =>
        $"<p style=\"margin:0 0 8px;{style}\">{Text(words)}</p>\n";

    /// <summary>A bar of two cells; what it shows stands beside it in figures, so it is hidden from readers' voices.</summary>
    public static string Bar(decimal share)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * 100, MidpointRounding.AwayFromZero);
        var width = full.ToString(CultureInfo.InvariantCulture);
        var rest = (100 - full).ToString(CultureInfo.InvariantCulture);
        var done =
            full == 0
                ? ""
                : $"<td class=\"bar\" width=\"{width}%\" bgcolor=\"#1F4E79\" style=\"height:8px;line-height:8px;font-size:0\">&nbsp;</td>";
        var left =
            full == 100
                ? ""
                : $"<td class=\"rail\" width=\"{rest}%\" bgcolor=\"#DDE3EA\" style=\"height:8px;line-height:8px;font-size:0\">&nbsp;</td>";
        return "<table role=\"presentation\" aria-hidden=\"true\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:4px 0 0\"><tr>"
            + done
            + left
            + "</tr></table>";
    }

    /// <summary>A cell that a bar fills, wider than its neighbours.</summary>
    public static string BarCell(decimal share) =>
        $"<td class=\"line\" width=\"60%\" style=\"padding:6px 8px;border-bottom:1px solid #E5E9EE;vertical-align:middle\">{Bar(share)}</td>";

    public static string TableStart(string caption) =>
        "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"border-collapse:collapse\">"
        + $"<caption style=\"position:absolute;left:-9999px;height:1px;overflow:hidden\">{Text(caption)}</caption>\n";

    public static string HeaderCell(string words, bool right, string className = "") =>
        $"<th scope=\"col\" align=\"{(right ? "right" : "left")}\" class=\"quiet line {className}\" style=\"padding:6px {(right ? "0 6px 8px" : "8px 6px 0")};font-size:12px;font-weight:normal;color:#5B6472;border-bottom:1px solid #C9D1DB\">{Text(words)}</th>";

    public static string Cell(
        string html,
        bool right,
        bool strong = false,
        string className = ""
    ) =>
        $"<td align=\"{(right ? "right" : "left")}\" class=\"line {className}\" style=\"padding:6px {(right ? "0 6px 8px" : "8px 6px 0")};border-bottom:1px solid #E5E9EE;{(strong ? "font-weight:bold;" : "")}{(right ? "white-space:nowrap;" : "")}vertical-align:top\">{html}</td>";
}
