using CreditBot.Amounts;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>A no with a sentence that a person can act on; never thrown (design.md §7).</summary>
public abstract record Refusal(string Sentence)
{
    /// <summary>A value that the person has to correct, by the field's wire name.</summary>
    public sealed record Invalid(string Field, string Sentence) : Refusal(Sentence);

    /// <summary>No such client, request or entry, as far as the asker may know.</summary>
    public sealed record NotFound(string Sentence) : Refusal(Sentence);

    public sealed record Exists(string Sentence) : Refusal(Sentence);

    /// <summary>A request of that kind is open already (design.md §5).</summary>
    public sealed record OpenRequest(CreditRequest Request)
        : Refusal(
            $"{Request.Id} of the same kind is still open. Change or withdraw it, or wait for the answer."
        );

    /// <summary>Somebody decided before; the decision is shown.</summary>
    public sealed record AlreadyDecided(CreditRequest Request)
        : Refusal($"{Request.Id} has already been decided.");

    public sealed record Lapsed(RequestId Id)
        : Refusal($"{Id} has lapsed: nobody answered in time. The client can ask again.");

    /// <summary>Nobody linked to a client decides its requests (design.md §5).</summary>
    public sealed record OwnRequest(RequestId Id)
        : Refusal(
            $"{Id} is from a client that you, or somebody you stand in for, are linked to, so another manager has to decide it."
        );

    public sealed record NotAllowed(string Sentence) : Refusal(Sentence);

    /// <summary>More than the manager may approve (design.md §5, Policy).</summary>
    /// <param name="Bounds">How far their approvals go; one of them is enough.</param>
    /// <param name="Others">Names of managers who may approve it.</param>
    public sealed record AboveLimit(
        RequestId Id,
        Policy.RequestSize Size,
        IReadOnlyList<Policy.PolicyBound> Bounds,
        IReadOnlyList<string> Others
    )
        : Refusal(
            $"{Id} is above your limit of {string.Join(" or ", Bounds.Select(Words))}. {(Others.Count == 0 ? "Nobody else may approve it either; the policy has to be changed first." : $"{string.Join(" or ", Others)} can approve it.")}"
        )
    {
        private static string Words(Policy.PolicyBound bound) =>
            string.Join(
                " and ",
                new[]
                {
                    bound.Credits is { } credits ? $"{credits} credits" : null,
                    bound.Price?.ToString(),
                }.OfType<string>()
            );
    }

    /// <summary>Cheaper than policy sells (design.md §5).</summary>
    /// <param name="Sold">Credits once or a month's.</param>
    /// <param name="Least">What they cost at least.</param>
    public sealed record BelowFloor(
        RequestId Id,
        Money PerCredit,
        Credits Sold,
        Money Price,
        Money Least
    )
        : Refusal(
            $"{Price} for {Sold} credits is below the price floor of {PerCredit} a credit: they cost at least {Least}."
        );

    public sealed record NotUndoable(string Sentence) : Refusal(Sentence);

    /// <summary>The facts that the decision rested on have changed since they were shown (design.md §5).</summary>
    public sealed record FactsMoved(string Sentence) : Refusal(Sentence);

    /// <summary>The client is over: nothing is granted, planned, asked or decided any more, and usage since then is not counted (design.md §3.12).</summary>
    public sealed record Ended(ClientState State)
        : Refusal(
            $"{State.Name} has ended on {State.StandingFrom!.Value.ToString("d MMM uuuu", System.Globalization.CultureInfo.InvariantCulture)}, and an end is final."
        );

    /// <summary>Usage dated before the client's first period.</summary>
    public sealed record BeforeStart(string Sentence) : Refusal(Sentence);

    /// <summary>Usage dated too far ahead of the clock.</summary>
    public sealed record InFuture(string Sentence) : Refusal(Sentence);

    /// <summary>The hold is denied whole; nothing is written (design.md §3.11).</summary>
    /// <param name="Available">What a hold could be on.</param>
    public sealed record HoldDenied(HoldCode Code, Credits Available)
        : Refusal($"{Available} credits are available for a hold.");

    /// <summary>More open holds than an editor that settles them ever has.</summary>
    /// <param name="NextLapse">Until the first of them lapses.</param>
    public sealed record TooManyHolds(Duration NextLapse)
        : Refusal(
            $"{Holding.MostOpen} holds are open. Settle them with usage, release them, or wait until they lapse."
        );

    /// <summary>It would change what a closed month says (design.md §3.8).</summary>
    public sealed record BookClosed(string Sentence) : Refusal(Sentence);
}
