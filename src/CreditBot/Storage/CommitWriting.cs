using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>What one commit adds to what the group has taken; the group stays as it is until it takes this, too.</summary>
internal sealed class CommitWriting(
    ITables tables,
    IHeads heads,
    AgencyId agency,
    Instant now,
    GroupWrites taken
)
{
    /// <summary>The most that one row may hold, well below what a LiteDB document can (16 MiB).</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>How many answers that are no longer kept each new one clears away.</summary>
    private const int AnswersClearedAtOnce = 4;

    public GroupWrites Own { get; } = new();

    /// <summary>Adds a commit to <see cref="Own"/>, or says what moved on since it was read; then <see cref="Own"/> is of no use.</summary>
    /// <exception cref="ArgumentException">The commit contradicts itself.</exception>
    public string? Take(Commit commit)
    {
        var moved =
            commit.Clients.Select(Append).FirstOrDefault(what => what is not null)
            ?? Append(commit.AgencyEntries, commit.AgencyState)
            ?? Usage(commit.Usage)
            ?? commit.Documents.Select(Document).FirstOrDefault(what => what is not null)
            ?? Answer(commit.Answer);
        if (moved is null)
        {
            foreach (var message in commit.Outbox)
            {
                Outbox(message);
            }
        }

        return moved;
    }

    private string? Append(ClientAppend append)
    {
        var before = HeadOf(append.Client);
        if ((before?.State.Version ?? 0) != append.ReadVersion)
        {
            return $"client {append.Client}";
        }

        // Decided before a month was closed and written after it, it would be in no book (design.md §3.8).
        if (append.Entries is [var first, ..] && first.RecordedAt < HeadOfAgency()?.State.LastClose)
        {
            return $"agency {agency}";
        }

        Entries(
            EntryCodec.Client,
            StreamName.Of(agency, append.Client),
            append.Entries,
            append.ReadVersion,
            append.State.Version,
            before?.Hash,
            out var hash
        );
        var head = HeadCodec.Of(append.State, hash);
        Own.Clients[(agency, append.Client)] = head;
        Due(append.Client, before?.Due, head.Due);
        if (!ReferenceEquals(append.State.Requests, before?.State.Requests))
        {
            RequestIndex(append.Client, append.State.Requests, before?.State.Requests);
        }

        return null;
    }

    private string? Append(ImmutableList<AgencyEntry> entries, AgencyState? state)
    {
        if (entries.IsEmpty)
        {
            return null;
        }

        if (state is null)
        {
            throw new ArgumentException(
                "Entries of an agency come with the state after them.",
                nameof(state)
            );
        }

        var before = HeadOfAgency();
        var read = state.Version - entries.Count;
        if ((before?.State.Version ?? 0) != read)
        {
            return $"agency {agency}";
        }

        Entries(
            EntryCodec.Agency,
            StreamName.Of(agency),
            entries,
            read,
            state.Version,
            before?.Hash,
            out var hash
        );
        Own.Agencies[agency] = HeadCodec.Of(state, hash);
        return null;
    }

    private string? Usage(ImmutableList<UsageWrite> writes)
    {
        if (writes.IsEmpty)
        {
            return null;
        }

        var known = UsageRows.Find(tables, agency, [.. writes.Select(write => write.Key)]);
        foreach (var write in writes)
        {
            var key = Keys.Usage(agency, write.Key);
            if (known.ContainsKey(write.Key) || IsWritten(Tables.Usage, key))
            {
                return $"usage {write.Key.Id} of {write.Key.Source}";
            }

            Put(Tables.Usage, key, Rows.Write(UsageRow.Of(write)));
        }

        return null;
    }

    private string? Document(DocumentWrite write)
    {
        var key = Keys.Document(agency, write.Kind, write.Key);
        var version = Get(Tables.Documents, key) is { } value
            ? Rows.Read<DocumentRow>(Tables.Documents, new Row(key, value)).Version
            : 0;
        if (write.ReadVersion is { } read && read != version)
        {
            return $"document {write.Kind} {write.Key}";
        }

        if (write.Json is { } json)
        {
            Put(Tables.Documents, key, Rows.Write(new DocumentRow(version + 1, json)));
        }
        else if (version > 0)
        {
            Put(Tables.Documents, key, null);
        }

        return null;
    }

    private string? Answer(KeptAnswer? answer)
    {
        if (answer is null)
        {
            return null;
        }

        var key = Keys.Answer(agency, answer.Key);
        if (Get(Tables.Answers, key) is { } value)
        {
            var kept = Rows.Read<AnswerRow>(Tables.Answers, new Row(key, value));
            var mayAnswer =
                kept.Status == 0 && answer.Status != 0 && kept.BodyDigest == answer.BodyDigest;
            if (kept.KeptUntil > now && !mayAnswer)
            {
                return $"answer {answer.Key}";
            }

            Put(Tables.AnswersUntil, Keys.AnswerUntil(agency, kept.KeptUntil, answer.Key), null);
        }

        Put(Tables.Answers, key, Rows.Write(AnswerRow.Of(answer)));
        Put(
            Tables.AnswersUntil,
            Keys.AnswerUntil(agency, answer.KeptUntil, answer.Key),
            Rows.Nothing
        );
        ClearAnswers();
        return null;
    }

    private void Outbox(OutboxMessage message)
    {
        var key = Keys.Outbox(agency, message.Id);
        if (message.Agency != agency)
        {
            throw new ArgumentException(
                $"Message {message.Id} is of agency {message.Agency}, the commit of {agency}.",
                nameof(message)
            );
        }

        if (Get(Tables.Outbox, key) is { } value)
        {
            var was = OutboxRow.States.ValueOf(
                Rows.Read<OutboxRow>(Tables.Outbox, new Row(key, value)).State
            );
            if (was == OutboxState.Sent)
            {
                return;
            }

            Put(Tables.OutboxStates, Keys.OutboxState(agency, was, message.Id), null);
        }

        Put(Tables.Outbox, key, Rows.Write(OutboxRow.Of(message)));
        Put(Tables.OutboxStates, Keys.OutboxState(agency, message.State, message.Id), Rows.Nothing);
        Own.Messages.Add(message);
    }

    private void Entries<T>(
        EntryCodec<T> codec,
        StreamName stream,
        ImmutableList<T> entries,
        long read,
        long version,
        string? before,
        out string hash
    )
        where T : class
    {
        hash = before ?? stream.StartHash;
        var seq = read;
        foreach (var entry in entries)
        {
            var stored = codec.Encode(entry, hash);
            if (stored.Seq != ++seq)
            {
                throw new ArgumentException(
                    $"{stream.Entry(stored.Seq)} was given where {seq} belongs.",
                    nameof(entries)
                );
            }

            var key = Keys.Entry(stream.Agency, stream.Name, seq);
            Put(Tables.Entries, key, stored.Bytes);
            foreach (var (name, text) in stored.Texts)
            {
                Put(Tables.Texts, Keys.Text(key, name), Rows.Write(text));
            }

            hash = stored.Hash;
        }

        if (seq != version || seq == read)
        {
            throw new ArgumentException(
                $"The state of {stream} is as of entry {version}, its entries end with {seq}.",
                nameof(version)
            );
        }
    }

    private void Due(ClientId client, Instant? before, Instant? after)
    {
        if (before == after)
        {
            return;
        }

        if (before is { } was)
        {
            Put(Tables.Due, Keys.Due(agency, was, client), null);
        }

        if (after is { } due)
        {
            Put(Tables.Due, Keys.Due(agency, due, client), Rows.Nothing);
        }
    }

    private void RequestIndex(
        ClientId client,
        ImmutableSortedDictionary<long, CreditRequest> requests,
        ImmutableSortedDictionary<long, CreditRequest>? before
    )
    {
        foreach (var request in requests.Values)
        {
            var was = before?.GetValueOrDefault(request.Id.Number)?.State;
            if (was == request.State)
            {
                continue;
            }

            if (was is { } left)
            {
                Put(Tables.RequestStates, Keys.RequestState(agency, left, request.Id), null);
            }

            var row = Rows.Write(new RequestIndexRow(client, request.State));
            Put(Tables.Requests, Keys.Request(agency, request.Id), row);
            Put(Tables.RequestStates, Keys.RequestState(agency, request.State, request.Id), row);
        }
    }

    private void ClearAnswers()
    {
        var prefix = $"{Keys.Of(agency)}/";
        foreach (
            var row in tables.Range(
                Tables.AnswersUntil,
                prefix,
                Keys.AnswerUntil(agency, now, ""),
                AnswersClearedAtOnce
            )
        )
        {
            var key = Keys.Answer(agency, Keys.Tail(row.Key, 2));
            if (
                Get(Tables.Answers, key) is { } value
                && Rows.Read<AnswerRow>(Tables.Answers, new Row(key, value)).KeptUntil <= now
            )
            {
                Put(Tables.Answers, key, null);
            }

            Put(Tables.AnswersUntil, row.Key, null);
        }
    }

    private Head<ClientState>? HeadOf(ClientId client) =>
        Own.Clients.GetValueOrDefault((agency, client))
        ?? taken.Clients.GetValueOrDefault((agency, client))
        ?? heads.Client(tables, agency, client);

    private Head<AgencyState>? HeadOfAgency() =>
        Own.Agencies.GetValueOrDefault(agency)
        ?? taken.Agencies.GetValueOrDefault(agency)
        ?? heads.Agency(tables, agency);

    private bool IsWritten(string table, string key) =>
        Own.Rows.ContainsKey((table, key)) || taken.Rows.ContainsKey((table, key));

    private byte[]? Get(string table, string key) =>
        Own.Rows.TryGetValue((table, key), out var own) ? own
        : taken.Rows.TryGetValue((table, key), out var value) ? value
        : tables.Get(table, key);

    private void Put(string table, string key, byte[]? value)
    {
        if (value?.Length > MostBytes)
        {
            throw new ArgumentException(
                $"The row '{key}' of {table} has {value.Length} bytes; {MostBytes} is the most.",
                nameof(value)
            );
        }

        Own.Rows[(table, key)] = value;
    }
}
