using System.Text.Json;
using CreditBot.Manifest;
using Json.Schema;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Microsoft's own schema of Adaptive Cards 1.5.0, from the folder shared with the checkout.</summary>
internal static class CardSchema
{
    private static readonly Lazy<JsonSchema?> Schema = new(() =>
        ManifestFolder.Shared("data/protocols/adaptive-cards/adaptive-card-1.5.0.schema.json")
            is { } file
            ? JsonSchema.FromText(File.ReadAllText(file))
            : null
    );

    /// <summary>What is wrong with the card, by place; nothing where the schema isn't there.</summary>
    public static IReadOnlyList<string> Faults(string card)
    {
        Assert.SkipWhen(Schema.Value is null, "No ../shared beside the checkout.");
        using var document = JsonDocument.Parse(card);
        var results = Schema.Value!.Evaluate(
            document.RootElement,
            new EvaluationOptions { OutputFormat = OutputFormat.List }
        );
        return results.IsValid
            ? []
            :
            [
                .. (results.Details ?? [])
                    .Where(detail => detail.Errors is { Count: > 0 })
                    .Select(detail =>
                        $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}"
                    ),
            ];
    }
}
