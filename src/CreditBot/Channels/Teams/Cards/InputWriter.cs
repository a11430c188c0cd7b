using System.Diagnostics;
using System.Globalization;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Draws the fields of a message.</summary>
internal static class InputWriter
{
    // contract.md, Common: names 200, reasons 1,000 characters, 1,000,000 credits in one command.
    private const int LongestName = 200;
    private const int LongestReason = 1_000;
    private const decimal MostCredits = 1_000_000;

    /// <param name="requires">Whether the host may block a click on an empty required field.</param>
    public static CardInput Field(MessagePart.Input input, Room room, bool requires)
    {
        var id = PressData.FieldId(input.Id);
        var label = room.Plain(input.Label);
        bool? isRequired = input.IsRequired && requires ? true : null;
        var error = isRequired is true ? $"Please fill in: {label}" : null;
        return input.Kind switch
        {
            InputKind.Text or InputKind.LongText => new TextInput
            {
                Id = id,
                Label = label,
                IsRequired = isRequired,
                ErrorMessage = error,
                IsMultiline = input.Kind == InputKind.LongText ? true : null,
                MaxLength = input.Kind == InputKind.LongText ? LongestReason : LongestName,
                Value = input.Value is { } text ? room.Plain(text) : null,
            },
            InputKind.Number => new NumberInput
            {
                Id = id,
                Label = label,
                IsRequired = isRequired,
                ErrorMessage = error,
                Min = 0,
                Max = MostCredits,
                Value = Number(input.Value),
            },
            InputKind.Date => new DateInput
            {
                Id = id,
                Label = label,
                IsRequired = isRequired,
                ErrorMessage = error,
                Value = input.Value,
            },
            InputKind.Choice => new ChoiceInput
            {
                Id = id,
                Label = label,
                IsRequired = isRequired,
                ErrorMessage = error,
                Choices =
                [
                    .. (input.Choices ?? [])
                        .Take(room.MostLines)
                        .Select(choice => new CardChoice(room.Plain(choice.Title), choice.Value)),
                ],
                Value = input.Value,
            },
            _ => throw new UnreachableException(),
        };
    }

    private static decimal? Number(string? value) =>
        decimal.TryParse(
            value,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
