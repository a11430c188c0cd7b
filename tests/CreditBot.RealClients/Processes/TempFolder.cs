namespace CreditBot.RealClients.Processes;

/// <summary>A folder of one test's own, removed with everything in it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("creditbot-test-").FullName;

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was just killed may still be closing a file; the system's own cleaning of /tmp takes the rest.
        }
    }
}
