using System.Runtime.CompilerServices;
using CreditBot.Channels;
using CreditBot.Storage.Memory;

namespace CreditBot.Tests.Dialog;

/// <summary>Every message and card of all transcripts: what the product says, for whoever has to draw it.</summary>
internal static class SpokenMessages
{
    public static async Task<IReadOnlyList<Message>> AllAsync(CancellationToken stop)
    {
        var messages = new List<Message>();
        foreach (
            var path in Directory
                .EnumerateFiles(Folder(), "*.txt", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            var (_, flow) = await Replay.PlayAsync(
                await File.ReadAllTextAsync(path, stop),
                clock => new MemoryStore(clock),
                stop
            );
            messages.AddRange(flow.Messages);
        }

        return messages;
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Transcripts");
}
