using System.Text.Json.Serialization;
using CreditBot.Ports;
using CreditBot.Storage.Checks;

namespace CreditBot.Storage;

/// <summary>Whole copies of the store, made beside commits and put back while nobody has it open.</summary>
internal interface IBackups
{
    /// <summary>Writes the store as of one commit into a new file, and checks that copy.</summary>
    /// <param name="file">An ordinary store of its own afterwards; it must not be there.</param>
    /// <param name="dryRun">Only says what would be written.</param>
    /// <exception cref="IOException">The file is there, or can't be written.</exception>
    /// <exception cref="StoreUnavailableException">The store can't be read just now.</exception>
    /// <exception cref="LedgerDamagedException">A part of the store can't be read any more.</exception>
    Task<BackupReport> BackupAsync(
        string file,
        bool dryRun,
        IProgress<string>? progress,
        CancellationToken stop
    );

    /// <summary>Puts a backup in the store's place, once it is checked. What was there is moved aside, never written over.</summary>
    /// <exception cref="StoreHeldException">A process has the store open.</exception>
    /// <exception cref="StoreStartException">The file is no store, or is damaged; nothing was changed.</exception>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    Task<RestoreReport> RestoreAsync(
        string file,
        bool dryRun,
        IProgress<string>? progress,
        CancellationToken stop
    );
}

/// <param name="Written">False when it was only tried.</param>
/// <param name="Check">What checking the copy found; null when it was only tried.</param>
internal sealed record BackupReport(
    [property: JsonPropertyName("file")] string File,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("written")] bool Written,
    [property: JsonPropertyName("check")] StoreReport? Check
);

/// <param name="Store">The store's file.</param>
/// <param name="Restored">False when it was only tried, or the backup has faults.</param>
/// <param name="MovedTo">Where the store lies that was there before; null when there was none.</param>
internal sealed record RestoreReport(
    [property: JsonPropertyName("file")] string File,
    [property: JsonPropertyName("store")] string Store,
    [property: JsonPropertyName("restored")] bool Restored,
    [property: JsonPropertyName("movedTo")] string? MovedTo,
    [property: JsonPropertyName("check")] StoreReport Check
);
