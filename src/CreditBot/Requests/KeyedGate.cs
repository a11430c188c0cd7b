namespace CreditBot.Requests;

/// <summary>One at a time per key, in the order in which they came: turns of a conversation, changes of a client; others don't wait for them.</summary>
internal sealed class KeyedGate
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public async Task<IDisposable> EnterAsync(string key, CancellationToken stop)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out entry!))
            {
                _entries.Add(key, entry = new Entry());
            }

            entry.Users++;
        }

        try
        {
            await entry.Gate.WaitAsync(stop);
        }
        catch
        {
            Leave(key, entry, isHeld: false);
            throw;
        }

        return new Held(this, key, entry);
    }

    private void Leave(string key, Entry entry, bool isHeld)
    {
        if (isHeld)
        {
            entry.Gate.Release();
        }

        lock (_entries)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(key);
                entry.Gate.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Held(KeyedGate gate, string key, Entry entry) : IDisposable
    {
        private bool _isGone;

        public void Dispose()
        {
            if (!_isGone)
            {
                _isGone = true;
                gate.Leave(key, entry, isHeld: true);
            }
        }
    }
}
