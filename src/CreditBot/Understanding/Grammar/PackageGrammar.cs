using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>The package said.</summary>
/// <param name="Name">The one that is wanted or asked about.</param>
/// <param name="Mentioned">One that is only left or stood on: "above the basic one", "we outgrew basic".</param>
/// <param name="Several">More than one is spoken of.</param>
/// <param name="Contrast">One was denied: "Professional, not Enterprise".</param>
internal readonly record struct PackageSaid(
    string? Name,
    string? Mentioned,
    bool Several,
    bool Contrast
);

/// <summary>Basic, Professional, Enterprise: by name, nickname or price.</summary>
internal static class PackageGrammar
{
    public static PackageSaid Read(Message message)
    {
        string? wanted = null;
        string? standing = null;
        var firm = false;
        var several = false;
        var contrast = false;
        for (var i = 0; i < message.Count; i++)
        {
            if (Named(message, i) is not { } name)
            {
                continue;
            }

            message.Mark(new Span(i, i + 1), Marks.Package);
            several |= (wanted ?? standing) is { } other && other != name;
            if (Denied(message, i))
            {
                contrast = true;
                standing ??= name;
            }
            else if (Stood(message, i))
            {
                standing ??= name;
            }
            else if (wanted is null || (Aims(message, i) && !firm))
            {
                wanted = name;
                firm = Aims(message, i);
            }
        }

        return new PackageSaid(wanted, standing ?? wanted, several, contrast);
    }

    private static string? Named(Message message, int i)
    {
        ref readonly var token = ref message.Token(i);
        if (token.Kind == TokenKind.Money)
        {
            return Priced(token.Value);
        }

        if (
            token.Kind == TokenKind.Number
            && token.Value is 99 or 199 or 499
            && (
                message.Is(i + 1, Plans)
                || message.Word(i + 1) is "dollar" or "dollars" or "usd" or "bucks"
            )
        )
        {
            return Priced(token.Value);
        }

        var name = message.Word(i) switch
        {
            "basic" => "Basic",
            "professional" => "Professional",
            "enterprise" => "Enterprise",
            _ => null,
        };
        // "professional photos" and "basic edits" are no packages.
        var qualifies =
            !message.Breaks(i + 1)
            && message.IsKind(i + 1, TokenKind.Word)
            && !message.Is(i + 1, Words.Function)
            && !message.Is(i + 1, Follows)
            && !message.Marked(i + 1, Marks.Date | Marks.Kind)
            && Named(message, i + 1) is null;
        return qualifies ? null : name;
    }

    private static string? Priced(decimal price) =>
        price switch
        {
            99 => "Basic",
            199 => "Professional",
            499 => "Enterprise",
            _ => null,
        };

    private static bool Denied(Message message, int i)
    {
        var at = i - 1;
        while (message.Word(at) is "the" or "to" or "want" or "need" or "a" or "for" or "do")
        {
            at--;
        }

        return !message.Breaks(at + 1)
            && (
                message.Is(at, Words.Negators)
                || (message.Is(at, "than") && message.Is(at - 1, "rather"))
                || (message.Is(at, "of") && message.Is(at - 1, "instead"))
            );
    }

    // From it, on it, above it, or found too small.
    private static bool Stood(Message message, int i)
    {
        var at = i - 1;
        while (
            message.Is(at, Words.Possessives)
            || message.Is(at, Words.Articles)
            || message.Word(at) is "current" or "currently" or "still" or "this"
        )
        {
            if (message.Is(at, Words.Possessives) || message.Word(at) is "current" or "currently")
            {
                return true;
            }

            at--;
        }

        if (
            message.Word(at)
            is "from"
                or "above"
                or "outgrew"
                or "outgrown"
                or "outgrowing"
                or "over"
                or "beyond"
                or "leave"
                or "leaving"
                or "than"
                or "have"
                or "past"
        )
        {
            return true;
        }

        if (message.Word(at) is "on" or "with" or "at" or "have")
        {
            return message.Word(at - 1)
                is "are"
                    or "am"
                    or "currently"
                    or "still"
                    or "is"
                    or "now"
                    or "stuck"
                    or "were"
                    or "been";
        }

        var next = message.Is(i + 1, Plans) ? i + 2 : i + 1;
        return message.Word(next) is "is" or "does" or "has" or "was"
            && (
                message.Is(next + 1, "not")
                || message.Is(next + 1, "too")
                || message.Is(next + 2, "not")
                || (message.Is(next + 1, "no") && message.Is(next + 2, "longer"))
            );
    }

    private static bool Aims(Message message, int i)
    {
        var at = i - 1;
        while (message.Is(at, Words.Articles))
        {
            at--;
        }

        return message.Word(at)
            is "to"
                or "into"
                or "on"
                or "onto"
                or "get"
                or "take"
                or "want"
                or "with"
                or "for"
                or "go";
    }

    private static readonly FrozenSet<string> Plans = Words.Of(
        "plan package tier subscription option one"
    );

    private static readonly FrozenSet<string> Follows = Words.Of(
        "plan package tier one level option thing subscription version upgrade account cost costs include includes come comes give gives sounds seems works looks going starting effective packages plans offer have cutting credits credit price fee fits suits immediately vs versus compared next pricing prices fees monthly soon looks feels better best enough good great fine maybe probably anyway right pls sounds then again cheaper bigger more worth really actually already still only"
    );
}
