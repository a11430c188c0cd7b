using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>The amount slots of a message.</summary>
/// <param name="Low">The amount asked for, or the lower end of a range.</param>
/// <param name="High">The upper end, or that of "up to".</param>
/// <param name="MonthlyTotal">Said as a new monthly total.</param>
/// <param name="Target">That total was said as where to go: "to 150 a month", "150 in total".</param>
/// <param name="Contrast">A new value was set against an old one: "15 not 50".</param>
/// <param name="Standing">A number of credits already left or had, which is no amount.</param>
internal readonly record struct AmountSaid(
    decimal? Low,
    decimal? High,
    bool MonthlyTotal,
    bool Target,
    bool Contrast,
    bool Standing
)
{
    public bool Any => Low is not null || High is not null;
}

/// <summary>
/// Which of the numbers said is the number of credits wanted. Numbers of other things, of what one has, of what one had asked before
/// and of conditions are set aside; of the rest the one nearest to the word credits wins, in a correction the last.
/// </summary>
internal static partial class AmountGrammar
{
    private enum Role
    {
        Wanted,
        Least,
        Most,
        Old,
        Standing,
        Other,
    }

    private readonly record struct Candidate(
        Number Number,
        Number? High,
        Role Role,
        int Strength,
        bool Total,
        bool Target
    );

    public static AmountSaid Read(Message message)
    {
        var all = Candidates(message);
        var contrast = all.Exists(candidate => candidate.Role == Role.Old);
        var standing = all.Exists(candidate => candidate.Role == Role.Standing);
        foreach (var other in all.Where(candidate => candidate.Role is Role.Old or Role.Standing))
        {
            message.Mark(other.Number.Span, Marks.OtherNumber);
        }

        var wanted = all.FindAll(candidate =>
            candidate.Role is Role.Wanted or Role.Least or Role.Most
        );
        if (wanted.Count == 0)
        {
            return new AmountSaid(null, null, false, false, contrast, standing);
        }

        var best = wanted.Max(candidate => candidate.Strength);
        var equal = wanted.FindAll(candidate => candidate.Strength == best);
        var corrected =
            equal.Count > 1
            && Corrects(message, equal[^2].Number.Span.End, equal[^1].Number.Span.Start);
        var chosen = corrected ? equal[^1] : equal[0];
        foreach (var candidate in wanted)
        {
            message.Mark(candidate.Number.Span, Marks.Number);
            if (candidate.High is { } high)
            {
                message.Mark(high.Span, Marks.Number);
            }
        }

        // "40, maybe 45"
        if (
            equal.Count == 2
            && !corrected
            && chosen is { Role: Role.Wanted, High: null }
            && equal[1] is { Role: Role.Wanted, High: null }
            && equal[1].Number.Value > chosen.Number.Value
            && equal[1].Number.Span.Start == chosen.Number.Span.End + 1
            && message.Word(chosen.Number.Span.End)
                is "maybe"
                    or "perhaps"
                    or "possibly"
                    or "probably"
        )
        {
            return new AmountSaid(
                chosen.Number.Value,
                equal[1].Number.Value,
                chosen.Total,
                chosen.Target,
                contrast,
                standing
            );
        }

        // "at least 60, ideally 90" spans both.
        if (
            chosen is { Role: Role.Wanted, High: null }
            && wanted.Find(candidate => candidate.Role == Role.Least) is { Strength: > 0 } least
            && least.Number.Value < chosen.Number.Value
            && least.Number.Span.End < chosen.Number.Span.Start
        )
        {
            return new AmountSaid(
                least.Number.Value,
                chosen.Number.Value,
                chosen.Total,
                chosen.Target,
                contrast,
                standing
            );
        }

        // "60, 80 at most" is a range told in two steps.
        var most =
            chosen.Role == Role.Most ? null
            : equal.Find(candidate => candidate.Role == Role.Most) is { Strength: > 0 } cap
                ? cap.Number.Value
            : (decimal?)null;
        return chosen.Role == Role.Most
            ? new AmountSaid(
                Lower(wanted, chosen),
                chosen.Number.Value,
                chosen.Total,
                chosen.Target,
                contrast,
                standing
            )
            : new AmountSaid(
                chosen.Number.Value,
                chosen.High?.Value ?? (most > chosen.Number.Value ? most : null),
                chosen.Total,
                chosen.Target,
                contrast || corrected,
                standing
            );
    }

    private static decimal? Lower(List<Candidate> wanted, Candidate most)
    {
        foreach (var candidate in wanted)
        {
            if (
                candidate.Role == Role.Least
                || (
                    candidate.Role == Role.Wanted
                    && candidate.Strength == most.Strength
                    && candidate.Number.Value < most.Number.Value
                )
            )
            {
                return candidate.Number.Value;
            }
        }

        return null;
    }

    private static bool Corrects(Message message, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (message.Is(i, CorrectionWords))
            {
                return true;
            }
        }

        return false;
    }

    private static List<Candidate> Candidates(Message message)
    {
        var found = new List<Candidate>();
        const Marks Taken =
            Marks.Date
            | Marks.Request
            | Marks.Client
            | Marks.Work
            | Marks.Package
            // The "one" of "one-time".
            | Marks.Kind;
        for (var i = 0; i < message.Count; )
        {
            if (message.Marked(i, Taken) || NumberWords.Read(message, i) is not { } number)
            {
                i++;
                continue;
            }

            var next = number.Span.End;
            Number? high = null;
            if (RangeEnd(message, number) is { } end)
            {
                high = end;
                next = end.Span.End;
            }

            found.Add(Judge(message, number, high, next));
            i = next;
        }

        return SettleSaid(message, found);
    }

    // "I said 50 but I need 70": what was said counts only when nothing else is.
    private static List<Candidate> SettleSaid(Message message, List<Candidate> found)
    {
        if (found.Count < 2)
        {
            return found;
        }

        for (var i = 0; i < found.Count; i++)
        {
            var before = Back(message, found[i].Number.Span.Start - 1);
            if (
                found[i].Role == Role.Wanted
                && (
                    message.Is(before, SaidVerbs)
                    || (message.Is(before, "for") && message.Is(before - 1, SaidVerbs))
                )
            )
            {
                found[i] = found[i] with { Role = Role.Old };
            }
        }

        return found.Exists(candidate => candidate.Role is Role.Wanted or Role.Most or Role.Least)
            ? found
            : found.ConvertAll(candidate =>
                candidate.Role == Role.Old ? candidate with { Role = Role.Wanted } : candidate
            );
    }

    private static Number? RangeEnd(Message message, Number low)
    {
        var at = low.Span.End;
        if (at >= message.Count || message.EndsSentence(at))
        {
            return null;
        }

        if (message.Token(at).Before == '-' && NumberWords.Read(message, at) is { } dashed)
        {
            return Ordered(low, dashed);
        }

        if (message.Is(at, "credits") && message.Is(at + 1, "to"))
        {
            at++;
        }

        var between = message.Is(low.Span.Start - 1, "between");
        if (!(message.Is(at, "to") || message.Is(at, "or") || (between && message.Is(at, "and"))))
        {
            return null;
        }

        // "from 100 to 150" changes one value to another; "anywhere from 100 to 150" spans both.
        if (message.Is(low.Span.Start - 1, "from") && !message.Is(low.Span.Start - 2, Spanning))
        {
            return null;
        }

        return
            NumberWords.Read(message, at + 1) is { Pronoun: false, Vague: false } worded
            && !message.Marked(at + 1, Marks.Work | Marks.Date)
            ? Ordered(low, worded)
            : null;
    }

    private static Number? Ordered(Number low, Number high) => high.Value > low.Value ? high : null;
}
