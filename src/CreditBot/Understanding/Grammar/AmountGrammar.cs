using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>The amount slots of a message.</summary>
/// <param name="Low">The amount asked for, or the lower end of a range.</param>
/// <param name="High">The upper end, or that of "up to".</param>
/// <param name="MonthlyTotal">Said as a new monthly total.</param>
/// <param name="Contrast">A new value was set against an old one: "15 not 50".</param>
/// <param name="Standing">A number of credits already left or had, which is no amount.</param>
internal readonly record struct AmountSaid(
    decimal? Low,
    decimal? High,
    bool MonthlyTotal,
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
internal static class AmountGrammar
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
        bool Total
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
            return new AmountSaid(null, null, false, contrast, standing);
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
                contrast,
                standing
            )
            : new AmountSaid(
                chosen.Number.Value,
                chosen.High?.Value ?? (most > chosen.Number.Value ? most : null),
                chosen.Total,
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
        const Marks Taken = Marks.Date | Marks.Request | Marks.Client | Marks.Work | Marks.Package;
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

    private static Candidate Judge(Message message, Number number, Number? high, int next)
    {
        // "1-2k" and "two or three hundred" name the unit once.
        if (high is { } end && number.Value < 10 && end.Value >= 100 && number.Value >= 1)
        {
            var unit = end.Value >= 1_000 ? 1_000 : 100;
            number = end.Value / unit < 100 ? number with { Value = number.Value * unit } : number;
        }

        var start = number.Span.Start;
        var before = Back(message, start - 1);
        var unitAt = Skip(message, next);
        var credits = message.Is(unitAt, Words.Credits) && !message.Breaks(unitAt);
        var more =
            number.Plus
            || message.Is(before, Words.Additive)
            || message.Is(start, "another")
            || (!message.Breaks(next) && message.Is(next, Words.Additive));
        var (monthly, total) = Monthly(message, before, start, next, more);
        var strength =
            credits ? 3
            : more || monthly ? 2
            : 1;
        var role = Role.Wanted;

        if (
            (number.Vague || number.Pronoun)
            && !credits
            && !(number.Pronoun && more && high is null && message.Is(next, "more"))
        )
        {
            role = Role.Other;
        }
        else if (!credits && CountsAnother(message, next))
        {
            role = Role.Other;
        }
        else if (
            (message.Is(before, Labels) && !message.Breaks(start)) || Conditional(message, before)
        )
        {
            role = Role.Other;
        }
        else if (Limit(message, start, next) is { } limit)
        {
            role = limit;
        }
        else if (IsOld(message, before, start))
        {
            role = Role.Old;
        }
        else if (IsStanding(message, before, next, credits, monthly))
        {
            role = Role.Standing;
        }

        return new Candidate(number, high, role, strength, total);
    }

    private static int Back(Message message, int index)
    {
        while (message.Is(index, Words.About) && !message.EndsSentence(index + 1))
        {
            index--;
        }

        return index;
    }

    private static int Skip(Message message, int next)
    {
        while (!message.Breaks(next) && message.Is(next, BetweenNumberAndCredits))
        {
            next++;
        }

        return next;
    }

    // A noun behind the number says what it counts.
    private static bool CountsAnother(Message message, int next)
    {
        if (message.Breaks(next) || message.Token(next).Before is '/')
        {
            return !message.Breaks(next) && message.IsKind(next, TokenKind.Number);
        }

        while (!message.Breaks(next) && message.Is(next, Words.Additive))
        {
            next++;
        }

        if (message.Breaks(next) || message.Marked(next, Marks.Date | Marks.Request))
        {
            return false;
        }

        return message.Token(next).Kind switch
        {
            TokenKind.Word => !message.Is(next, Words.Function)
                && !message.Is(next, FollowsAmount)
                && !message.Is(next, Words.Credits)
                || (message.Reads(next, "of") && !message.Is(next + 1, "credits")),
            _ => false,
        };
    }

    private static (bool Monthly, bool Total) Monthly(
        Message message,
        int before,
        int start,
        int next,
        bool more
    )
    {
        var at = next;
        while (
            !message.Breaks(at)
            && (message.Is(at, Words.Credits) || message.Is(at, BetweenCreditsAndMonth))
        )
        {
            more |= message.Is(at, Words.Additive);
            at++;
        }

        var monthly =
            !message.EndsSentence(at)
            && (
                message.Is(at, "monthly")
                || (message.Is(at, PerWords) && message.Is(at + 1, MonthWords))
                || (
                    at < message.Count
                    && message.Token(at).Before == '/'
                    && message.Is(at, MonthWords)
                )
            );
        var by = message.Is(before, "by") || message.Is(before, "plus");
        var add =
            message.Is(before, "add")
            || (message.Is(before, AddObjects) && message.Is(before - 1, "add"));
        var toTotal = message.Is(before, "to") && SpeaksOfMonths(message, start);
        return (monthly, (monthly || toTotal) && !more && !by && !add);
    }

    private static bool SpeaksOfMonths(Message message, int at)
    {
        for (var i = message.SentenceStart(at); i < message.SentenceEnd(at); i++)
        {
            if (
                message.Is(i, "monthly")
                || message.Is(i, "allowance")
                || message.Is(i, "allocation")
                || message.Is(i, "limit")
                || message.Is(i, "quota")
                || (message.Is(i, PerWords) && message.Is(i + 1, MonthWords))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static Role? Limit(Message message, int start, int next)
    {
        var before = start - 1;
        while (message.Is(before, Words.About) && !message.Is(before, "just"))
        {
            before--;
        }

        if (
            (message.Is(before, "to") && message.Is(before - 1, "up"))
            || message.Is(before, "max")
            || message.Is(before, "maximum")
            || message.Is(before, "under")
            || message.Is(before, "below")
            || (message.Is(before, "of") && message.Is(before - 1, LimitNouns))
            || (message.Is(before, "at") && message.Is(before - 1, "capped"))
            || (
                message.Is(before, "than")
                && message.Is(before - 1, "more")
                && message.Is(before - 2, Words.Negators)
            )
            || (
                message.Is(before, "than")
                && message.Is(before - 1, "less")
                && !message.Is(before - 2, Words.Negators)
            )
            || (message.Is(before, "most") && message.Is(before - 1, "at"))
            || (
                (
                    message.Is(before, "over")
                    || message.Is(before, "above")
                    || message.Is(before, "exceed")
                ) && message.Is(before - 1, NotGo)
            )
        )
        {
            return Role.Most;
        }

        if (
            (message.Is(before, "least") && message.Is(before - 1, "at"))
            || message.Is(before, "minimum")
            || message.Is(before, "min")
            || (
                message.Is(before, "than")
                && message.Word(before - 1) is "less" or "fewer"
                && message.Is(before - 2, Words.Negators)
            )
            || (message.Is(before, "of") && message.Is(before - 1, "minimum"))
        )
        {
            return Role.Least;
        }

        var at = !message.Breaks(next) && message.Is(next, Words.Credits) ? next + 1 : next;
        return message.EndsSentence(at) ? null
            : message.Is(at, "max")
            || message.Is(at, "maximum")
            || message.Is(at, "tops")
            || message.Reads(at, "at", "most")
            || message.Reads(at, "or", "less")
                ? Role.Most
            : message.Is(at, "min")
            || message.Is(at, "minimum")
            || message.Reads(at, "at", "least")
            || message.Reads(at, "or", "more")
                ? Role.Least
            : null;
    }

    private static bool IsOld(Message message, int before, int start)
    {
        var at =
            message.Is(before, Words.Articles) || message.Is(before, "those") ? before - 1 : before;
        if (message.EndsSentence(at + 1))
        {
            return false;
        }

        if (
            message.Is(at, "not")
            || (message.Is(at, "no") && !message.Breaks(at + 1))
            || message.Is(at, "of") && message.Is(at - 1, "instead")
            || message.Is(at, "than") && message.Is(at - 1, "rather")
        )
        {
            return true;
        }

        // "from 100 to 150" and "up from 50".
        return message.Is(at, "from") && !message.Is(at - 1, Spanning) && start > 0;
    }

    private static bool IsStanding(
        Message message,
        int before,
        int next,
        bool credits,
        bool monthly
    )
    {
        var at = credits ? Skip(message, next) + 1 : next;
        if (
            !message.Breaks(at)
            && (
                message.Is(at, LeftWords)
                || (
                    message.Word(at) is "are" or "is" or "were" or "was" or "went"
                    && message.Is(at + 1, LeftWords)
                )
            )
        )
        {
            return true;
        }

        // "12 of our 100", "out of 100", "96 / 100".
        if (
            !message.Breaks(at)
            && (
                message.Is(at, "of")
                && (
                    message.Is(at + 1, Words.Possessives)
                    || message.IsKind(at + 1, TokenKind.Number)
                )
            )
        )
        {
            return true;
        }

        if (message.EndsSentence(before + 1))
        {
            return false;
        }

        var ofAt = message.Is(before, "the") ? before - 1 : before;
        if (
            message.Is(before, StandingBefore)
            || (message.Is(ofAt, "of") && message.Is(ofAt - 1, Shares))
            || (message.Is(before, "to") && message.Is(before - 1, "down"))
            || (message.Is(before, "with") && message.Is(before - 1, "left"))
        )
        {
            return true;
        }

        if (message.Is(before, "on") || message.Is(before, "at"))
        {
            return message.Word(before - 1)
                is "are"
                    or "am"
                    or "is"
                    or "currently"
                    or "now"
                    or "still"
                    or "already"
                    or "sitting"
                    or "were"
                    or "credits"
                    or "stay";
        }

        if (!message.Is(before, HaveVerbs))
        {
            return false;
        }

        // "we have 12" stands; "can we have 50" and "I need to get 50" ask. "we get 50 a month" stands too.
        var subject = before - 1;
        while (
            message.Is(subject, Words.About)
            || message.Is(subject, "still")
            || message.Is(subject, "already")
            || message.Is(subject, "currently")
            || message.Is(subject, "have")
        )
        {
            subject--;
        }

        return message.Is(subject, Words.Subjects)
            && (subject == 0 || !message.Is(subject - 1, Words.Modals))
            && (message.Word(before) is not ("get" or "got") || monthly || credits);
    }

    private static bool Conditional(Message message, int before)
    {
        var at = before;
        if (
            message.Word(at)
            is "under"
                or "below"
                or "than"
                or "over"
                or "above"
                or "at"
                or "to"
                or "is"
                or "are"
                or "have"
        )
        {
            for (var i = at; i >= Math.Max(0, at - 5) && !message.EndsSentence(i + 1); i--)
            {
                if (message.Is(i, "if") || message.Is(i, "once") || message.Is(i, "when"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static readonly FrozenSet<string> CorrectionWords = Words.Of(
        "no wait sorry actually mean meant rather instead make but need oops scratch correction"
    );

    private static readonly FrozenSet<string> SaidVerbs = Words.Of(
        "said asked wrote typed put entered requested told wanted ordered had"
    );
    private static readonly FrozenSet<string> Spanning = Words.Of(
        "anywhere somewhere ranging anything"
    );

    private static readonly FrozenSet<string> BetweenNumberAndCredits = Words.Of(
        "more extra additional further new bonus ai edit editing one time off single monthly recurring ongoing total odd ish or so free ad hoc permanent temporary"
    );

    private static readonly FrozenSet<string> BetweenCreditsAndMonth = Words.Of(
        "more extra additional total in all altogether new ai each"
    );

    private static readonly FrozenSet<string> PerWords = Words.Of("a per each every");
    private static readonly FrozenSet<string> MonthWords = Words.Of("month months mth single");
    private static readonly FrozenSet<string> AddObjects = Words.Of("us me them");
    private static readonly FrozenSet<string> LimitNouns = Words.Of(
        "max maximum cap ceiling limit most"
    );
    private static readonly FrozenSet<string> NotGo = Words.Of("not go never going without to");

    private static readonly FrozenSet<string> Labels = Words.Of(
        "option choice number nr no page section phase version level step line item chapter room suite store location q top covid windows"
    );

    private static readonly FrozenSet<string> FollowsAmount = Words.Of(
        """
        monthly permanently upfront tops ish alone recurring ongoing going temporarily immediately urgently hopefully ideally perhaps maybe sounds seems
        works fine good enough suffices correct goodwill instead tbh lol thx btw via once temporary credits i'd only until left remaining unused used went
        vs versus being minus plus mate mo extra odd even change about around up down off one upgrade already whatever
        """
    );

    private static readonly FrozenSet<string> LeftWords = Words.Of(
        "left remaining unused already available spent gone used still over"
    );

    private static readonly FrozenSet<string> StandingBefore = Words.Of(
        "our my their his her your those these its current existing original last previous first used spent burned burnt consumed wasted used bought lost only"
    );

    private static readonly FrozenSet<string> Shares = Words.Of("out half most all rest some any");

    private static readonly FrozenSet<string> HaveVerbs = Words.Of(
        "have has had got get use using with"
    );
}
