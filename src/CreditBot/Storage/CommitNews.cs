using System.Collections.Immutable;
using System.Threading.Channels;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Tells of commits in their order, away from the thread that writes: who listens can't hold it up.</summary>
internal sealed class CommitNews : IAsyncDisposable
{
    private readonly Channel<Committed> _news = Channel.CreateUnbounded<Committed>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly Task _telling;
    private ImmutableList<Action<Committed>> _listeners = [];

    public CommitNews() => _telling = Task.Run(TellAsync);

    /// <summary>Called when a listener threw; the others are told all the same.</summary>
    public Action<Exception>? OnFault { get; set; }

    public IDisposable Tell(Action<Committed> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        return new Listening(this, listener);
    }

    public void Publish(Commit commit)
    {
        if (!_listeners.IsEmpty)
        {
            Publish(Of(commit));
        }
    }

    public void Publish(Committed committed) => _news.Writer.TryWrite(committed);

    public async ValueTask DisposeAsync()
    {
        _news.Writer.TryComplete();
        await _telling;
    }

    public static Committed Of(Commit commit) =>
        new(
            commit.Agency,
            [.. commit.Clients.Select(append => append.Client).Distinct()],
            [.. commit.Documents.Select(write => write.Kind).Distinct()],
            !commit.Outbox.IsEmpty
        );

    private async Task TellAsync()
    {
        await foreach (var committed in _news.Reader.ReadAllAsync())
        {
            foreach (var listener in _listeners)
            {
                try
                {
                    listener(committed);
                }
                catch (Exception exception) // Whatever it throws is its own matter.
                {
                    OnFault?.Invoke(exception);
                }
            }
        }
    }

    private sealed class Listening(CommitNews news, Action<Committed> listener) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(
                ref news._listeners,
                listeners => listeners.Remove(listener)
            );
    }
}
