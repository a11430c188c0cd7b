namespace CreditBot.Channels.Teams.Cards;

/// <summary>A field; what is typed comes back as text, whatever its kind, and is absent when empty.</summary>
/// <remarks>The host's check of a required field is a courtesy to the person; dialogs check again.</remarks>
internal abstract record CardInput : CardElement
{
    /// <summary>Unique in the card, and never the name of a data field (<see cref="PressData"/>).</summary>
    public required string Id { get; init; }

    public required string Label { get; init; }

    public bool? IsRequired { get; init; }

    /// <summary>Said when the field is left empty though required; a host needs it to say anything at all.</summary>
    public string? ErrorMessage { get; init; }
}

internal sealed record TextInput : CardInput
{
    public bool? IsMultiline { get; init; }

    public required int MaxLength { get; init; }

    public string? Value { get; init; }
}

internal sealed record NumberInput : CardInput
{
    public required decimal Min { get; init; }

    public required decimal Max { get; init; }

    public decimal? Value { get; init; }
}

internal sealed record DateInput : CardInput
{
    /// <summary>yyyy-MM-dd.</summary>
    public string? Value { get; init; }
}

internal sealed record ChoiceInput : CardInput
{
    public required IReadOnlyList<CardChoice> Choices { get; init; }

    public ChoiceInputStyle Style { get; } = ChoiceInputStyle.Compact;

    public bool Wrap { get; } = true;

    public string? Value { get; init; }
}

internal sealed record CardChoice(string Title, string Value);

internal enum ChoiceInputStyle
{
    Compact,
}
