using CreditBot.Amounts;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Policy;

/// <summary>What another policy would have made of a request.</summary>
public enum ReplayOutcome
{
    /// <summary>What was done then.</summary>
    Same,

    /// <summary>Approved at once as asked, without a manager.</summary>
    ByPolicy,

    /// <summary>A manager would have been asked; policy approved it then.</summary>
    ByManager,

    /// <summary>Who approved it could not have; somebody else has to.</summary>
    ByAnother,

    /// <summary>One manager more would have been needed.</summary>
    BySecond,

    /// <summary>One of the two managers would have been enough.</summary>
    ByOne,

    /// <summary>Refused: cheaper than the floor.</summary>
    BelowFloor,
}

/// <summary>A past request under another policy (<see cref="PolicyReplay"/>).</summary>
/// <param name="Request">As it stands today.</param>
/// <param name="Others">Who could have approved it instead, or as the second; ids.</param>
/// <param name="Least">What the floor would have asked for.</param>
/// <param name="MarginEffect">What the agency would have earned more, or less: certain, since no manager would have had to decide.</param>
/// <param name="MarginWaiting">What it earned by an approval that would have waited for somebody else.</param>
public sealed record ReplayLine(
    ClientId Client,
    string ClientName,
    CreditRequest Request,
    ReplayOutcome Outcome,
    IReadOnlyList<PersonId> Others,
    Money? Least,
    Money MarginEffect,
    Money MarginWaiting
)
{
    /// <summary>When it was asked.</summary>
    public Instant At => Request.CreatedAt;
}
