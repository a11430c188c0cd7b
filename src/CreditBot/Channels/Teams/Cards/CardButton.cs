using System.Text.Json.Serialization;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>A button under a card.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteButton), "Action.Execute")]
[JsonDerivedType(typeof(SubmitButton), "Action.Submit")]
[JsonDerivedType(typeof(ShowCardButton), "Action.ShowCard")]
internal abstract record CardButton
{
    /// <summary>The button's accessible name; Teams draws about 30 characters of it.</summary>
    public required string Title { get; init; }

    /// <summary>The whole title, where it is longer than what is drawn.</summary>
    public string? Tooltip { get; init; }

    public ButtonStyle? Style { get; init; }
}

/// <summary>Comes back as the invoke <c>adaptiveCard/action</c>, whose answer may replace the card.</summary>
internal sealed record ExecuteButton : CardButton
{
    public required string Verb { get; init; }

    public required IReadOnlyDictionary<string, string> Data { get; init; }

    public AssociatedInputs? AssociatedInputs { get; init; }

    /// <summary>For hosts that don't know Action.Execute. Typed by its family, or its own type would not be written.</summary>
    public CardButton? Fallback { get; init; }
}

/// <summary>Comes back as a message with a value; the verb is in its data.</summary>
internal sealed record SubmitButton : CardButton
{
    public required IReadOnlyDictionary<string, string> Data { get; init; }

    public AssociatedInputs? AssociatedInputs { get; init; }
}

/// <summary>Opens a card in the card: fields and the button that sends them.</summary>
internal sealed record ShowCardButton : CardButton
{
    public required AdaptiveCard Card { get; init; }
}

internal enum ButtonStyle
{
    Positive,
    Destructive,
}

internal enum AssociatedInputs
{
    /// <summary>A required field that is empty doesn't block the click.</summary>
    None,
}
