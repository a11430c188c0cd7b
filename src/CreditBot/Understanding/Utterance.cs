using NodaTime;

namespace CreditBot.Understanding;

/// <summary>A message with everything that its meaning depends on.</summary>
/// <param name="Text">What the person wrote.</param>
/// <param name="ByManager">Written in the role of a manager; otherwise of a client.</param>
/// <param name="Pending">What the bot asked last in this conversation.</param>
/// <param name="Today">The date in the writer's zone.</param>
/// <param name="ClientNames">The client names that may be spoken of, in full. The same list for each message is looked through once.</param>
/// <param name="OwnName">The one of them that the writer belongs to, which says nothing new.</param>
public sealed record Utterance(
    string Text,
    bool ByManager,
    Pending Pending,
    LocalDate Today,
    IReadOnlyList<string> ClientNames,
    string? OwnName = null
);
