using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>What was decided on a request, by whom, when and from which channel.</summary>
/// <param name="What">The state it led to.</param>
/// <param name="Terms">What was booked, for an approval.</param>
/// <param name="Reason">In the manager's words; null when erased or not given.</param>
public sealed record Decision(
    RequestState What,
    PersonId By,
    Instant At,
    string Channel,
    RequestTerms? Terms,
    string? Reason
);

/// <summary>The first of two approvals (design.md §5).</summary>
/// <param name="Seq">The entry that gave it.</param>
/// <param name="Terms">What was approved: as asked, or changed.</param>
public sealed record FirstApproval(
    long Seq,
    PersonId By,
    Instant At,
    string Channel,
    RequestTerms Terms,
    string? Reason
);
