using System.Collections.Immutable;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>One person of a client talks with a manager through the bot, until somebody closes it or nobody answers for a day.</summary>
/// <remarks>One document a person and client, so that it is the same from whatever conversation they write. Whether it still runs follows from it and the clock: nothing has to be written for it to lapse.</remarks>
internal sealed record HandOver
{
    /// <summary>How long an unanswered message, or silence on both sides, is waited for.</summary>
    public static readonly Duration Patience = Duration.FromDays(1);

    public required string Client { get; init; }

    public required string Person { get; init; }

    public required string PersonName { get; init; }

    /// <summary>The channel that it was asked for in.</summary>
    public required string Channel { get; init; }

    public required Instant OpenedAt { get; init; }

    /// <summary>The client's last words at the start, with what was said before them, oldest first.</summary>
    public ImmutableList<SaidLine> Lines { get; init; } = [];

    /// <summary>What the bot had understood of a wish, in words; null when nothing.</summary>
    public string? Understood { get; init; }

    /// <summary>The bot did not understand, rather than being asked for a person.</summary>
    public bool IsLost { get; init; }

    /// <summary>The managers who were asked, by id.</summary>
    public ImmutableList<string> Asked { get; init; } = [];

    /// <summary>The first of those asked, by name.</summary>
    public required string AskedName { get; init; }

    /// <summary>Who answered last, by id; from then on they alone are told.</summary>
    public string? With { get; init; }

    public string? WithName { get; init; }

    /// <summary>When a manager last wrote.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>The client's first message that no manager has answered yet.</summary>
    public Instant? WaitsSince { get; init; }

    public required Instant LastAt { get; init; }

    public string? EndedByName { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>Messages so far, over all hand-overs of this person: names what is put into the outbox.</summary>
    public required int Count { get; init; }

    public string Key => KeyOf(Client, Person);

    /// <summary>Who talks, or is waited for.</summary>
    public string Manager => WithName ?? AskedName;

    public Instant LapsesAt => (WaitsSince ?? LastAt) + Patience;

    /// <summary>Who is told what the client writes.</summary>
    public IReadOnlyList<string> Listeners => With is { } one ? [one] : Asked;

    public static string KeyOf(string client, string person) => $"{client}/{person}";

    public bool IsOpenAt(Instant now) => EndedAt is null && now < LapsesAt;

    /// <summary>Nobody answered in time, and nobody has ended it.</summary>
    public bool HasLapsedAt(Instant now) => EndedAt is null && now >= LapsesAt;

    public HandOver Wrote(Instant now) =>
        this with
        {
            WaitsSince = WaitsSince ?? now,
            LastAt = now,
            Count = Count + 1,
        };

    /// <summary>A manager wrote; one that had lapsed goes on with it.</summary>
    public HandOver AnsweredBy(string manager, string name, Instant now) =>
        this with
        {
            With = manager,
            WithName = name,
            AnsweredAt = now,
            WaitsSince = null,
            LastAt = now,
            Count = Count + 1,
        };

    public HandOver EndedBy(string name, Instant now) =>
        this with
        {
            EndedByName = name,
            EndedAt = now,
            LastAt = now,
            Count = Count + 1,
        };
}

/// <summary>One line of a conversation, shortened.</summary>
/// <param name="Who">By name; null is the bot.</param>
internal sealed record SaidLine(string? Who, string Words)
{
    /// <summary>Lines that are remembered.</summary>
    public const int Most = 8;

    private const int Longest = 240;

    public static SaidLine Of(string? who, string words)
    {
        var text = string.Join(
            ' ',
            words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return new(
            who,
            text.Length <= Longest
                ? text
                : $"{text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)]}…"
        );
    }
}
