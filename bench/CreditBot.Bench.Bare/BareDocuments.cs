using System.Threading.Channels;
using LiteDB;

namespace CreditBot.Bench.Bare;

/// <summary>Documents that belong together.</summary>
/// <param name="Key">Set before each document's own, so that each call adds new ones.</param>
internal sealed record BareBatch(string Key, IReadOnlyList<BareDocument> Documents);

internal sealed record BareDocument(string Collection, string Key, string Bytes);

/// <summary>Writes what it is given in one transaction: one thread that writes, whoever waits is written together, a checkpoint before the answer.</summary>
internal sealed class BareDocuments : IDisposable
{
    private readonly Channel<(BareBatch Batch, TaskCompletionSource Answer)> _waiting =
        Channel.CreateUnbounded<(BareBatch, TaskCompletionSource)>(
            new UnboundedChannelOptions { SingleReader = true }
        );
    private readonly LiteDatabase _database;

    public BareDocuments(string file)
    {
        _database = new LiteDatabase(file);
        new Thread(Write) { IsBackground = true }.Start();
    }

    public async Task<IResult> StoreAsync(BareBatch batch)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((batch, answer));
        await answer.Task;
        return Results.Ok();
    }

    public void Dispose() => _database.Dispose();

    private void Write()
    {
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            var answers = new List<TaskCompletionSource>();
            _database.BeginTrans();
            while (_waiting.Reader.TryRead(out var waiting))
            {
                Keep(waiting.Batch);
                answers.Add(waiting.Answer);
            }

            _database.Commit();
            _database.Checkpoint();
            answers.ForEach(answer => answer.SetResult());
        }
    }

    private void Keep(BareBatch batch)
    {
        foreach (var document in batch.Documents)
        {
            _database
                .GetCollection(document.Collection)
                .Upsert(
                    new BsonDocument
                    {
                        ["_id"] = $"{batch.Key} {document.Key}",
                        ["bytes"] = Convert.FromBase64String(document.Bytes),
                    }
                );
        }
    }
}
