using System.Reflection;

namespace CreditBot.RealClients.Processes;

/// <summary>Places in the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The built product, an assembly for <c>dotnet</c>.</summary>
    public static string Product { get; } = Built("src/CreditBot", "creditbot.dll");

    /// <summary>The built program that writes a store, or runs the product, until it kills itself.</summary>
    public static string Crasher { get; } =
        Built("tests/CreditBot.StoreCrasher", "CreditBot.StoreCrasher.dll");

    /// <summary>Where pictures for a person to look at are put; made when missing.</summary>
    public static string Screenshots { get; } =
        Directory.CreateDirectory(Path.Combine(Root, "TestResults", "screenshots")).FullName;

    public static string Of(string relativePath) => Path.Combine(Root, relativePath);

    private static string Built(string project, string assembly) =>
        Path.Combine(
            Root,
            project,
            "bin",
            Metadata("Configuration"),
            Metadata("TargetFramework"),
            assembly
        );

    private static string Metadata(string key) =>
        typeof(Repository)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
