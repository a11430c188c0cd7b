using System.Diagnostics;
using System.Globalization;
using CreditBot.Bench.Understanding;
using CreditBot.Understanding;
using CreditBot.Understanding.Learned;
using CreditBot.Understanding.Vectors;

namespace CreditBot.Bench;

/// <summary>
/// <c>understanding [--quiet] [--unseen] [--held-out] [file …]</c>: scores rules, the model by words and with sentence vectors, rules with the model
/// by words ("off") and with vectors ("both"), on labelled lines, and lists every error of both, but those of sentences that are
/// still held out only with <c>--held-out</c>;
/// with <c>--unseen</c> also on the training sentences, template by template left out of the training.
/// </summary>
internal static class UnderstandingScore
{
    /// <summary>The gate of the model alone.</summary>
    private const float Gate = 0.5f;

    private const int Rounds = 15;

    private static readonly string[] Files =
    [
        "dev_utterances.jsonl",
        "clinc_chat_train.jsonl",
        "clinc_oos_train.jsonl",
    ];

    private static readonly (string Name, Func<Learned, IUnderstanding> Reader)[] Readers =
    [
        ("rules", _ => new RuleUnderstanding()),
        ("words", learned => new ModelAlone(learned.Model, _ => null, Gate)),
        ("vector", learned => new ModelAlone(learned.Model, Meaning, Gate)),
        ("off", learned => new LocalUnderstanding(() => learned.Model, _ => null)),
        ("both", learned => new LocalUnderstanding(() => learned.Model, Meaning)),
    ];

    private static readonly Dictionary<string, float[]?> Meanings = new(StringComparer.Ordinal);

    // Kept, since many readers read the same lines.
    private static float[]? Meaning(string text)
    {
        if (!Meanings.TryGetValue(text, out var meaning))
        {
            meaning = SentenceEncoder.SharedIfThere?.Encode(text);
            Meanings.Add(text, meaning);
        }

        return meaning;
    }

    public static int Run(string[] args)
    {
        if (LabelledLines.Folder() is not { } folder)
        {
            Console.Error.WriteLine("There is no shared/data/nlu beside the checkout.");
            return 1;
        }

        var quiet = args.Contains("--quiet", StringComparer.Ordinal);
        Console.WriteLine(
            $"{"lines", -24} {"by", -6} {"n", 6} {"intent", 8} {"frames", 8} {"outside", 8} {"refused", 8} {"asked", 6} {"right", 6} {"unsafe", 7}"
        );
        foreach (var file in Files.Where(one => Asked(one, args)))
        {
            var lines = LabelledLines.Read(folder, file);
            foreach (var (name, reader) in Readers)
            {
                var score = Score.Of(reader(new Learned(IntentModel.Shipped)), lines);
                Print(file, name, score, errors: name == "both" && !quiet);
            }
        }

        foreach (var file in FreshLines.Files.Where(one => Asked(one, args)))
        {
            var lines = FreshLines.Read(file);
            foreach (var (name, reader) in Readers)
            {
                var score = Score.Of(reader(new Learned(IntentModel.Shipped)), lines);
                Print(file, name, score, errors: name == "both" && !quiet && Shown(file, args));
            }
        }

        if (args.Contains("--unseen", StringComparer.Ordinal))
        {
            foreach (var (name, score) in UnseenTemplates.Score([.. Readers, .. Grid()], Meaning))
            {
                Print("unseen templates", name, score, errors: name == "both" && !quiet);
            }
        }

        if (Asked("dialogs_dev.jsonl", args))
        {
            PrintDialogs("dialogs_dev.jsonl", Dialogs.ScoreDevAsync(folder), !quiet);
        }

        foreach (var file in Dialogs.Files.Where(one => Asked(one, args)))
        {
            PrintDialogs(file, Dialogs.ScoreAsync(file), !quiet && Shown(file, args));
        }

        if (Asked(Files[0], args))
        {
            Time(LabelledLines.Read(folder, Files[0]));
        }

        return 0;
    }

    private static readonly float[] OursTried = [0.3f, 0.4f, 0.5f, 0.6f, 0.7f];
    private static readonly float[] ClearTried = [0.15f, 0.25f, 0.35f];

    // Rules and model at other thresholds: "ours/clear".
    private static IEnumerable<(string Name, Func<Learned, IUnderstanding> Reader)> Grid() =>
        from ours in OursTried
        from clear in ClearTried
        select (
            string.Create(CultureInfo.InvariantCulture, $"{ours:0.0}/{clear:0.00}"),
            (Func<Learned, IUnderstanding>)(
                learned => new LocalUnderstanding(
                    () => learned.Model,
                    Meaning,
                    new Thresholds(ours, clear)
                )
            )
        );

    // All files, unless some are named.
    private static bool Asked(string file, string[] args) =>
        args.Contains(file, StringComparer.Ordinal)
        || !Array.Exists(args, one => !one.StartsWith("--", StringComparison.Ordinal));

    // What errors of these were looked at would be fitted to, and tell nothing any more.
    private static bool Shown(string file, string[] args) =>
        args.Contains("--held-out", StringComparer.Ordinal)
        || file is not ("heldout6.txt" or "dialogs-heldout7.txt");

    private static void Print(string file, string name, Score score, bool errors)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file, -24} {name, -6} {score.Lines, 6} {score.Accuracy, 8:0.000} {score.ExactFrames, 8:0.000} {score.OutsideRecall, 8:0.000} {score.Refused, 8:0.000} {score.AskedBack, 6} {score.AskedBackRight, 6} {score.Unsafe, 7}"
            )
        );
        if (errors)
        {
            foreach (var error in score.Errors)
            {
                Console.WriteLine("  " + error);
            }
        }
    }

    private static void PrintDialogs(
        string file,
        Task<(int All, int Right, IReadOnlyList<string> Wrong)> playing,
        bool errors
    )
    {
        var (all, right, wrong) = playing.GetAwaiter().GetResult();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file, -24} dialogs {all, 5} with every fact right {right} ({(double)right / all:0.000})"
            )
        );
        foreach (var error in errors ? wrong : [])
        {
            Console.WriteLine("  " + error);
        }
    }

    // Each message by itself, the best of many rounds, so that what else runs on the machine counts little.
    private static void Time(IReadOnlyList<LabelledLine> lines)
    {
        var understanding = new LocalUnderstanding();
        var best = new double[lines.Count];
        Array.Fill(best, double.MaxValue);
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < lines.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                understanding.Read(lines[i].Said);
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(best);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"One message: median {best[best.Length / 2]:0.0} µs, 95 % within {best[best.Length * 95 / 100]:0.0} µs, {allocated / lines.Count:N0} bytes on average (dev lines, best of {Rounds} rounds)."
            )
        );
    }
}
