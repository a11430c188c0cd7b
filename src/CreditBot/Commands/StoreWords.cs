using CreditBot.Storage.Checks;

namespace CreditBot.Commands;

/// <summary>What a check of the store found, for a person to read.</summary>
internal static class StoreWords
{
    public static string Of(StoreReport report)
    {
        var lines = report
            .Faults.Select(fault =>
                fault.Client is { } client ? $"{client}: {fault.Fault}"
                : fault.Agency is { } agency ? $"agency {agency}: {fault.Fault}"
                : fault.Fault
            )
            .ToList();
        if (report.More > 0)
        {
            lines.Add($"… and {report.More} more.");
        }

        var size = Size(report);
        lines.Add(
            report.IsClean
                ? $"All is well: {size} are what was written and add up."
                : $"{Many(report.Faults.Count + report.More, "fault", "faults")} in {size}."
        );
        return string.Join(Environment.NewLine, lines);
    }

    private static string Size(StoreReport report) =>
        $"{Many(report.Entries, "entry", "entries")} of {Many(report.Clients, "client", "clients")} and {Many(report.Agencies, "agency", "agencies")}";

    public static string Many(long count, string one, string more) =>
        $"{count} {(count == 1 ? one : more)}";
}
