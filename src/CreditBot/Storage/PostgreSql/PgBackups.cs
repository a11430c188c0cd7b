namespace CreditBot.Storage.PostgreSql;

/// <summary>A database is backed up by its own tools, which know of its log and of standby servers.</summary>
internal sealed class PgBackups : IBackups
{
    private const string How =
        "The store is a PostgreSQL database: back it up with pg_dump, or pg_basebackup and its archived log, and restore it with their counterparts. 'creditbot move --to litedb' makes one file of it.";

    public Task<BackupReport> BackupAsync(
        string file,
        bool dryRun,
        IProgress<string>? progress,
        CancellationToken stop
    ) => throw new IOException(How);

    public Task<RestoreReport> RestoreAsync(
        string file,
        bool dryRun,
        IProgress<string>? progress,
        CancellationToken stop
    ) => throw new IOException(How);
}
