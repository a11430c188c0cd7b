using System.Globalization;
using CreditBot.Channels;
using Microsoft.AspNetCore.Components;
using Microsoft.FluentUI.AspNetCore.Components;

namespace CreditBot.Pages.Chat;

/// <summary>Draws a message and collects what is filled in on it; what a press means is the server's own copy, never the browser's.</summary>
public sealed partial class MessageCard
{
    private const int MostCharacters = 1000;

    /// <summary>Buttons with longer titles stand below each other: they are compared, not just pressed.</summary>
    private const int ShortTitle = 28;

    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, string> _faults = [];
    private Choice? _open;

    [Parameter, EditorRequired]
    public Message Message { get; set; } = null!;

    /// <summary>The talk has gone on since: its buttons still work, but none stands out.</summary>
    [Parameter]
    public bool IsPast { get; set; }

    /// <summary>A press is being answered; another button may be pressed meanwhile, and is answered after it.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>A button was pressed, and all that it needs is filled in.</summary>
    [Parameter]
    public EventCallback<(
        Choice Choice,
        IReadOnlyDictionary<string, string> Inputs
    )> OnChoose { get; set; }

    private bool HasLongTitles =>
        Message.Choices.Exists(choice => choice.Title.Length > ShortTitle);

    private bool IsPlain => Message.Parts.TrueForAll(part => part is MessagePart.Paragraph);

    protected override void OnInitialized()
    {
        foreach (var input in OwnInputs.Concat(Message.Choices.SelectMany(c => c.Inputs ?? [])))
        {
            _values[input.Id] = input.Value ?? "";
        }
    }

    private IEnumerable<MessagePart.Input> OwnInputs => Message.Parts.OfType<MessagePart.Input>();

    private void Set(MessagePart.Input input, string value)
    {
        _values[input.Id] = value.Length > MostCharacters ? value[..MostCharacters] : value;
        if (_faults.ContainsKey(input.Id))
        {
            Check(input);
        }
    }

    private Task ChooseAsync(Choice choice)
    {
        if (choice.Inputs is { IsEmpty: false })
        {
            _open = choice;
            return Task.CompletedTask;
        }

        return ConfirmAsync(choice);
    }

    private Task ConfirmAsync(Choice choice)
    {
        var inputs = OwnInputs.Concat(choice.Inputs ?? []).ToList();
        // All are checked, so that all faults show at once.
        if (inputs.FindAll(input => !Check(input)).Count > 0)
        {
            return Task.CompletedTask;
        }

        var filled = inputs
            .Select(input => (input.Id, Value: _values[input.Id].Trim()))
            .Where(input => input.Value.Length > 0)
            .ToDictionary(input => input.Id, input => input.Value);
        return OnChoose.InvokeAsync((choice, filled));
    }

    private void Close()
    {
        _open = null;
        _faults.Clear();
    }

    private bool Check(MessagePart.Input input)
    {
        var value = _values[input.Id].Trim();
        var fault =
            value.Length == 0 ? (input.IsRequired ? "Please fill this in." : null)
            : input.Kind == InputKind.Number && !IsNumber(value)
                ? "Please write a number, such as 40."
            : null;
        if (fault is null)
        {
            _faults.Remove(input.Id);
            return true;
        }

        _faults[input.Id] = fault;
        return false;
    }

    private static bool IsNumber(string value) =>
        decimal.TryParse(
            value,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture,
            out _
        );

    private ButtonAppearance Look(Choice choice) =>
        choice.Style == ChoiceStyle.Primary && !IsPast
            ? ButtonAppearance.Primary
            : ButtonAppearance.Default;
}
