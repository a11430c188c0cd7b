using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CreditBot.Storage.Move;

/// <summary>Opens the two stores of a move: both are in the settings, and which is which says whoever moves.</summary>
internal static class MoveStores
{
    /// <summary>What is wrong with the settings for a move, one clear line each.</summary>
    public static IEnumerable<string> Faults(StorageOptions settings) =>
        new[]
        {
            ConnectionStringFault.Of(settings.ConnectionString) is { } fault
                ? $"{StorageOptions.Section}:ConnectionString {fault}."
                : null,
            string.IsNullOrWhiteSpace(settings.Path)
                ? $"{StorageOptions.Section}:Path is empty; name the LiteDB file."
                : null,
        }.OfType<string>();

    /// <param name="to">The provider that the store is moved to; it comes from the other one.</param>
    /// <exception cref="StoreStartException">One of them can't be used; the target was left as it is.</exception>
    public static async Task<MoveReport> MoveAsync(
        IServiceProvider services,
        string to,
        bool dryRun,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        var settings = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var from = to == StorageOptions.LiteDb ? StorageOptions.PostgreSql : StorageOptions.LiteDb;
        var (source, target) = (
            Of(settings, from, StoreUse.Alone),
            Of(settings, to, StoreUse.MoveTarget)
        );
        if (!IsThere(source))
        {
            throw new StoreStartException($"There is no store in {PlaceOf(source)} to be moved.");
        }

        await using var opened = StorageServices.Open(services, source);
        await using var into =
            dryRun && !IsThere(target) ? null : StorageServices.Open(services, target);
        var move = new StoreMove(opened, PlaceOf(source), into, PlaceOf(target));
        return dryRun ? await move.TryAsync(stop) : await move.RunAsync(progress, stop);
    }

    private static StorageOptions Of(StorageOptions settings, string provider, StoreUse use) =>
        new()
        {
            Provider = provider,
            Path = settings.Path,
            ConnectionString = settings.ConnectionString,
            Use = use,
        };

    // Opening would make an empty one.
    private static bool IsThere(StorageOptions options) =>
        options.IsShared ? PgSchema.IsThere(options.ConnectionString!) : File.Exists(options.Path);

    /// <summary>Without a password.</summary>
    private static string PlaceOf(StorageOptions options)
    {
        if (!options.IsShared)
        {
            return Path.GetFullPath(options.Path);
        }

        var database = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        return $"database {database.Database ?? database.Username} on {database.Host}:{database.Port}";
    }
}
