using CreditBot.Ports;

namespace CreditBot.Pages;

/// <summary>Tells a page of commits that concern it. What comes while it is being told is told once, afterwards.</summary>
internal sealed class StoreNews : IDisposable
{
    private const int Idle = 0;
    private const int Telling = 1;
    private const int Again = 2;

    private readonly Func<Committed, bool> _concerns;
    private readonly Func<Task> _tell;
    private readonly TimeSpan _pause;
    private readonly IDisposable _subscription;
    private int _state = Idle;

    /// <param name="pause">At least so long between two tellings: pages of figures needn't follow every single usage event.</param>
    public StoreNews(
        IStore store,
        Func<Committed, bool> concerns,
        Func<Task> tell,
        TimeSpan pause = default
    )
    {
        _concerns = concerns;
        _tell = tell;
        _pause = pause;
        _subscription = store.OnCommitted(Hear);
    }

    public void Dispose() => _subscription.Dispose();

    private void Hear(Committed news)
    {
        if (_concerns(news) && Interlocked.Exchange(ref _state, Again) == Idle)
        {
            _ = TellAsync();
        }
    }

    private async Task TellAsync()
    {
        // The store's thread only hears; it is not kept waiting.
        await Task.Yield();
        do
        {
            Interlocked.Exchange(ref _state, Telling);
            await _tell();
            if (_pause > TimeSpan.Zero)
            {
                await Task.Delay(_pause);
            }
        } while (Interlocked.CompareExchange(ref _state, Idle, Telling) != Telling);
    }
}
