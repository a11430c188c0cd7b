using System.Collections.Frozen;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Webhooks;

/// <summary>What other systems can be told (contract.md, /webhooks): read from entries, so that nothing else has to remember to say it.</summary>
internal static class WebhookEvents
{
    public const string OfRequests = "request.";
    public const string AllOfRequests = "request.*";
    public const string Granted = "credits.granted";
    public const string Low = "credits.low";
    public const string Exhausted = "credits.exhausted";
    public const string Blocked = "client.blocked";
    public const string Available = "client.available";
    public const string MonthClosed = "month.closed";

    /// <summary>All that can be asked for.</summary>
    public static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        AllOfRequests,
        "request.created",
        "request.asked",
        "request.answered",
        "request.offered",
        "request.offer_declined",
        "request.approved",
        "request.declined",
        "request.undone",
        "request.withdrawn",
        "request.lapsed",
        Granted,
        Low,
        Exhausted,
        Blocked,
        Available,
        MonthClosed
    );

    /// <summary>What an entry means to others.</summary>
    public static IEnumerable<string> Of(ClientState before, ClientEntry entry, ClientState after)
    {
        if (OfRequest(entry) is { } request)
        {
            yield return $"{OfRequests}{request}";
        }

        if (entry is ClientEntry.Granted or ClientEntry.Bridged)
        {
            yield return Granted;
        }

        switch (UseLevels.Crossed(before, after))
        {
            case UseLevel.Low:
                yield return Low;
                break;
            case UseLevel.Out:
                yield return Exhausted;
                break;
        }

        if (before.IsBlocked != after.IsBlocked)
        {
            yield return after.IsBlocked ? Blocked : Available;
        }
    }

    private static string? OfRequest(ClientEntry entry) =>
        entry switch
        {
            ClientEntry.Requested => "created",
            ClientEntry.Asked => "asked",
            ClientEntry.Answered => "answered",
            ClientEntry.Countered => "offered",
            ClientEntry.CounterDeclined => "offer_declined",
            ClientEntry.Decided { Outcome: RequestState.Declined } => "declined",
            ClientEntry.Decided => "approved",
            ClientEntry.Undone => "undone",
            ClientEntry.Withdrawn => "withdrawn",
            ClientEntry.Lapsed => "lapsed",
            _ => null,
        };
}
