using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>One use of credits, as advice looks at it.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Action">What was done, as the editor named it: edit, page, publish …</param>
public sealed record UsageEvent(
    Instant At,
    Credits Credits,
    string? Action = null,
    string? Target = null,
    string? Session = null,
    decimal? Units = null
)
{
    /// <summary>The usage among some entries that none of them reverses, in order of its own time.</summary>
    public static IReadOnlyList<UsageEvent> From(IEnumerable<ClientEntry> entries)
    {
        var used = new List<ClientEntry.Used>();
        var reversed = new HashSet<long>();
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case ClientEntry.Used one:
                    used.Add(one);
                    break;
                case ClientEntry.Reversed one:
                    reversed.Add(one.Reverses);
                    break;
            }
        }

        return
        [
            .. used.Where(one => !reversed.Contains(one.Seq))
                .Select(used => new UsageEvent(
                    used.At,
                    used.Usage.Credits,
                    used.Usage.Action,
                    used.Usage.Target,
                    used.Usage.Session,
                    used.Usage.Units
                ))
                .OrderBy(usage => usage.At),
        ];
    }
}
