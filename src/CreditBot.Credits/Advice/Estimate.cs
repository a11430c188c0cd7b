using CreditBot.Amounts;

namespace CreditBot.Advice;

/// <summary>What planned work will take, as a range, with what it stands on (design.md §4).</summary>
/// <param name="Range">Of all the work together, in whole credits.</param>
/// <param name="Parts">One for each kind of work that could be estimated.</param>
/// <param name="Unknown">Actions nobody has done yet, so that the range leaves them out.</param>
public sealed record Estimate(
    CreditsRange Range,
    IReadOnlyList<EstimatePart> Parts,
    IReadOnlyList<string> Unknown
);

/// <summary>One kind of work in an estimate.</summary>
/// <param name="Action">As in usage: page, section, edit, image, post, product, form, language.</param>
/// <param name="Own">The client's own median per unit; null with too few of them.</param>
/// <param name="Agency">The median over the agency's clients; null with too few.</param>
public sealed record EstimatePart(
    string Action,
    decimal Count,
    WorkMedian? Own,
    WorkMedian? Agency,
    CreditsRange Range
);

/// <summary>The median credits of one unit of one kind of work.</summary>
/// <param name="Samples">How many uses it is the median of.</param>
/// <param name="Lower">A quarter of them took no more than this.</param>
/// <param name="Upper">A quarter of them took no less than this.</param>
public sealed record WorkMedian(Credits Credits, int Samples, Credits Lower, Credits Upper);
