using CreditBot.Amounts;

namespace CreditBot.Requests;

/// <summary>What a manager says to a request.</summary>
public abstract record DecideRequest(RequestId Id)
{
    /// <summary>The facts on the card that was pressed; null for what is decided without one.</summary>
    public FactsSeen? Seen { get; init; }

    /// <summary>Approve as asked, or as somebody has approved before when policy wants two.</summary>
    /// <param name="Seconds">The first approval that is seconded, by its entry; needed only when that one changed what was asked.</param>
    public sealed record Approve(RequestId Id, long? Seconds = null) : DecideRequest(Id);

    /// <summary>Approve something else; what is null stays as asked, and a price that isn't given is rescaled with the credits.</summary>
    /// <param name="Price">The total, or a month's when recurring.</param>
    public sealed record ApproveWithChange(
        RequestId Id,
        Credits? Credits = null,
        RequestKind? Kind = null,
        string? Package = null,
        Money? Price = null,
        Effective? Effective = null,
        string? Reason = null
    ) : DecideRequest(Id);

    /// <summary>Decline; the reason is told to the client.</summary>
    public sealed record Decline(RequestId Id, string? Reason) : DecideRequest(Id);

    /// <summary>Ask the client something first.</summary>
    public sealed record Ask(RequestId Id, string? Question) : DecideRequest(Id);

    /// <summary>Take an approval back, or one's own first approval while the second is missing.</summary>
    public sealed record Undo(RequestId Id) : DecideRequest(Id);
}
