using System.Text.Json.Serialization;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>An Adaptive Card of version 1.5, the newest that every Teams client draws.</summary>
/// <remarks>
/// Only what <see cref="CardWriter"/> uses; names and meanings are those of the schema 1.5.0
/// (https://adaptivecards.io/explorer). Nulls are left out, since Teams refuses some of them.
/// </remarks>
internal sealed record AdaptiveCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    [JsonPropertyOrder(-3)]
    public string Type => "AdaptiveCard";

    [JsonPropertyOrder(-2)]
    public string Version => "1.5";

    /// <summary>What a client shows that can't draw the card.</summary>
    public string? FallbackText { get; init; }

    public required IReadOnlyList<CardElement> Body { get; init; }

    public IReadOnlyList<CardButton>? Actions { get; init; }
}
