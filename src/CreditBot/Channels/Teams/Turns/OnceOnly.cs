using System.Collections.Concurrent;
using Microsoft.Bot.Builder;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Lets a turn run once although the platform delivers it again, as it does when an answer takes it too long.</summary>
/// <remarks>
/// It remembers in memory, for as long as the platform repeats itself; after a restart the turn handler's own memory keeps
/// the ledger right, and at worst a sentence is said twice. What failed may be tried again.
/// </remarks>
internal sealed class OnceOnly
{
    private const int MostRemembered = 2_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<InvokeResponse?>>> _turns = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentQueue<string> _inOrder = new();

    /// <summary>Runs the work, or waits for and gives the answer of the run that was there before.</summary>
    public async Task<InvokeResponse?> RunAsync(string turnId, Func<Task<InvokeResponse?>> work)
    {
        var mine = new Lazy<Task<InvokeResponse?>>(work);
        var first = _turns.GetOrAdd(turnId, mine);
        if (ReferenceEquals(first, mine))
        {
            Remember(turnId);
        }

        try
        {
            return await first.Value;
        }
        catch
        {
            _turns.TryRemove(new(turnId, first));
            throw;
        }
    }

    private void Remember(string turnId)
    {
        _inOrder.Enqueue(turnId);
        if (_inOrder.Count > MostRemembered && _inOrder.TryDequeue(out var oldest))
        {
            _turns.TryRemove(oldest, out _);
        }
    }
}
