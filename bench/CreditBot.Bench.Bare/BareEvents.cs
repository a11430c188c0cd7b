using System.Threading.Channels;
using LiteDB;

namespace CreditBot.Bench.Bare;

/// <summary>A CloudEvent of usage, as far as a bare endpoint looks at it.</summary>
internal sealed record BareEvent(
    string Source,
    string Id,
    string Type,
    string Subject,
    DateTimeOffset? Time,
    BareData Data
);

internal sealed record BareData(decimal Credits, string? Action, string? Target, string? Session);

internal sealed record BareResult(string Source, string Id, string Status);

/// <summary>Keeps each event once: one thread that writes, whoever waits is written together, a checkpoint before the answer.</summary>
/// <remarks>It knows no clients, lots or hashes, and trusts what it is sent: the least that "stored once" can cost on LiteDB.</remarks>
internal sealed class BareEvents : IDisposable
{
    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _events;

    public BareEvents(string file)
    {
        _database = new LiteDatabase(file);
        _events = _database.GetCollection("events");
        new Thread(Write) { IsBackground = true }.Start();
    }

    public Task<List<BareResult>> StoreAsync(List<BareEvent> events)
    {
        var waiting = new Waiting(
            events,
            new TaskCompletionSource<List<BareResult>>(
                TaskCreationOptions.RunContinuationsAsynchronously
            )
        );
        _waiting.Writer.TryWrite(waiting);
        return waiting.Answer.Task;
    }

    public void Dispose() => _database.Dispose();

    private void Write()
    {
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            var answers = new List<(Waiting Waiting, List<BareResult> Results)>();
            _database.BeginTrans();
            while (_waiting.Reader.TryRead(out var waiting))
            {
                answers.Add((waiting, waiting.Events.ConvertAll(Keep)));
            }

            _database.Commit();
            _database.Checkpoint();
            foreach (var (waiting, results) in answers)
            {
                waiting.Answer.SetResult(results);
            }
        }
    }

    private BareResult Keep(BareEvent sent)
    {
        var id = $"{sent.Source} {sent.Id}";
        if (_events.FindById(id) is not null)
        {
            return new BareResult(sent.Source, sent.Id, "duplicate");
        }

        _events.Insert(
            new BsonDocument
            {
                ["_id"] = id,
                ["type"] = sent.Type,
                ["subject"] = sent.Subject,
                ["time"] = sent.Time?.UtcDateTime,
                ["credits"] = sent.Data.Credits,
                ["action"] = sent.Data.Action,
                ["target"] = sent.Data.Target,
                ["session"] = sent.Data.Session,
            }
        );
        return new BareResult(sent.Source, sent.Id, "accepted");
    }

    private sealed record Waiting(
        List<BareEvent> Events,
        TaskCompletionSource<List<BareResult>> Answer
    );
}
