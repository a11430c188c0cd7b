using System.Diagnostics;
using System.Globalization;
using CreditBot.Bench.Ledger;

namespace CreditBot.Bench.Workbooks;

/// <summary><c>workbooks</c>: what a large month's workbook takes, against ClosedXML alone with the same cells (issue 9).</summary>
internal static class WorkbooksBench
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync()
    {
        var figures = new Figures(Console.Out);
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}. Ratios are medians over rounds that take turns, with [least..most]."
        );
        figures.Heading("2,000 clients, 62,000 rows of daily usage: against ClosedXML alone");
        var times = new List<double>();
        var busy = new List<double>();
        var peaks = new List<double>();
        Took ours = default;
        Took theirs = default;
        for (var round = 0; round < Rounds; round++)
        {
            ours = await RunAsync(WorkbookWriting.Ours, 2_000, 62_000, withLedger: false);
            theirs = await RunAsync(
                WorkbookWriting.ClosedXmlAlone,
                2_000,
                62_000,
                withLedger: false
            );
            times.Add(ours.Milliseconds / theirs.Milliseconds);
            busy.Add(ours.Busy / theirs.Busy);
            peaks.Add(ours.PeakMemory / theirs.PeakMemory);
        }

        figures.AtMost("time", new Samples(times), 0.30, $"{ours.Time}, ClosedXML {theirs.Time}");
        // What other work on the machine disturbs less.
        figures.AtMost("processor time", new Samples(busy), 0.30, "");
        figures.AtMost(
            "peak memory",
            new Samples(peaks),
            0.50,
            $"{ours.Memory}, ClosedXML {theirs.Memory}"
        );
        var whole = await RunAsync(WorkbookWriting.Ours, 2_000, 62_000, withLedger: true);
        figures.Context(
            "with the 64,000 entries of the Ledger sheet",
            $"{whole.Time}, {whole.Memory}, {whole.Size}"
        );

        figures.Heading("20,000 clients, 300,000 rows of daily usage, 320,000 entries");
        var large = await RunAsync(WorkbookWriting.Ours, 20_000, 300_000, withLedger: true);
        figures.AtMost(
            "peak memory in MiB",
            new Samples([large.PeakMemory]),
            400,
            $"{large.Time}, {large.Size}"
        );
        return figures.AllReached ? 0 : 1;
    }

    private static async Task<Took> RunAsync(string how, int clients, int days, bool withLedger)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        string[] words =
        [
            typeof(WorkbooksBench).Assembly.Location,
            "workbook",
            how,
            clients.ToString(CultureInfo.InvariantCulture),
            days.ToString(CultureInfo.InvariantCulture),
            withLedger ? "ledger" : "plain",
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var said = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        var parts = said.Split('\n')[^1].Split(' ');
        return process.ExitCode == 0
            ? new Took(Number(parts[0]), Number(parts[1]), Number(parts[2]), Number(parts[3]))
            : throw new InvalidOperationException($"{how} ended badly: {said}");

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <param name="PeakMemory">In MiB, of the whole process.</param>
    private readonly record struct Took(
        double Milliseconds,
        double Busy,
        double PeakMemory,
        double Bytes
    )
    {
        public string Time =>
            string.Create(CultureInfo.InvariantCulture, $"{Milliseconds / 1000:0.0} s");

        public string Memory =>
            string.Create(CultureInfo.InvariantCulture, $"{PeakMemory:0} MiB at most");

        public string Size =>
            string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1_000_000:0.0} MB of file");
    }
}
