using NodaTime;

namespace CreditBot.Advice;

/// <summary>When a client's credits will run out, and what that stands on (design.md §4).</summary>
/// <param name="Today">On the client's calendar.</param>
/// <param name="DaysObserved">Days with credits in the last six weeks.</param>
public sealed record ForecastCheck(LocalDate Today, int DaysObserved, Forecast Forecast);
