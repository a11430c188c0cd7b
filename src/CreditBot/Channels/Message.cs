using System.Collections.Immutable;

namespace CreditBot.Channels;

/// <summary>What the bot says, for every channel to draw in its own way: a card, blocks, a page or plain text.</summary>
/// <remarks>What a channel can't show degrades to text with the same information (<see cref="PlainText"/>).</remarks>
public sealed record Message
{
    /// <summary>In the order in which they are read.</summary>
    public required ImmutableList<MessagePart> Parts { get; init; }

    public ImmutableList<Choice> Choices { get; init; } = [];

    /// <summary>Groups cards of one thing, so that a later one replaces the earlier wherever it was shown: "R-12".</summary>
    public string? CardKey { get; init; }

    /// <summary>One line for notifications and screen readers, without amounts that others may not see.</summary>
    public string? Summary { get; init; }

    public static Message Of(params ReadOnlySpan<string> paragraphs)
    {
        var parts = ImmutableList.CreateBuilder<MessagePart>();
        foreach (var paragraph in paragraphs)
        {
            parts.Add(new MessagePart.Paragraph(paragraph));
        }

        return new Message { Parts = parts.ToImmutable() };
    }
}

/// <summary>One part of a message. All texts are plain: channels escape what their format would interpret.</summary>
public abstract record MessagePart
{
    private MessagePart() { }

    public sealed record Heading(string Text) : MessagePart;

    /// <param name="IsSubtle">Of lesser weight: a base, a remark.</param>
    public sealed record Paragraph(string Text, bool IsSubtle = false) : MessagePart;

    /// <summary>Names with values.</summary>
    public sealed record Facts(ImmutableList<Fact> Items) : MessagePart;

    /// <summary>A bar: how much of a whole, with the same figures in words.</summary>
    public sealed record Progress(decimal Value, decimal Of, string Words) : MessagePart;

    /// <summary>A bar chart of a few values with their labels, and the same figures in words.</summary>
    public sealed record Chart(string Title, ImmutableList<ChartBar> Bars, string Words)
        : MessagePart;

    /// <summary>A field to fill in; its value comes back with the press of any button of the message.</summary>
    public sealed record Input(
        string Id,
        string Label,
        InputKind Kind,
        bool IsRequired = false,
        string? Value = null,
        ImmutableList<InputChoice>? Choices = null
    ) : MessagePart;
}

public sealed record Fact(string Name, string Value);

/// <param name="IsMarked">Stands out: a month that ran dry.</param>
public sealed record ChartBar(string Label, decimal Value, bool IsMarked = false);

public enum InputKind
{
    Text,
    LongText,
    Number,
    Date,
    Choice,
}

public sealed record InputChoice(string Value, string Title);

/// <summary>A button.</summary>
/// <param name="Inputs">Fields that the press asks for first (a reason to decline): shown when the button is chosen.</param>
public sealed record Choice(
    string Title,
    CardAction Action,
    ChoiceStyle Style = ChoiceStyle.Plain,
    ImmutableList<MessagePart.Input>? Inputs = null
);

public enum ChoiceStyle
{
    Plain,
    Primary,
    Destructive,
}

/// <summary>What a press means: a verb and the ids it needs, nothing that would have to be trusted.</summary>
public sealed record CardAction(string Verb, ImmutableDictionary<string, string> Data)
{
    public static CardAction Of(string verb, params ReadOnlySpan<(string Name, string Value)> data)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, value) in data)
        {
            builder.Add(name, value);
        }

        return new CardAction(verb, builder.ToImmutable());
    }
}
