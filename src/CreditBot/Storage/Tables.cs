using System.Collections.Frozen;

namespace CreditBot.Storage;

/// <summary>The tables of a store. The names are stored.</summary>
internal static class Tables
{
    /// <summary>agency/client/seq, or agency/@/seq for the agency's own stream → an entry's bytes, verbatim.</summary>
    public const string Entries = "entries";

    /// <summary>The key of an entry, then /name → <see cref="KeptText"/>.</summary>
    public const string Texts = "texts";

    /// <summary>agency/client → <see cref="Head{TState}"/>.</summary>
    public const string Clients = "clients";

    /// <summary>agency → <see cref="Head{TState}"/>.</summary>
    public const string Agencies = "agencies";

    /// <summary>agency/instant/client → nothing: what is next due.</summary>
    public const string Due = "due";

    /// <summary>agency/number → <see cref="RequestIndexRow"/>.</summary>
    public const string Requests = "requests";

    /// <summary>agency/state/number → <see cref="RequestIndexRow"/>.</summary>
    public const string RequestStates = "request_states";

    /// <summary>agency/~source and id, or agency/hash of both → <see cref="UsageRow"/>.</summary>
    public const string Usage = "usage";

    /// <summary>agency/kind/key → <see cref="DocumentRow"/>.</summary>
    public const string Documents = "documents";

    /// <summary>agency/id → <see cref="OutboxRow"/>.</summary>
    public const string Outbox = "outbox";

    /// <summary>agency/state/id → nothing.</summary>
    public const string OutboxStates = "outbox_states";

    /// <summary>agency/key → <see cref="AnswerRow"/>.</summary>
    public const string Answers = "answers";

    /// <summary>agency/instant/key → nothing: when answers are no longer kept.</summary>
    public const string AnswersUntil = "answers_until";

    /// <summary>What the store says of itself.</summary>
    public const string Store = "store";

    /// <summary>Tables in which a commit writes new rows only: what they hold is known to be new without looking.</summary>
    public static readonly IReadOnlySet<string> OnlyGrow = FrozenSet.Create(Entries, Usage);

    public static readonly IReadOnlyList<string> All =
    [
        Entries,
        Texts,
        Clients,
        Agencies,
        Due,
        Requests,
        RequestStates,
        Usage,
        Documents,
        Outbox,
        OutboxStates,
        Answers,
        AnswersUntil,
        Store,
    ];
}

/// <summary>A row as it stands.</summary>
internal readonly record struct Row(string Key, byte[] Value);

/// <summary>Sorted tables of bytes, in ordinal order of their keys: all that a store of this shape needs of what is under it.</summary>
internal interface ITables
{
    byte[]? Get(string table, string key);

    /// <summary>The rows that are there of many keys, in one go.</summary>
    IReadOnlyDictionary<string, byte[]> Get(string table, IReadOnlyCollection<string> keys);

    /// <summary>Whether a row may stand between two keys, both included; false is certain.</summary>
    bool MayHave(string table, string from, string to) =>
        Range(table, from, to, limit: 1).Count > 0;

    /// <summary>Keys of rows from a key to a key, both included, in order, at most so many; what the rows hold is not read.</summary>
    IReadOnlyList<string> KeysIn(string table, string from, string to, int limit);

    /// <summary>Rows from a key to a key, both included, in order, at most so many.</summary>
    IReadOnlyList<Row> Range(string table, string from, string to, int limit);
}
