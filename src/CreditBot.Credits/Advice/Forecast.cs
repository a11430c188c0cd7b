using NodaTime;

namespace CreditBot.Advice;

/// <summary>When the credits run out, if they do before the reset (design.md §4).</summary>
public abstract record Forecast
{
    private Forecast() { }

    /// <summary>Fewer than a week of days with credits have been seen, so nothing is said.</summary>
    public sealed record TooLittleHistory : Forecast;

    /// <summary>Probably enough until the reset.</summary>
    /// <param name="PerhapsOutOn">A run-out day before the reset that is possible all the same (1 in 10); null when even that is past the reset.</param>
    public sealed record LastsUntilReset(LocalDate? PerhapsOutOn) : Forecast;

    /// <summary>Probably gone before the reset.</summary>
    /// <param name="LikelyOn">The day by which they are gone with a chance of 50 %.</param>
    /// <param name="EarliestOn">The day by which they are gone with a chance of 10 %: with 90 % they last until it.</param>
    public sealed record RunsOut(LocalDate LikelyOn, LocalDate EarliestOn) : Forecast;

    /// <summary>Nothing is left.</summary>
    /// <param name="Since">The day on which the balance reached zero, client's zone.</param>
    public sealed record AlreadyOut(LocalDate? Since) : Forecast;
}
