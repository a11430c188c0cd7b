using System.Collections.Concurrent;
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

    private static readonly ConcurrentDictionary<
        string,
        Lazy<Task<(string Played, Flow Flow)>>
    > Played = new();

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
        Golden.ShouldMatch((await PlayedAsync(name)).Played, name, Folder);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_goes_the_same_when_each_turn_comes_to_another_node(string name) =>
        Golden.ShouldMatch(
            await Replay.OfAsync(
                await File.ReadAllTextAsync(
                    Path.Combine(FolderPath(), name),
                    TestContext.Current.CancellationToken
                ),
                clock => new MemoryStore(clock, isShared: true),
                TestContext.Current.CancellationToken,
                nodes: 2
            ),
            name,
            Folder
        );

    [Fact]
    public void There_are_enough_of_them() => Names.Count.ShouldBeGreaterThanOrEqualTo(60);

    [Fact]
    public async Task Every_frame_step_and_exit_is_gone_through()
    {
        var by = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            foreach (var step in (await PlayedAsync(name)).Flow.Seen)
            {
                by[step] = by.GetValueOrDefault(step) + 1;
            }
        }

        foreach (var step in Flow.All)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{by.GetValueOrDefault(step), 4} transcripts: {step}"
            );
        }

        Flow.All.Where(step => !by.ContainsKey(step)).ShouldBeEmpty();
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

    /// <summary>Each is played once, whoever asks.</summary>
    internal static Task<(string Played, Flow Flow)> PlayedAsync(string name) =>
        Played
            .GetOrAdd(
                name,
                _ => new Lazy<Task<(string, Flow)>>(async () =>
                    await Replay.PlayAsync(
                        await File.ReadAllTextAsync(
                            Path.Combine(FolderPath(), name),
                            TestContext.Current.CancellationToken
                        ),
                        clock => new MemoryStore(clock),
                        TestContext.Current.CancellationToken
                    )
                )
            )
            .Value;

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
