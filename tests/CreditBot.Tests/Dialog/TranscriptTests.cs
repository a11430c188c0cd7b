using System.Runtime.CompilerServices;
using CreditBot.Ports;
using CreditBot.Storage.LiteDb;
using CreditBot.Storage.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>Whole conversations in readable files, replayed by the real dialog over real stores.</summary>
public sealed class TranscriptTests
{
    private const string Folder = "Transcripts";

    public static TheoryData<string> Names =>
        [
            .. Directory
                .EnumerateFiles(FolderPath(), "*.txt", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(FolderPath(), path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_conversation_goes_as_written(string name)
    {
        var stop = TestContext.Current.CancellationToken;
        var written = await File.ReadAllTextAsync(Path.Combine(FolderPath(), name), stop);
        var played = await Replay.OfAsync(written, clock => new MemoryStore(clock), stop);
        Golden.ShouldMatch(played, name, Folder);
    }

    [Theory]
    [InlineData("happy-path/takes-the-first-option-of-design-1.txt")]
    [InlineData("approvals/approves-fewer.txt")]
    public async Task The_embedded_store_gives_the_same_conversation(string name)
    {
        var stop = TestContext.Current.CancellationToken;
        var written = await File.ReadAllTextAsync(Path.Combine(FolderPath(), name), stop);
        var folder = Directory.CreateTempSubdirectory("creditbot-dialog-");
        try
        {
            var played = await Replay.OfAsync(written, clock => Embedded(folder, clock), stop);
            Golden.ShouldMatch(played, name, Folder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IStore Embedded(DirectoryInfo folder, IClock clock) =>
        LiteDbStore.Open(
            Path.Combine(folder.FullName, "creditbot.db"),
            "http://localhost:3978",
            clock,
            NullLogger<LiteDbStore>.Instance
        );

    private static string FolderPath([CallerFilePath] string testFile = "") =>
        Path.Combine(Path.GetDirectoryName(testFile)!, Folder);
}
