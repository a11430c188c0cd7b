using System.Collections.Immutable;
using CreditBot.Channels;

namespace CreditBot.Dialog;

/// <summary>Parts and buttons on their way to one message, with the prices that they show.</summary>
internal sealed record Card
{
    public static readonly Card Empty = new();

    public ImmutableList<MessagePart> Parts { get; init; } = [];

    public ImmutableList<Choice> Choices { get; init; } = [];

    public ImmutableList<ShownOffer> Shows { get; init; } = [];

    public Card Text(string? words, bool isSubtle = false) =>
        words is null ? this : With(new MessagePart.Paragraph(words, isSubtle));

    public Card With(params ReadOnlySpan<MessagePart> parts) =>
        this with
        {
            Parts = [.. Parts, .. parts],
        };

    public Card Button(
        string title,
        CardAction action,
        ChoiceStyle style = ChoiceStyle.Plain,
        params ReadOnlySpan<MessagePart.Input> inputs
    ) =>
        this with
        {
            Choices = Choices.Add(
                new Choice(title, action, style, inputs.IsEmpty ? null : [.. inputs])
            ),
        };

    public Card Then(Card next) =>
        new()
        {
            Parts = Parts.AddRange(next.Parts),
            Choices = Choices.AddRange(next.Choices),
            Shows = Shows.AddRange(next.Shows),
        };

    public Message ToMessage(string? key = null, string? summary = null) =>
        new()
        {
            Parts = Parts,
            Choices = Choices,
            CardKey = key,
            Summary = summary,
        };
}
