namespace CreditBot.Storage;

/// <summary>The store can't be opened, and trying again won't help until somebody acts; the message says what to do.</summary>
internal class StoreStartException : Exception
{
    public StoreStartException() { }

    public StoreStartException(string message)
        : base(message) { }

    public StoreStartException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>Another process has the store's file open.</summary>
internal sealed class StoreHeldException : StoreStartException
{
    public StoreHeldException() { }

    public StoreHeldException(string message)
        : base(message) { }

    public StoreHeldException(string message, Exception inner)
        : base(message, inner) { }

    public StoreHeldException(string path, StoreHolder? holder)
        : base(
            holder is null
                ? $"The store '{path}' is open in another process. Stop it first."
                : $"The store '{path}' is open in process {holder.ProcessId} on {holder.Host} ({holder.Url}) since {holder.Since}. Stop it first, or run the command there."
        ) => Holder = holder;

    /// <summary>Who has it; null when that can't be read.</summary>
    public StoreHolder? Holder { get; }
}
