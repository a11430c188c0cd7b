namespace CreditBot.Advice;

/// <summary>What fewer credits once are enough for.</summary>
public enum BridgeFor
{
    /// <summary>The reset comes before the date needed, and brings the rest.</summary>
    RestFromReset,

    /// <summary>What is left at today's pace runs out before the monthly options start.</summary>
    UntilStart,

    /// <summary>The monthly need ends on a date: its months bought at once end by themselves.</summary>
    WholeTime,
}

/// <summary>An extra way beside the three kinds, offered when it applies: credits once that bridge a time (design.md §4).</summary>
/// <param name="Offer">Priced like any other; a press on it is a request with these terms.</param>
/// <param name="Months">For <see cref="BridgeFor.WholeTime"/>: how many months it stands for; 0 otherwise.</param>
public sealed record Bridge(BridgeFor For, Offer Offer, int Months = 0);
