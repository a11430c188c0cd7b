using System.Collections.Immutable;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Draws the choices of a message as buttons.</summary>
internal sealed class ButtonWriter(Message message, ButtonForm form, Room room)
{
    // Hosts draw five in a row, Teams six; what is beyond, they leave out.
    private const int MostInRow = 5;
    private const int Most = 20;
    private const int DrawnTitle = 30;
    private const int LongestTitle = 100;

    private readonly bool _hasFields = message.Parts.Any(part => part is MessagePart.Input);

    // With one button that is meant for the fields, only that one asks for them; without, every button takes them along.
    private readonly bool _hasPrimary = message.Choices.Any(choice =>
        choice.Style == ChoiceStyle.Primary
    );

    /// <summary>Whether a required field may block a click: not where a button that doesn't need it would be blocked too.</summary>
    public bool RequiresFields => _hasPrimary || message.Choices.Count <= 1;

    /// <summary>The buttons in rows that every host draws whole.</summary>
    public IReadOnlyList<CardButton[]> Rows() =>
        [.. message.Choices.Take(Math.Min(Most, room.MostLines)).Select(Button).Chunk(MostInRow)];

    private CardButton Button(Choice choice) =>
        choice.Inputs is { Count: > 0 } inputs
            ? Opening(choice, inputs)
            : Pressing(choice, takesFields: TakesFields(choice));

    private bool TakesFields(Choice choice) =>
        _hasFields && (!_hasPrimary || choice.Style == ChoiceStyle.Primary);

    private ShowCardButton Opening(Choice choice, ImmutableList<MessagePart.Input> inputs) =>
        new()
        {
            Title = Title(choice),
            Tooltip = Tooltip(choice),
            Style = Style(choice),
            Card = new AdaptiveCard
            {
                Body =
                [
                    .. inputs
                        .Take(room.MostLines)
                        .Select(input => InputWriter.Field(input, room, requires: true)),
                ],
                Actions = [Pressing(choice, takesFields: true)],
            },
        };

    private CardButton Pressing(Choice choice, bool takesFields)
    {
        var submit = new SubmitButton
        {
            Title = Title(choice),
            Tooltip = Tooltip(choice),
            Style = Style(choice),
            // Ids stay whole; a reason is cut with the other texts where the card has too little room.
            Data = PressData.Of(choice.Action, Math.Max(room.LongestText, LongestTitle)),
            AssociatedInputs = takesFields ? null : AssociatedInputs.None,
        };
        return form == ButtonForm.Submit
            ? submit
            : new ExecuteButton
            {
                Title = submit.Title,
                Tooltip = submit.Tooltip,
                Style = submit.Style,
                Verb = choice.Action.Verb,
                Data = submit.Data,
                AssociatedInputs = submit.AssociatedInputs,
                Fallback = submit,
            };
    }

    private string Title(Choice choice) =>
        SafeText.Of(choice.Title, Math.Min(LongestTitle, room.LongestText));

    private string? Tooltip(Choice choice) =>
        choice.Title.Length > DrawnTitle ? Title(choice) : null;

    private static ButtonStyle? Style(Choice choice) =>
        choice.Style switch
        {
            ChoiceStyle.Primary => ButtonStyle.Positive,
            ChoiceStyle.Destructive => ButtonStyle.Destructive,
            _ => null,
        };
}
