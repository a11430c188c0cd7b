namespace CreditBot.Mutations;

/// <summary>Broken rules of the store, of events and of repeated calls (design.md §3.1, §3.2, §3.7).</summary>
internal static class StoreMutations
{
    private const string Storage = "src/CreditBot/Storage/";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "an event counts again",
            Guard.Host,
            "src/CreditBot/Requests/UsageBatch.cs",
            "{ } record",
            "{ Seq: < 0 } record",
            "*Api.UsageTests"
        ),
        new(
            "another event under a taken key passes for the same",
            Guard.Host,
            "src/CreditBot/Requests/UsageBatch.cs",
            "record.IsOf(usage.Digest)",
            "record.Seq > 0",
            "*Api.UsageTests",
            "*StoredModelTests"
        ),
        new(
            "the agency is missing in the key of usage",
            Guard.Host,
            Storage + "Keys.cs",
            """$"{Of(agency)}/~";""",
            """agency.Value.Length == 0 ? "" : "any/~";""",
            "*MemoryStoreTests"
        ),
        new(
            "the stream may have moved on when an entry is appended",
            Guard.Host,
            Storage + "CommitWriting.cs",
            "if ((before?.State.Version ?? 0) != append.ReadVersion)",
            "if ((before?.State.Version ?? 0) < append.ReadVersion)",
            "*MemoryStoreTests"
        ),
        new(
            "an entry doesn't answer for the hash before it",
            Guard.Host,
            Storage + "EntryCodec.cs",
            "Envelope.Check(bytes, texts, before);",
            "_ = before;",
            "*TamperTests"
        ),
        new(
            "a stream needn't reach its seal",
            Guard.Host,
            Storage + "Rebuild/StreamFold.cs",
            ".Where(at => at > last)",
            ".Where(at => at < 0)",
            "*Rebuild*",
            "*Seal*"
        ),
        new(
            "another body under an idempotency key gets the first one's answer",
            Guard.Host,
            "src/CreditBot/Api/ApiGate.cs",
            ": kept.BodyDigest != call.Digest ? Problems.IdempotencyMismatch()",
            ": kept.BodyDigest.Length == 0 ? Problems.IdempotencyMismatch()",
            "*IdempotencyTests"
        ),
    ];
}
