using System.Globalization;
using CreditBot.Tests.Storage.PostgreSql;

namespace CreditBot.Bench.Postgres;

/// <summary>What a database server has done so far: processor time of all its processes, flushes and bytes of its log.</summary>
/// <param name="Processor">Of those that have ended too, as long as the server has waited for them.</param>
internal sealed record DatabaseLoad(TimeSpan Processor, double LogBytes)
{
    private const double TicksInSecond = 100;

    public static async Task<DatabaseLoad> OfAsync(PostgresServer server)
    {
        var first = int.Parse(
            File.ReadLines(Path.Combine(server.Folder, "data", "postmaster.pid")).First(),
            CultureInfo.InvariantCulture
        );
        var all = Directory
            .EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(Stat)
            .OfType<ProcessStat>()
            .ToList();
        var ticks =
            all.Where(one => one.Parent == first).Sum(one => one.Own)
            + all.Where(one => one.Id == first).Sum(one => one.Own + one.Children);
        return new DatabaseLoad(
            TimeSpan.FromSeconds(ticks / TicksInSecond),
            double.Parse(
                await server.SqlAsync("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn"),
                CultureInfo.InvariantCulture
            )
        );
    }

    public static DatabaseLoad operator -(DatabaseLoad one, DatabaseLoad other) =>
        new(one.Processor - other.Processor, one.LogBytes - other.LogBytes);

    /// <summary>Flushes since <see cref="ForgetFlushesAsync"/>. Sessions that are still open may have told of none of theirs.</summary>
    public static async Task<long> FlushesAsync(PostgresServer server) =>
        long.Parse(
            await server.SqlAsync("select wal_sync from pg_stat_wal"),
            CultureInfo.InvariantCulture
        );

    public static Task ForgetFlushesAsync(PostgresServer server) =>
        server.SqlAsync("select pg_stat_reset_shared('wal')");

    private static ProcessStat? Stat(string id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            // The name before it may hold anything, blanks too.
            var parts = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcessStat(
                int.Parse(id, CultureInfo.InvariantCulture),
                int.Parse(parts[1], CultureInfo.InvariantCulture),
                Number(parts[11]) + Number(parts[12]),
                Number(parts[13]) + Number(parts[14])
            );
        }
        catch (IOException)
        {
            // It has ended.
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record ProcessStat(int Id, int Parent, long Own, long Children);
}
