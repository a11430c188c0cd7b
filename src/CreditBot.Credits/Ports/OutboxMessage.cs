using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ports;

public enum OutboxState
{
    Waiting,
    Sent,

    /// <summary>Given up on; visible, and sent again only by hand.</summary>
    Dead,
}

/// <summary>Something that has to leave the process, written with the entries it tells of, delivered at least once (design.md §6).</summary>
/// <param name="Id">Stable over retries; sortable, so that older ones go first.</param>
/// <param name="Kind">Which sender takes it: notice, card, mail …</param>
/// <param name="Lane">Messages of one lane go one at a time, in order: a conversation, an address.</param>
public sealed record OutboxMessage(
    AgencyId Agency,
    string Id,
    string Kind,
    string Lane,
    string Json,
    OutboxState State,
    Instant DueAt,
    int Attempts = 0,
    string? Error = null
);
