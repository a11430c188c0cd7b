using System.CommandLine;
using System.Text;
using System.Text.Json;
using CreditBot.Settings;
using CreditBot.Understanding;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary><c>creditbot understand</c>: utterances as JSON lines in, one frame a line out (data/nlu/README.md).</summary>
internal static class UnderstandCommand
{
    private const int Done = 0;
    private const int Wrong = 2;

    public static Command Create()
    {
        var today = new Option<string?>("--today")
        {
            Description =
                "The date that \"tomorrow\" counts from, yyyy-MM-dd; today when left out.",
        };
        var clients = new Option<FileInfo?>("--clients")
        {
            Description =
                "A JSON file with the client names that may be spoken of: [{\"name\":\"…\"}].",
        };
        var json = new Option<bool>("--json")
        {
            Description = "Frames are JSON lines in any case.",
        };
        var command = new Command(
            "understand",
            "Reads utterances as JSON lines on standard input and writes one frame per line, in order."
        )
        {
            today,
            clients,
            json,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
                await using var output = new StreamWriter(
                    Console.OpenStandardOutput(),
                    new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
                );
                var date =
                    parsed.GetValue(today)
                    ?? LocalDatePattern.Iso.Format(Today(SystemClock.Instance));
                return await RunAsync(
                    date,
                    parsed.GetValue(clients),
                    input,
                    output,
                    Console.Error,
                    stop
                );
            }
        );
        return command;
    }

    /// <summary>Runs over the given streams; the exit code is 2 when an option or any line can't be read.</summary>
    public static async Task<int> RunAsync(
        string today,
        FileInfo? clients,
        TextReader input,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        if (LocalDatePattern.Iso.Parse(today) is not { Success: true, Value: var date })
        {
            await errors.WriteLineAsync($"--today: '{today}' is no date; write it as 2026-11-22.");
            return Wrong;
        }

        var (names, fault) = await RosterAsync(clients, stop);
        if (fault is not null)
        {
            await errors.WriteLineAsync($"--clients: {fault}");
            return Wrong;
        }

        var understanding = new LocalUnderstanding(UnderstandingSettings.OfEnvironment().Encoder);
        var code = Done;
        var number = 0;
        while (await input.ReadLineAsync(stop) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (FrameJson.TryRead(line, date, names, out var utterance, out var error))
            {
                await output.WriteLineAsync(
                    FrameJson.Write(understanding.Read(utterance)).AsMemory(),
                    stop
                );
            }
            else
            {
                await errors.WriteLineAsync($"Line {number}: {error}");
                code = Wrong;
            }
        }

        await output.FlushAsync(stop);
        return code;
    }

    private static LocalDate Today(IClock clock) => clock.GetCurrentInstant().InUtc().Date;

    private static async Task<(IReadOnlyList<string> Names, string? Fault)> RosterAsync(
        FileInfo? file,
        CancellationToken stop
    )
    {
        if (file is null)
        {
            return ([], null);
        }

        try
        {
            await using var stream = file.OpenRead();
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: stop);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? ([.. document.RootElement.EnumerateArray().Select(Name).OfType<string>()], null)
                : ([], $"{file.Name} must hold a JSON array of {{\"name\":\"…\"}}.");
        }
        catch (JsonException unreadable)
        {
            return ([], $"{file.Name} is not JSON: {unreadable.Message}");
        }
        catch (Exception unopened) when (unopened is IOException or UnauthorizedAccessException)
        {
            return ([], unopened.Message);
        }
    }

    private static string? Name(JsonElement client) =>
        client.ValueKind == JsonValueKind.String ? client.GetString()
        : client.ValueKind == JsonValueKind.Object
        && client.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
            ? name.GetString()
        : null;
}
