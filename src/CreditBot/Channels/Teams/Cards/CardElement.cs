using System.Text.Json.Serialization;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Something in a card's body.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(FactSet), "FactSet")]
[JsonDerivedType(typeof(ColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
[JsonDerivedType(typeof(NumberInput), "Input.Number")]
[JsonDerivedType(typeof(DateInput), "Input.Date")]
[JsonDerivedType(typeof(ChoiceInput), "Input.ChoiceSet")]
internal abstract record CardElement
{
    public Spacing? Spacing { get; init; }
}

/// <summary>Text that the host reads as Markdown: only what <see cref="Markdown.Escape"/> has seen goes in.</summary>
internal sealed record TextBlock(string Text) : CardElement
{
    /// <summary>Without it a host cuts the text at one line.</summary>
    public bool Wrap { get; } = true;

    public TextBlockStyle? Style { get; init; }

    public TextWeight? Weight { get; init; }

    public TextSize? Size { get; init; }
}

/// <summary>Text that no host interprets, and so right for what people wrote.</summary>
internal sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : CardElement;

internal sealed record TextRun(string Text)
{
    [JsonPropertyOrder(-1)]
    public string Type => "TextRun";

    public bool? IsSubtle { get; init; }

    public TextWeight? Weight { get; init; }

    public TextColor? Color { get; init; }

    public FontType? FontType { get; init; }
}

/// <summary>Names and values, both Markdown to the host.</summary>
internal sealed record FactSet(IReadOnlyList<CardFact> Facts) : CardElement;

internal sealed record CardFact(string Title, string Value);

/// <summary>Buttons within the card: for more of them than fit under it.</summary>
internal sealed record ActionSet(IReadOnlyList<CardButton> Actions) : CardElement;

internal sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement;

/// <param name="Width">A weight among the columns ("46"), or "auto", or "stretch".</param>
internal sealed record Column(string Width, IReadOnlyList<CardElement> Items)
{
    [JsonPropertyOrder(-1)]
    public string Type => "Column";

    public ContainerStyle? Style { get; init; }

    /// <summary>In pixels: "8px".</summary>
    public string? MinHeight { get; init; }

    public Spacing? Spacing { get; init; }
}

internal enum Spacing
{
    None,
    Small,
}

internal enum TextBlockStyle
{
    Heading,
}

internal enum TextWeight
{
    Bolder,
}

internal enum TextSize
{
    Medium,
}

internal enum ContainerStyle
{
    Emphasis,
    Accent,
}

internal enum TextColor
{
    Accent,
    Attention,
}

internal enum FontType
{
    Monospace,
}
