using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary><c>creditbot converse</c>: whole dialogs from standard input, each on a fresh agency in memory (contract.md, Command line).</summary>
internal static class ConverseCommand
{
    private const int Wrong = 2;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var json = new Option<bool>("--json")
        {
            Description = "Answer as JSON lines; it is the only form there is.",
        };
        var command = new Command(
            "converse",
            "Plays dialogs: reads one JSON object a line from standard input, writes the facts after each turn (data/nlu)."
        )
        {
            json,
        };
        command.SetAction((_, stop) => RunAsync(Console.In, Console.Out, Console.Error, stop));
        return command;
    }

    /// <returns>0 when every line was played, 2 when one could not be read.</returns>
    internal static async Task<int> RunAsync(
        TextReader input,
        TextWriter output,
        TextWriter error,
        CancellationToken stop
    )
    {
        var number = 0;
        while (await input.ReadLineAsync(stop) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var script = DialogScript.Read(line);
                var turns = await ScriptPlayer.PlayAsync(script, stop);
                await output.WriteLineAsync(
                    JsonSerializer.Serialize(new Played(script.Id, turns), Options)
                );
            }
            catch (Exception e)
                when (e is JsonException or FormatException or UnparsableValueException)
            {
                await error.WriteLineAsync($"Line {number}: {e.Message}");
                return Wrong;
            }
        }

        return 0;
    }

    private sealed record Played(string Id, IReadOnlyList<ScriptFacts> Turns);
}
