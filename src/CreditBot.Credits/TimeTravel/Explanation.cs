using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.TimeTravel;

/// <summary>The entries and rules that made a client's balance at an instant.</summary>
/// <param name="State">What was true then.</param>
/// <param name="Lots">Those open then, in burn order; what they hold is the balance.</param>
/// <param name="Overage">Usage of the running period that no lot covered.</param>
/// <param name="Owed">The debt, by what made it.</param>
public sealed record Explanation(
    ClientState State,
    Instant At,
    Knowledge Known,
    ImmutableList<ExplainedLot> Lots,
    ImmutableList<Move> Overage,
    ImmutableList<Debt> Owed
);

/// <summary>A lot with everything that made it what it is; the moves sum to what remains.</summary>
public sealed record ExplainedLot(Lot Lot, ImmutableList<Move> Moves);

/// <summary>What one entry did, and by which rule.</summary>
/// <param name="Entry">As it counts at the instant.</param>
/// <param name="Effect">In signed thousandths of a credit.</param>
public sealed record Move(ClientEntry Entry, long Effect, Rule Rule);
