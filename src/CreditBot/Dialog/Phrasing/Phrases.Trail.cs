using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>Who did what with a request, when and from where (design.md §5).</summary>
internal sealed partial class Phrases
{
    /// <summary>"Asked by Bo (web), Sun 12:00; shown to Dana (teams), Sun 12:01; approved by Dana (teams), Sun 12:05." Null when nothing is known.</summary>
    public string? Trail(IReadOnlyList<RequestMove> moves, Func<PersonId?, string?> nameOf) =>
        moves.Count == 0
            ? null
            : Capital(string.Join("; ", moves.Select(move => Move(move, nameOf)))) + ".";

    /// <summary>"approved by Dana (teams), Sun 12:05".</summary>
    public string Move(RequestMove move, Func<PersonId?, string?> nameOf)
    {
        var name = nameOf(move.By) ?? move.By.Value;
        var by = move.What switch
        {
            RequestMoveKind.Lapsed => "",
            RequestMoveKind.Shown => $" to {name}",
            _ => $" by {name}",
        };
        var where = move.Channel is { } channel and not Channels.ChannelNames.System
            ? $" ({channel})"
            : "";
        return $"{Done(move.What)}{by}{where}, {W.Past(move.At)}";
    }

    private static string Done(RequestMoveKind what) =>
        what switch
        {
            RequestMoveKind.Requested => "asked",
            RequestMoveKind.Shown => "shown",
            RequestMoveKind.Bridged => "credits lent",
            RequestMoveKind.Asked => "question",
            RequestMoveKind.Answered => "answered",
            RequestMoveKind.Offered => "other terms offered",
            RequestMoveKind.OfferDeclined => "offer turned down",
            RequestMoveKind.OfferAccepted => "offer accepted",
            RequestMoveKind.FirstApproved => "approved first",
            RequestMoveKind.FirstApprovalWithdrawn => "first approval taken back",
            RequestMoveKind.Approved => "approved",
            RequestMoveKind.ApprovedWithChange => "approved with a change",
            RequestMoveKind.Declined => "declined",
            RequestMoveKind.Undone => "approval taken back",
            RequestMoveKind.Withdrawn => "withdrawn",
            _ => "lapsed",
        };

    private static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
