using System.Diagnostics;
using System.Globalization;
using CreditBot.Bench.Understanding;
using CreditBot.Understanding;

namespace CreditBot.Bench;

/// <summary><c>understanding [--quiet]</c>: scores the understanding on the labelled lines and lists every error.</summary>
internal static class UnderstandingScore
{
    private static readonly string[] Files =
    [
        "dev_utterances.jsonl",
        "clinc_chat_train.jsonl",
        "clinc_oos_train.jsonl",
    ];

    public static int Run(string[] args)
    {
        if (LabelledLines.Folder() is not { } folder)
        {
            Console.Error.WriteLine("There is no shared/data/nlu beside the checkout.");
            return 1;
        }

        var understanding = new RuleUnderstanding();
        Console.WriteLine(
            $"{"lines", -24} {"n", 6} {"intent", 8} {"frames", 8} {"outside", 8} {"refused", 8} {"unsafe", 7} {"µs each", 8}"
        );
        foreach (var file in Files)
        {
            var lines = LabelledLines.Read(folder, file);
            var score = Score.Of(understanding, lines);
            var watch = Stopwatch.StartNew();
            foreach (var line in lines)
            {
                understanding.Read(line.Said);
            }

            var each = watch.Elapsed.TotalMicroseconds / lines.Count;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file, -24} {score.Lines, 6} {score.Accuracy, 8:0.000} {score.ExactFrames, 8:0.000} {score.OutsideRecall, 8:0.000} {score.Refused, 8:0.000} {score.Unsafe, 7} {each, 8:0.0}"
                )
            );
            if (!args.Contains("--quiet", StringComparer.Ordinal))
            {
                foreach (var error in score.Errors)
                {
                    Console.WriteLine("  " + error);
                }
            }
        }

        return 0;
    }
}
