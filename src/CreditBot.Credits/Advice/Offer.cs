using CreditBot.Amounts;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>What the next reset does to the credits of an offer.</summary>
public enum AtReset
{
    /// <summary>They stay until they are used.</summary>
    Stay,

    /// <summary>What is unused expires, and the full allocation is given anew.</summary>
    Renewed,

    /// <summary>As <see cref="Renewed"/>, but the client's roll-over terms carry some of the rest on.</summary>
    RenewedWithRollover,
}

/// <summary>One priced way to meet a need; a press on it is a request with exactly these terms.</summary>
public sealed record Offer
{
    /// <summary>What a request made of it asks for, price included.</summary>
    public required RequestTerms Terms { get; init; }

    /// <summary>Credits that it adds: once, or to each month.</summary>
    public required Credits Adds { get; init; }

    /// <summary>Credits a month from then on: "110 a month". As today's for one-time credits.</summary>
    public required Credits MonthlyCredits { get; init; }

    /// <summary>Charged when it is approved today; zero when the bill changes only from the reset.</summary>
    public required Money ChargedToday { get; init; }

    /// <summary>The monthly bill from then on.</summary>
    public required Money MonthlyFee { get; init; }

    /// <summary>The change of the monthly bill: "+$118.80/month"; zero for one-time credits, negative when it saves.</summary>
    public required Money MonthlyChange { get; init; }

    /// <summary>When its credits arrive, client's zone: today (once approved), or the date of a reset.</summary>
    public required LocalDate ArrivesOn { get; init; }

    /// <summary>The reset with which a temporary uplift ends; null for all else, and while nobody knows the day.</summary>
    public LocalDate? EndsOn { get; init; }

    /// <summary>They arrive as soon as it is approved.</summary>
    public required bool ArrivesAtOnce { get; init; }

    /// <summary>The client is paused: they arrive with the reset that resumes it, and nobody knows the day.</summary>
    public bool ArrivesOnceResumed { get; init; }

    public required AtReset AtReset { get; init; }

    /// <summary>It covers the whole amount; only the largest package may not.</summary>
    public required bool IsEnough { get; init; }

    /// <summary>What it and the extra credits still needed beside it would have cost more than today's plan, over the months compared; null without history.</summary>
    public Money? CostOverPast { get; init; }

    /// <summary>The monthly offer beside it that gives more for no more: "costs more than Professional for less"; null when there is none.</summary>
    public RequestKind? CostsMoreForLessThan { get; init; }

    public bool IsBestValue { get; init; }
}
