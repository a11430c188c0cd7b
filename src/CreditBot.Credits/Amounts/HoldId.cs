using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CreditBot.Amounts;

/// <summary>A hold: the client and the entry that placed it, with a check that binds both to the agency (design.md §3.11).</summary>
/// <remarks>
/// Written <c>bella-bakery.17.3f9a1c0b2d4e</c>; callers give it back as it is. It says itself whose it is, so no index is
/// needed, and another agency's is none here.
/// </remarks>
public readonly record struct HoldId
{
    private const int CheckBytes = 6;

    private HoldId(ClientId client, long seq, string check) =>
        (Client, Seq, Check) = (client, seq, check);

    public ClientId Client { get; }

    /// <summary>The number of the entry that placed it.</summary>
    public long Seq { get; }

    private string Check { get; }

    /// <summary>The hold that a client's entry places.</summary>
    public static HoldId Of(AgencyId agency, ClientId client, long seq) =>
        new(client, seq, CheckOf(agency, client, seq));

    /// <summary>Reads what a caller of the agency gave back; false when it is no hold of that agency.</summary>
    public static bool TryParse(AgencyId agency, string? text, out HoldId id) =>
        TryParse(text, out id) && id == Of(agency, id.Client, id.Seq);

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="FormatException">The text is no hold id.</exception>
    public static HoldId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no hold id.");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Client}.{Seq}.{Check}");

    private static bool TryParse([NotNullWhen(true)] string? text, out HoldId id)
    {
        id = default;
        if (
            text?.Split('.') is not [var client, var number, { Length: 2 * CheckBytes } check]
            || !ClientId.TryParse(client, out var of)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
        )
        {
            return false;
        }

        id = new HoldId(of, seq, check);
        // Only one way of writing it: no leading zeros.
        return string.Equals(id.ToString(), text, StringComparison.Ordinal);
    }

    private static string CheckOf(AgencyId agency, ClientId client, long seq) =>
        Convert.ToHexStringLower(
            SHA256
                .HashData(
                    Encoding.UTF8.GetBytes(
                        string.Create(CultureInfo.InvariantCulture, $"hold {agency}/{client}/{seq}")
                    )
                )
                .AsSpan(0, CheckBytes)
        );
}
