namespace CreditBot.Storage.LiteDb;

/// <summary>The files beside a store's file.</summary>
internal static class StorePaths
{
    /// <summary>What is written, until it is carried over; it belongs to this very file.</summary>
    public static string Journal(string path) => $"{path}.journal";

    /// <summary>Locked while the store is open.</summary>
    public static string Lock(string path) => $"{path}.lock";

    /// <summary>Who has it open.</summary>
    public static string Holder(string path) => $"{path}.holder";

    /// <summary>A copy that isn't whole yet.</summary>
    public static string Part(string path) => $"{path}.part";

    /// <summary>What a restore is about to put in the store's place.</summary>
    public static string Restoring(string path) => $"{path}.restoring";

    /// <summary>Takes away what opening a file has made beside it.</summary>
    public static void ForgetBeside(string path)
    {
        File.Delete(Journal(path));
        File.Delete(Lock(path));
        File.Delete(Holder(path));
    }
}
