using System.Collections.Immutable;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>How a button's verb, its ids and the card's fields travel in one flat object and are told apart again.</summary>
/// <remarks>
/// A host merges fields over the button's data, so a field named like an id would let a person choose the id.
/// Fields therefore carry a prefix that no id has (protocols/adaptive-cards.md §3).
/// </remarks>
internal static class PressData
{
    private const string Verb = "verb";
    private const string FieldPrefix = "in_";
    private const int MostFields = 32;
    private const int LongestValue = 4000;

    public static string FieldId(string inputId) => FieldPrefix + inputId;

    /// <summary>What a button sends: its verb and ids, nothing that would have to be trusted.</summary>
    /// <param name="most">Characters of a value; only a reason that somebody wrote can be longer than a few.</param>
    public static ImmutableSortedDictionary<string, string> Of(
        CardAction action,
        int most = LongestValue
    ) =>
        action
            .Data.Where(id => IsId(id.Key))
            .ToImmutableSortedDictionary(
                id => id.Key,
                id => id.Value.Length <= most ? id.Value : SafeText.Of(id.Value, most),
                StringComparer.Ordinal
            )
            .SetItem(Verb, action.Verb);

    /// <summary>Reads a press from either way it comes; null when it is none of ours.</summary>
    /// <param name="verb">The invoke's own verb; null for Action.Submit, which has it in the data.</param>
    /// <param name="card">The activity id of the message with the button.</param>
    public static TurnInput.Press? Read(
        string? verb,
        IReadOnlyCollection<KeyValuePair<string, string>> data,
        string? card
    )
    {
        if (data.Count > MostFields || data.Any(field => field.Value.Length > LongestValue))
        {
            return null;
        }

        var ids = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var inputs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in data)
        {
            if (name.StartsWith(FieldPrefix, StringComparison.Ordinal))
            {
                inputs[name[FieldPrefix.Length..]] = value;
            }
            else if (name == Verb)
            {
                verb = string.IsNullOrEmpty(verb) ? value : verb;
            }
            else
            {
                ids[name] = value;
            }
        }

        return string.IsNullOrWhiteSpace(verb)
            ? null
            : new TurnInput.Press(
                new CardAction(verb, ids.ToImmutable()),
                inputs.ToImmutable(),
                card
            );
    }

    private static bool IsId(string name) =>
        name != Verb && !name.StartsWith(FieldPrefix, StringComparison.Ordinal);
}
