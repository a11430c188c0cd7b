namespace CreditBot.Advice;

/// <summary>What fewer credits once are enough for.</summary>
public enum BridgeFor
{
    /// <summary>The reset comes before the date needed, and brings the rest.</summary>
    RestFromReset,

    /// <summary>What is left at today's pace runs out before the monthly options start.</summary>
    UntilStart,

    /// <summary>The monthly need lasts some months: the plan holds it for as long and goes back by itself.</summary>
    Uplift,
}

/// <summary>An extra way beside the three kinds, offered when it applies: credits once that bridge a time (design.md §4).</summary>
/// <param name="Offer">Priced like any other; a press on it is a request with these terms.</param>
/// <param name="Once">For <see cref="BridgeFor.Uplift"/>: as many credits bought at once, when that may be; they cost the same and are kept until used.</param>
public sealed record Bridge(BridgeFor For, Offer Offer, Offer? Once = null);
