using System.Globalization;
using System.Text;

namespace CreditBot.Identity;

/// <summary>Makes ids that people can read out of names: "Dana Ruiz" is dana-ruiz.</summary>
internal static class Slug
{
    private const int Most = 40;

    /// <param name="otherwise">When nothing of the name is left.</param>
    public static string Of(string name, string otherwise)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0
                && slug[^1] != '-'
            )
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? otherwise : text[..Math.Min(text.Length, Most)].TrimEnd('-');
    }
}
