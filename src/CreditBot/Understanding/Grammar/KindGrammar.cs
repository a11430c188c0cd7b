using System.Collections.Frozen;
using CreditBot.Requests;

namespace CreditBot.Understanding.Grammar;

/// <summary>The kind of request said, without those that are denied.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Contrast">Another kind was denied: "monthly rather than one time".</param>
internal readonly record struct KindSaid(RequestKind? Kind, bool Contrast);

/// <summary>Once, monthly, or an upgrade. A negated kind never counts.</summary>
internal static partial class KindGrammar
{
    public static KindSaid Read(Message message, bool asked)
    {
        RequestKind? first = null;
        RequestKind? last = null;
        var contrast = false;
        for (var i = 0; i < message.Count; )
        {
            if (At(message, i, asked) is not { } found)
            {
                i++;
                continue;
            }

            message.Mark(new Span(i, found.Next), Marks.Kind);
            if (Denied(message, i, found.Next))
            {
                contrast = true;
            }
            else
            {
                first ??= found.Kind;
                last = found.Kind;
                if (first != last && !Corrects(message, i))
                {
                    last = first;
                }
            }

            i = found.Next;
        }

        return new KindSaid(last, contrast);
    }

    private static bool Corrects(Message message, int at)
    {
        for (var i = message.SentenceStart(at); i < at; i++)
        {
            if (
                message.Word(i)
                is "actually"
                    or "wait"
                    or "sorry"
                    or "no"
                    or "rather"
                    or "but"
                    or "instead"
                    or "to"
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool Denied(Message message, int start, int end)
    {
        for (var at = start - 1; at >= Math.Max(0, start - 4); at--)
        {
            // "no, just once": the comma ends what is denied, and so does "just".
            if (
                message.Breaks(at + 1)
                || message.Is(at, Only)
                || message.Word(at) is "but" or "make"
            )
            {
                return false;
            }

            if (message.Is(at, Words.Negators) || message.Is(at, "nothing"))
            {
                return !(message.Is(at, "no") && message.Is(at - 1, "no"))
                    && !message.Is(at + 1, "sure");
            }

            if (
                (message.Is(at, "than") && message.Is(at - 1, "rather"))
                || (message.Is(at, "of") && message.Is(at - 1, "instead"))
            )
            {
                return true;
            }

            // "from one-time to monthly"
            if (message.Is(at, "from") && at >= start - 2)
            {
                for (var to = end; to < Math.Min(end + 3, message.Count); to++)
                {
                    if (message.Is(to, "to"))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static readonly FrozenSet<string> Only = Words.Of("just only");
    private static readonly FrozenSet<string> Occasions = Words.Of(
        "project event occasion campaign job thing case launch"
    );
    private static readonly FrozenSet<string> Plans = Words.Of(
        "plan plans package packages tier subscription"
    );
    private static readonly FrozenSet<string> SingleThings = Words.Of(
        "time top batch boost payment purchase grant charge use instance shot"
    );
    private static readonly FrozenSet<string> Allowances = Words.Of(
        "credits credit allowance allocation limit quota budget amount plan ones balance usage report"
    );
    private static readonly FrozenSet<string> RaiseVerbs = Words.Of(
        "bump increase raise lift change set lower reduce up boost adjust expand grow decrease cut put make bring double extend higher more add"
    );
}
