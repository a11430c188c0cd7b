using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Rows that are no facts to bytes and back.</summary>
internal static class Rows
{
    public static readonly byte[] Nothing = [];

    public static byte[] Write<T>(T row) =>
        JsonSerializer.SerializeToUtf8Bytes(row, StoredJson.Options);

    /// <exception cref="LedgerDamagedException">It can't be read.</exception>
    public static T Read<T>(string table, Row row)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(row.Value, StoredJson.Options)
                ?? throw new JsonException("It is empty.");
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            throw new LedgerDamagedException(
                $"The row '{row.Key}' of {table} can't be read: {exception.Message}",
                exception
            );
        }
    }
}

/// <summary>Whose request it is and where it stands.</summary>
internal sealed record RequestIndexRow(
    [property: JsonPropertyName("client")] ClientId Client,
    [property: JsonPropertyName("state")] RequestState State
);

/// <summary>What was recorded under a usage key.</summary>
internal sealed record UsageRow(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("client")] ClientId Client,
    [property: JsonPropertyName("seq")] long Seq,
    [property: JsonPropertyName("digest")] string Digest
)
{
    public static UsageRow Of(UsageWrite write) =>
        new(
            write.Key.Source,
            write.Key.Id,
            write.Record.Client,
            write.Record.Seq,
            write.Record.Digest
        );

    public UsageRecord ToRecord() => new(Client, Seq, Digest);
}

/// <summary>A document with its version.</summary>
internal sealed record DocumentRow(
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("json")] string Json
);

/// <summary>A message that has to leave or has left.</summary>
internal sealed record OutboxRow(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("lane")] string Lane,
    [property: JsonPropertyName("json")] string Json,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("dueAt")] Instant DueAt,
    [property: JsonPropertyName("attempts")] int Attempts,
    [property: JsonPropertyName("error")] string? Error
)
{
    public static readonly StoredValues.Choices<OutboxState> States = new(
        (OutboxState.Waiting, "waiting"),
        (OutboxState.Sent, "sent"),
        (OutboxState.Dead, "dead")
    );

    public static OutboxRow Of(OutboxMessage message) =>
        new(
            message.Kind,
            message.Lane,
            message.Json,
            States.NameOf(message.State),
            Instants.WholeMicroseconds(message.DueAt),
            message.Attempts,
            message.Error
        );

    public OutboxMessage ToMessage(AgencyId agency, string id) =>
        new(agency, id, Kind, Lane, Json, States.ValueOf(State), DueAt, Attempts, Error);
}

/// <summary>An answer kept under an Idempotency-Key.</summary>
internal sealed record AnswerRow(
    [property: JsonPropertyName("bodyDigest")] string BodyDigest,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("contentType")] string? ContentType,
    [property: JsonPropertyName("body")] string? Body,
    [property: JsonPropertyName("keptUntil")] Instant KeptUntil
)
{
    public static AnswerRow Of(KeptAnswer answer) =>
        new(
            answer.BodyDigest,
            answer.Status,
            answer.ContentType,
            answer.Body,
            Instants.WholeMicroseconds(answer.KeptUntil)
        );

    public KeptAnswer ToAnswer(string key) =>
        new(key, BodyDigest, Status, ContentType, Body, KeptUntil);
}
