using CreditBot.Channels;

namespace CreditBot.Pages.Chat;

/// <summary>A button of a card that was pressed, with what was filled in on the card.</summary>
public sealed record Pressed(long Line, Choice Choice, IReadOnlyDictionary<string, string> Inputs);
