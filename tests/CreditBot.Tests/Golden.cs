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

        var expected = File.ReadAllText(path);
        if (actual != expected)
        {
            Assert.Fail(
                $"{name} changed; if that is meant, read it line by line.\n{FirstDifference(expected, actual)}"
            );
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (was, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < Math.Min(was.Length, now.Length) && was[line] == now[line])
        {
            line++;
        }

        return $"line {line + 1}\nwas: {was.ElementAtOrDefault(line) ?? "(end)"}\nnow: {now.ElementAtOrDefault(line) ?? "(end)"}";
    }
}
