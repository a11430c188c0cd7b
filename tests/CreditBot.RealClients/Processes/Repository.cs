using System.Reflection;

namespace CreditBot.RealClients.Processes;

/// <summary>Places in the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The built product, an assembly for <c>dotnet</c>.</summary>
    public static string Product { get; } =
        Path.Combine(
            Root,
            "src/CreditBot/bin",
            Metadata("Configuration"),
            Metadata("TargetFramework"),
            "creditbot.dll"
        );

    /// <summary>Where pictures for a person to look at are put; made when missing.</summary>
    public static string Screenshots { get; } =
        Directory.CreateDirectory(Path.Combine(Root, "TestResults", "screenshots")).FullName;

    public static string Of(string relativePath) => Path.Combine(Root, relativePath);

    private static string Metadata(string key) =>
        typeof(Repository)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
