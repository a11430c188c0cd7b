using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>Names a choice without its price: "one_time-60", "ongoing-60", "ongoing-60x3" (for three months), "upgrade-Professional".</summary>
/// <remarks>A button carries it, so whatever it says is worth no more than the same words typed: prices are looked up again.</remarks>
internal static class OfferId
{
    private const string OneTime = "one_time-";
    private const string Ongoing = "ongoing-";
    private const string Upgrade = "upgrade-";
    private const char For = 'x';

    public static string Of(RequestTerms terms) =>
        terms.Kind switch
        {
            RequestKind.OneTime => $"{OneTime}{terms.Credits}",
            RequestKind.Ongoing when terms.Months is { } months => string.Create(
                CultureInfo.InvariantCulture,
                $"{Ongoing}{terms.Credits}{For}{months}"
            ),
            RequestKind.Ongoing => $"{Ongoing}{terms.Credits}",
            _ => $"{Upgrade}{terms.Package}",
        };

    /// <summary>What an id names, or null when it is none or names an impossible amount.</summary>
    public static (RequestKind Kind, Credits? Credits, string? Package, int? Months)? Read(
        string? id
    ) =>
        id switch
        {
            not null when id.StartsWith(OneTime, StringComparison.Ordinal) => Amount(
                RequestKind.OneTime,
                id.AsSpan(OneTime.Length)
            ),
            not null when id.StartsWith(Ongoing, StringComparison.Ordinal) => Amount(
                RequestKind.Ongoing,
                id.AsSpan(Ongoing.Length)
            ),
            { Length: > 8 and < 208 } when id.StartsWith(Upgrade, StringComparison.Ordinal) => (
                RequestKind.Upgrade,
                null,
                id[Upgrade.Length..],
                null
            ),
            _ => null,
        };

    private static (RequestKind, Credits?, string?, int?)? Amount(
        RequestKind kind,
        ReadOnlySpan<char> digits
    )
    {
        int? months = null;
        if (kind == RequestKind.Ongoing && digits.IndexOf(For) is > 0 and var at)
        {
            if (
                !int.TryParse(
                    digits[(at + 1)..],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var count
                ) || count is < 1 or > Advice.Bridging.MostMonths
            )
            {
                return null;
            }

            months = count;
            digits = digits[..at];
        }

        return
            decimal.TryParse(
                digits,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            ) && Limits.Amount(value) is { } credits
            ? (kind, credits, null, months)
            : null;
    }
}
