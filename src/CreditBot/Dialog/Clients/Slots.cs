using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CreditBot.Amounts;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Puts what was said into a wish; what can't be is answered with a sentence, and the rest is kept.</summary>
internal static partial class Slots
{
    /// <summary>The wish with everything that the frame says, and a sentence for each thing that is impossible.</summary>
    public static (Draft Draft, ImmutableList<string> Problems) Fill(
        Draft draft,
        Frame frame,
        ClientScene scene
    )
    {
        var problems = ImmutableList.CreateBuilder<string>();
        var filled = Amount(Kind(draft, frame, scene, problems), frame, scene, problems);
        // "-5" and "up to 100" may be amounts, but they are no reason.
        if (
            Limits.Words(frame.Reason) is { } reason
            && reason.Any(char.IsLetter)
            && !(IsAmount().IsMatch(reason) && (frame.Amount ?? frame.AmountMax) is not null)
            // "For 3 months only" says how long, not why.
            && !(frame.Months is not null && IsSpan().IsMatch(reason))
        )
        {
            filled = filled with { Reason = reason, NoReason = false };
        }

        if (
            frame.Months is { } months
            && filled.Kind is null or RequestKind.Ongoing
            && months is >= 1 and <= Advice.Bridging.MostMonths
        )
        {
            // "For the next three months" also reads as a date, but nobody needs them by then.
            filled = filled with
            {
                Months = months,
                NoDue = filled.NoDue || filled.Due is null,
            };
            frame = frame with { Due = null };
        }

        if (frame.Due is { } due)
        {
            if (due < scene.Say.Wording.Today)
            {
                problems.Add(scene.Say.DateIsPast(due));
            }
            else
            {
                filled = filled with { Due = due, NoDue = false };
            }
        }

        if (frame.NoDeadline && filled.Due is null)
        {
            filled = filled with { NoDue = true };
        }

        if (frame.Work is { Count: > 0 } work)
        {
            filled = filled with
            {
                Work = filled.Work.SetItems(work.Where(pair => pair.Value > 0)),
            };
        }

        return (filled, problems.ToImmutable());
    }

    private static Draft Kind(
        Draft draft,
        Frame frame,
        ClientScene scene,
        ImmutableList<string>.Builder problems
    )
    {
        if (frame.Package is { } name)
        {
            return Package(draft, name, scene, problems);
        }

        return frame.Kind switch
        {
            RequestKind.Upgrade when scene.Larger.Count == 0 => Unfit(
                draft,
                Phrases.NoBigger(scene.Client.Plan.Package),
                problems
            ),
            RequestKind.Upgrade => draft with { Kind = RequestKind.Upgrade, AnyKind = false },
            { } kind => draft with
            {
                Kind = kind,
                Months = kind == RequestKind.Ongoing ? draft.Months : null,
                AnyKind = false,
                Package = null,
                // "No, just once": what a monthly total would have added is what is wanted once.
                Amount =
                    kind == RequestKind.OneTime
                    && draft is { MonthlyTotal: true, Amount: { } total }
                        ? total.LessAtMost(scene.Check.Allocation)
                        : draft.Amount,
                MonthlyTotal = draft.MonthlyTotal && kind == RequestKind.Ongoing,
            },
            null when frame.MonthlyTotal && draft.Kind is null => draft with
            {
                Kind = RequestKind.Ongoing,
            },
            _ => draft,
        };
    }

    private static Draft Package(
        Draft draft,
        string name,
        ClientScene scene,
        ImmutableList<string>.Builder problems
    )
    {
        var current = scene.Client.Plan.Package;
        return scene.Catalog.Find(name) switch
        {
            null => Unfit(
                draft,
                Phrases.NoSuchPackage(scene.Catalog.Packages.Select(package => package.Name)),
                problems
            ),
            var package when package.Name == current => Unfit(
                draft,
                Phrases.OnIt(package.Name),
                problems
            ),
            var package when scene.Larger.All(larger => larger.Name != package.Name) => Unfit(
                draft,
                Phrases.Smaller(package.Name, scene.Manager),
                problems
            ),
            var package => draft with
            {
                Kind = RequestKind.Upgrade,
                AnyKind = false,
                Package = package.Name,
            },
        };
    }

    private static Draft Amount(
        Draft draft,
        Frame frame,
        ClientScene scene,
        ImmutableList<string>.Builder problems
    )
    {
        var number = frame.Amount ?? Measured(draft, frame, scene);
        if (number is null && frame.AmountMax is null)
        {
            return draft;
        }

        var amount = number is { } said ? Limits.Amount(said) : null;
        var most = frame.AmountMax is { } upper ? Limits.Amount(upper) : null;
        if ((number is not null && amount is null) || (frame.AmountMax is not null && most is null))
        {
            return Unfit(draft, Phrases.BadAmount, problems);
        }

        // "Make it 160" after "to 150 a month" is a total as well.
        var isTotal =
            frame.MonthlyTotal
            || (draft is { MonthlyTotal: true, Kind: RequestKind.Ongoing } && frame.Kind is null);
        // Who has 100 a month and asks for "70 a month" wants them on top; the new total is read back.
        if (
            frame is { MonthlyTotal: true, IsTarget: false }
            && !draft.MonthlyTotal
            && (amount ?? most) <= scene.Check.Allocation
        )
        {
            isTotal = false;
        }

        return isTotal && (amount ?? most) <= scene.Check.Allocation
            ? Unfit(draft, scene.Say.TotalNotMore(scene.Check.Allocation), problems)
            : draft with
            {
                Amount = amount,
                AmountMax = most,
                MonthlyTotal = isTotal,
                AnyAmount = false,
            };
    }

    // "Double it" is of the amount said before; "twice what we have" asks for what is missing to that.
    private static decimal? Measured(Draft draft, Frame frame, ClientScene scene) =>
        frame is not { Measure: { } measure, AmountMax: null } ? null
        : measure.OfAllowance
            ? measure.Times > 1 ? (measure.Times - 1) * scene.Check.Allocation.Value
                : null
        : draft.Amount is { } before ? measure.Times * before.Value
        : null;

    private static Draft Unfit(Draft draft, string problem, ImmutableList<string>.Builder problems)
    {
        problems.Add(problem);
        return draft;
    }

    [GeneratedRegex(
        @"^((the|next|just|only)\s+)*\w+\s+months?(\s+only)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex IsSpan();

    [GeneratedRegex(
        @"^(\d[\d.,]*|up|to|about|around|roughly|maybe|at|most|least|max|between|and|more|credits?|\s|-)+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex IsAmount();
}
