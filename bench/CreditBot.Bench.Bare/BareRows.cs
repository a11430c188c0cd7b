using Npgsql;

namespace CreditBot.Bench.Bare;

/// <summary>Keeps each event once: one INSERT of all that a call brings, in PostgreSQL.</summary>
/// <remarks>It knows no clients, lots or hashes, and trusts what it is sent: the least that "stored once" can cost there.</remarks>
internal sealed class BareRows : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    public BareRows(string database)
    {
        _source = NpgsqlDataSource.Create(
            database + ";Max Auto Prepare=20;Auto Prepare Min Usages=2;No Reset On Close=true"
        );
        using var make = _source.CreateCommand(
            """
            create table if not exists bare_events (
              agency text collate "C", id text collate "C", type text, subject text, time timestamptz, credits numeric,
              action text, target text, session text, primary key (agency, id))
            """
        );
        make.ExecuteNonQuery();
    }

    public async Task<List<BareResult>> StoreAsync(List<BareEvent> events)
    {
        await using var command = _source.CreateCommand(
            """
            insert into bare_events
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::numeric[], $7::text[], $8::text[], $9::text[])
            on conflict do nothing returning id
            """
        );
        command.Parameters.Add(Of(events, _ => "default"));
        command.Parameters.Add(Of(events, sent => $"{sent.Source} {sent.Id}"));
        command.Parameters.Add(Of(events, sent => sent.Type));
        command.Parameters.Add(Of(events, sent => sent.Subject));
        command.Parameters.Add(Of(events, sent => sent.Time?.UtcDateTime ?? DateTime.UnixEpoch));
        command.Parameters.Add(Of(events, sent => sent.Data.Credits));
        command.Parameters.Add(Of(events, sent => sent.Data.Action ?? ""));
        command.Parameters.Add(Of(events, sent => sent.Data.Target ?? ""));
        command.Parameters.Add(Of(events, sent => sent.Data.Session ?? ""));
        var stored = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            stored.Add(reader.GetString(0));
        }

        return events.ConvertAll(sent => new BareResult(
            sent.Source,
            sent.Id,
            stored.Remove($"{sent.Source} {sent.Id}") ? "accepted" : "duplicate"
        ));
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlParameter Of<T>(List<BareEvent> events, Func<BareEvent, T> value) =>
        new NpgsqlParameter<T[]> { TypedValue = [.. events.Select(value)] };
}
