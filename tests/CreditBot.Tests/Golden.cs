using System.Runtime.CompilerServices;

namespace CreditBot.Tests;

/// <summary>Compares with a file beside the test; CREDITBOT_GOLDEN=write writes it, to be read line by line before it is kept.</summary>
internal static class Golden
{
    public static void ShouldMatch(
        string actual,
        string name,
        string folder = "Golden",
        [CallerFilePath] string testFile = ""
    )
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, folder, name);
        if (Environment.GetEnvironmentVariable("CREDITBOT_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        actual.ShouldBe(
            File.ReadAllText(path),
            $"{name} changed; if that is meant, read it line by line."
        );
    }
}
