using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>What somebody did with a request.</summary>
public enum RequestMoveKind
{
    Requested,

    /// <summary>Its card was shown to somebody who decides.</summary>
    Shown,

    /// <summary>Policy lent a few credits at once.</summary>
    Bridged,

    /// <summary>A manager asked the client something.</summary>
    Asked,
    Answered,

    /// <summary>A manager offered something else.</summary>
    Offered,
    OfferDeclined,
    OfferAccepted,
    FirstApproved,
    FirstApprovalWithdrawn,
    Approved,
    ApprovedWithChange,
    Declined,

    /// <summary>An approval was taken back.</summary>
    Undone,
    Withdrawn,
    Lapsed,
}

/// <summary>Who did what with a request, when and from where (design.md §5): its audit.</summary>
/// <param name="Channel">Null where it was not kept.</param>
/// <param name="Terms">What was asked, offered or approved.</param>
public sealed record RequestMove(
    RequestMoveKind What,
    PersonId By,
    Instant At,
    string? Channel,
    RequestTerms? Terms = null
)
{
    /// <summary>What an entry tells; nothing when it is not about a request itself.</summary>
    public static IEnumerable<RequestMove> Of(ClientEntry entry) =>
        entry switch
        {
            ClientEntry.Requested made =>
            [
                Move(entry, RequestMoveKind.Requested, made.Channel, made.Terms),
            ],
            ClientEntry.Asked asked => [Move(entry, RequestMoveKind.Asked, asked.Channel)],
            ClientEntry.Answered answered =>
            [
                Move(entry, RequestMoveKind.Answered, answered.Channel),
            ],
            ClientEntry.Countered offered =>
            [
                Move(entry, RequestMoveKind.Offered, offered.Channel, offered.Offer),
            ],
            ClientEntry.CounterDeclined no =>
            [
                Move(entry, RequestMoveKind.OfferDeclined, no.Channel),
            ],
            ClientEntry.FirstApproved first =>
            [
                Move(entry, RequestMoveKind.FirstApproved, first.Channel, first.Terms),
            ],
            ClientEntry.FirstApprovalWithdrawn back =>
            [
                Move(entry, RequestMoveKind.FirstApprovalWithdrawn, back.Channel),
            ],
            // The manager's part was the offer.
            ClientEntry.Decided { AcceptedBy: { } client } accepted =>
            [
                Move(entry, RequestMoveKind.OfferAccepted, accepted.Channel, accepted.Terms) with
                {
                    By = client,
                },
            ],
            ClientEntry.Decided decided =>
            [
                Move(
                    entry,
                    decided.Outcome switch
                    {
                        RequestState.Approved => RequestMoveKind.Approved,
                        RequestState.ApprovedWithChange => RequestMoveKind.ApprovedWithChange,
                        _ => RequestMoveKind.Declined,
                    },
                    decided.Channel,
                    decided.Terms
                ),
            ],
            ClientEntry.Undone undone => [Move(entry, RequestMoveKind.Undone, undone.Channel)],
            ClientEntry.Withdrawn withdrawn =>
            [
                Move(entry, RequestMoveKind.Withdrawn, withdrawn.Channel),
            ],
            ClientEntry.Lapsed => [Move(entry, RequestMoveKind.Lapsed, null)],
            _ => [],
        };

    private static RequestMove Move(
        ClientEntry entry,
        RequestMoveKind what,
        string? channel,
        RequestTerms? terms = null
    ) => new(what, entry.By, entry.At, channel, terms);
}
