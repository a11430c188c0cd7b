using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CreditBot.Understanding.Training;
using CreditBot.Understanding.Vectors;

namespace CreditBot.Commands;

/// <summary><c>creditbot train</c>: makes the understanding's model from the sentences of Understanding/Training.</summary>
internal static class TrainCommand
{
    public const string DefaultPath = "intents.model";

    public static Command Create()
    {
        var path = new Option<FileInfo>("--out")
        {
            Description =
                $"The file to write, {DefaultPath} when left out. The product's own is src/CreditBot/Understanding/Learned/{DefaultPath}; it is built in.",
            DefaultValueFactory = _ => new FileInfo(DefaultPath),
        };
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Train, and write no file.");
        var command = new Command(
            "train",
            "Makes the model that understands what no rule does. The same sentences make the same file."
        )
        {
            path,
            json,
            dryRun,
        };
        command.SetAction(
            (parsed, stop) =>
                RunAsync(
                    parsed.GetRequiredValue(path),
                    TrainingSentence.All(),
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return command;
    }

    internal static async Task<int> RunAsync(
        FileInfo path,
        IReadOnlyList<TrainingSentence> sentences,
        bool json,
        bool dryRun,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        await errors.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Training on {sentences.Count} sentences; this takes some minutes."
            )
        );
        using var made = new MemoryStream();
        IntentTrainer.Train(sentences, SentenceEncoder.Shared.Encode).Write(made);
        var intents = sentences.Select(sentence => sentence.Intent).Distinct().Count();
        if (!dryRun)
        {
            try
            {
                await File.WriteAllBytesAsync(path.FullName, made.ToArray(), stop);
            }
            catch (Exception unwritten)
                when (unwritten is IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync($"--out: {unwritten.Message}");
                return ExitCodes.Failed;
            }
        }

        var sum = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(made.ToArray())
        );
        var written = dryRun ? null : path.FullName;
        await output.WriteLineAsync(
            json
                ? JsonSerializer.Serialize(
                    new
                    {
                        sentences = sentences.Count,
                        intents,
                        bytes = made.Length,
                        sha256 = sum,
                        written,
                    }
                )
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sentences.Count} sentences of {intents} intents made a model of {made.Length:N0} bytes, SHA-256 {sum}; {(written is null ? "nothing was written" : $"written to {written}")}."
                )
        );
        return ExitCodes.Done;
    }
}
