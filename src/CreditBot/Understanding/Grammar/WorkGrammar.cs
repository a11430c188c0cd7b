using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Countable things to be made or edited: "5 new pages and a blog".</summary>
internal static class WorkGrammar
{
    private const int MostAdjectives = 3;

    public static IReadOnlyDictionary<WorkKind, decimal>? Read(Message message)
    {
        Dictionary<WorkKind, decimal>? found = null;
        for (var i = 0; i < message.Count; )
        {
            if (
                message.Marked(i, Marks.Date | Marks.Request | Marks.Client)
                || Counted(message, i) is not { } counted
            )
            {
                i++;
                continue;
            }

            found ??= [];
            found[counted.Kind] = found.GetValueOrDefault(counted.Kind) + counted.Count;
            message.Mark(new Span(i, counted.Next), Marks.Work);
            i = counted.Next;
        }

        return found;
    }

    private static (WorkKind Kind, decimal Count, int Next)? Counted(Message message, int start)
    {
        decimal count;
        int at;
        if (NumberWords.Read(message, start) is { } number && !number.Plus)
        {
            (count, at) = (number.Value, number.Span.End);
            // "10-15 pages" and "10 to 15 pages": the lower end.
            if (
                !message.Breaks(at)
                && (message.Token(at).Before == '-' || message.Is(at, "to") || message.Is(at, "or"))
                && NumberWords.Read(message, message.IsKind(at, TokenKind.Number) ? at : at + 1)
                    is { } upper
                && upper.Value > count
            )
            {
                at = upper.Span.End;
            }
        }
        else if (message.Is(start, "a") || message.Is(start, "an"))
        {
            (count, at) = (1, start + 1);
        }
        else
        {
            return null;
        }

        if (count is <= 0 or > 1_000_000)
        {
            return null;
        }

        for (
            var adjectives = 0;
            adjectives <= MostAdjectives
                && at < message.Count
                && (at == start || !message.Breaks(at));
            adjectives++, at++
        )
        {
            if (Kind(message, at, out var next) is { } kind)
            {
                // "product pages" are pages, "blog post images" images.
                while (
                    next < message.Count
                    && !message.Breaks(next)
                    && Kind(message, next, out var behind) is { } head
                )
                {
                    (kind, next) = (head, behind);
                }

                // "a photo shoot", "a product launch": no photo and no product.
                return !message.Breaks(next) && message.Is(next, Occasions)
                    ? null
                    : (kind, count, next);
            }

            if (!message.IsKind(at, TokenKind.Word) || message.Is(at, NoAdjectives))
            {
                return null;
            }
        }

        return null;
    }

    private static readonly FrozenSet<string> Occasions = Words.Of(
        "shoot shoots shooting session sessions studio booth contest competition launch launches line lines show fair day exhibition"
    );

    private static WorkKind? Kind(Message message, int at, out int next)
    {
        next = at + 1;
        var word = message.Word(at);
        if (word is "blog" or "blogs")
        {
            if (
                message.Word(at + 1)
                is "post"
                    or "posts"
                    or "article"
                    or "articles"
                    or "entry"
                    or "entries"
            )
            {
                next = at + 2;
                return WorkKind.Posts;
            }

            // "a blog migration" is no post.
            return word == "blogs" || message.Breaks(at + 1) || message.Is(at + 1, Words.Function)
                ? WorkKind.Posts
                : null;
        }

        return Nouns.TryGetValue(word, out var kind) ? kind : null;
    }

    private static readonly FrozenDictionary<string, WorkKind> Nouns = new Dictionary<
        string,
        WorkKind
    >(StringComparer.Ordinal)
    {
        ["page"] = WorkKind.Pages,
        ["pages"] = WorkKind.Pages,
        ["subpages"] = WorkKind.Pages,
        ["subpage"] = WorkKind.Pages,
        ["webpages"] = WorkKind.Pages,
        ["webpage"] = WorkKind.Pages,
        ["section"] = WorkKind.Sections,
        ["sections"] = WorkKind.Sections,
        ["edit"] = WorkKind.Edits,
        ["edits"] = WorkKind.Edits,
        ["image"] = WorkKind.Images,
        ["images"] = WorkKind.Images,
        ["photo"] = WorkKind.Images,
        ["photos"] = WorkKind.Images,
        ["picture"] = WorkKind.Images,
        ["pictures"] = WorkKind.Images,
        ["banner"] = WorkKind.Images,
        ["banners"] = WorkKind.Images,
        ["graphics"] = WorkKind.Images,
        ["illustrations"] = WorkKind.Images,
        ["post"] = WorkKind.Posts,
        ["posts"] = WorkKind.Posts,
        ["article"] = WorkKind.Posts,
        ["articles"] = WorkKind.Posts,
        ["product"] = WorkKind.Products,
        ["products"] = WorkKind.Products,
        ["form"] = WorkKind.Forms,
        ["forms"] = WorkKind.Forms,
        ["language"] = WorkKind.Languages,
        ["languages"] = WorkKind.Languages,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The nouns, for the spelling.</summary>
    public static IEnumerable<string> All => Nouns.Keys;

    private static readonly FrozenSet<string> NoAdjectives = Words.Of(
        """
        credits credit for and or to per a an the by before until in on of with once one month week day year time times people locations users is are
        was were will would can could we i you they it our my your just only please from because so if not but at as than need want have left
        """
    );
}
