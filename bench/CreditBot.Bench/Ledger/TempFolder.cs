namespace CreditBot.Bench.Ledger;

/// <summary>A folder for one measurement, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditbot-bench-");

    public string Of(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
