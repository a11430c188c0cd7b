using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Teams;

/// <summary>The npm packages beside these tests, in the versions that their lock file names.</summary>
internal static class NpmPeers
{
    private static readonly string Folder = Repository.Of("tests/CreditBot.RealClients/npm");

    /// <summary>Runs a script of that folder, or of a package in it, under the machine's Node.</summary>
    public static ChildProcess Start(
        string script,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? folder = null,
        Action<string>? heard = null
    ) =>
        Directory.Exists(Path.Combine(Folder, "node_modules"))
            ? ChildProcess.Start(
                "node",
                [Path.Combine(Folder, script), .. arguments],
                environment,
                folder,
                heard
            )
            : throw new DirectoryNotFoundException(
                $"The npm packages are missing: ./test.sh installs them, or `npm ci` in {Folder}."
            );
}
