using System.Collections.Immutable;
using System.Globalization;
using CreditBot.Ledger;

namespace CreditBot.Storage;

/// <summary>Addresses of report recipients are people's, so an agency's entries keep them beside the bytes too (design.md §3.1).</summary>
internal static class RecipientTexts
{
    private const string Prefix = "recipient.";

    public static ImmutableDictionary<string, string> Of(AgencyEntry entry) =>
        entry is AgencyEntry.TermsSet set
            ? set
                .Terms.Recipients.Select((recipient, index) => (Name(index), recipient.Email))
                .ToImmutableDictionary(pair => pair.Item1, pair => pair.Email)
            : ImmutableDictionary<string, string>.Empty;

    /// <summary>The entry as it stands in the bytes: empty addresses.</summary>
    public static AgencyEntry Without(AgencyEntry entry) =>
        With(entry, (recipient, _) => recipient with { Email = "" });

    /// <summary>The entry with its addresses; a recipient whose address was erased is left out.</summary>
    public static AgencyEntry Put(
        AgencyEntry entry,
        ImmutableDictionary<string, string> addresses
    ) =>
        With(
            entry,
            (recipient, index) =>
                addresses.TryGetValue(Name(index), out var address)
                    ? recipient with
                    {
                        Email = address,
                    }
                    : null
        );

    private static AgencyEntry With(
        AgencyEntry entry,
        Func<ReportRecipient, int, ReportRecipient?> change
    ) =>
        entry is AgencyEntry.TermsSet set
            ? set with
            {
                Terms = set.Terms with
                {
                    Recipients = [.. set.Terms.Recipients.Select(change).OfType<ReportRecipient>()],
                },
            }
            : entry;

    private static string Name(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{index}");
}
