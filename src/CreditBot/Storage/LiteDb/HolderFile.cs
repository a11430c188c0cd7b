using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Storage.LiteDb;

/// <summary>A small file beside the store, locked for as long as the store is open, and beside it a readable one that says by whom.</summary>
/// <remarks>Two files, since on some systems a locked file can't be read. The lock goes with the process, however it ends.</remarks>
internal sealed class HolderFile : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _path;

    private HolderFile(FileStream held, string path)
    {
        _lock = held;
        _path = path;
    }

    /// <exception cref="StoreHeldException">Another process has it.</exception>
    public static HolderFile Take(string storePath, string url, Instant now)
    {
        var path = StorePaths.Holder(storePath);
        FileStream held;
        try
        {
            held = new FileStream(
                StorePaths.Lock(storePath),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException))
        {
            throw new StoreHeldException(storePath, Read(storePath));
        }

        var holder = new StoreHolder(
            Environment.ProcessId,
            Environment.MachineName,
            url,
            InstantPattern.General.Format(now)
        );
        try
        {
            File.WriteAllText(path, JsonSerializer.Serialize(holder));
        }
        catch
        {
            held.Dispose();
            throw;
        }

        return new HolderFile(held, path);
    }

    /// <summary>Who has the store, as far as can be read.</summary>
    public static StoreHolder? Read(string storePath)
    {
        try
        {
            return JsonSerializer.Deserialize<StoreHolder>(
                File.ReadAllText(StorePaths.Holder(storePath))
            );
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        // The lock file stays: deleting it could take another process's lock away.
        File.Delete(_path);
        _lock.Dispose();
    }
}
