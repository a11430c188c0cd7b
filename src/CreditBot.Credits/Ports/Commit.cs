using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;

namespace CreditBot.Ports;

/// <summary>Everything that one command changes: written whole or not at all (design.md §6).</summary>
public sealed record Commit(AgencyId Agency)
{
    public ImmutableList<ClientAppend> Clients { get; init; } = [];

    public ImmutableList<AgencyEntry> AgencyEntries { get; init; } = [];

    /// <summary>The agency's state after <see cref="AgencyEntries"/>; its version less their count is the version that was read.</summary>
    public AgencyState? AgencyState { get; init; }

    public ImmutableList<UsageWrite> Usage { get; init; } = [];

    public ImmutableList<DocumentWrite> Documents { get; init; } = [];

    /// <summary>New messages, and existing ones (by id) with their new state. What was sent stays sent: a write of it does nothing, so that a process that was paused can't have it sent again.</summary>
    public ImmutableList<OutboxMessage> Outbox { get; init; } = [];

    /// <summary>Kept under its key; a key that is being kept already makes the commit a conflict, unless it is the running mark that this answers.</summary>
    public KeptAnswer? Answer { get; init; }

    public bool IsEmpty =>
        Clients.IsEmpty
        && AgencyEntries.IsEmpty
        && Usage.IsEmpty
        && Documents.IsEmpty
        && Outbox.IsEmpty
        && Answer is null;
}

/// <summary>Entries for one client's stream.</summary>
/// <param name="ReadVersion">The version that the command decided on; 0 for a new stream. Another version in the store is a conflict.</param>
/// <param name="State">After the entries.</param>
public sealed record ClientAppend(
    ClientId Client,
    long ReadVersion,
    ImmutableList<ClientEntry> Entries,
    ClientState State
);

public sealed record UsageWrite(UsageKey Key, UsageRecord Record);

/// <param name="ReadVersion">The version read before, 0 for a new document; null to write whatever is there.</param>
/// <param name="Json">Null deletes.</param>
public sealed record DocumentWrite(string Kind, string Key, string? Json, long? ReadVersion = null);

/// <summary>What became of a commit.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome() { }

    /// <summary>On disk.</summary>
    public sealed record Done : CommitOutcome;

    /// <summary>Something moved on since it was read; nothing was written. Read again, decide again.</summary>
    /// <param name="What">The stream, document or key, for the log.</param>
    public sealed record Conflict(string What) : CommitOutcome;
}

/// <summary>News of a commit, for pages that show what changed.</summary>
public sealed record Committed(
    AgencyId Agency,
    ImmutableList<ClientId> Clients,
    ImmutableList<string> DocumentKinds,
    bool HasOutbox
);
