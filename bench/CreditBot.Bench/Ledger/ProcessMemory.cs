using System.Globalization;

namespace CreditBot.Bench.Ledger;

/// <summary>What the system says of a process' memory.</summary>
internal static class ProcessMemory
{
    public const string Now = "VmRSS:";
    public const string Peak = "VmHWM:";

    /// <summary>In MiB; null when the process is gone.</summary>
    public static double? Of(int process, string what)
    {
        try
        {
            var line = File.ReadLines(
                    $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status"
                )
                .FirstOrDefault(line => line.StartsWith(what, StringComparison.Ordinal));
            return line is null
                ? null
                : int.Parse(
                    line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture
                ) / 1024d;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
