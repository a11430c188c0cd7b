namespace CreditBot.Storage.LiteDb;

/// <summary>A page of the file is not the one that was written.</summary>
/// <remarks>No <see cref="IOException"/>: trying again doesn't help.</remarks>
internal sealed class PageDamagedException : Exception
{
    public PageDamagedException() { }

    public PageDamagedException(string message)
        : base(message) { }

    public PageDamagedException(string message, Exception inner)
        : base(message, inner) { }

    public PageDamagedException(long page)
        : base($"Page {page} of the file is not what was written.") { }
}
