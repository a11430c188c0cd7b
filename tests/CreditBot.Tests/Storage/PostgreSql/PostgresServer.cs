using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CreditBot.Tests.Storage.PostgreSql;

/// <summary>Debian's PostgreSQL 15 for tests and bench: in a temporary folder, on this machine alone, gone with the process that started it, killed or not.</summary>
/// <remarks>
/// Its databases sort by the rules of English (ICU), as those of agencies may: a store that relies on the order of bytes
/// has to say so. One source file, linked into the projects that use it.
/// </remarks>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private const int MostTries = 5;

    /// <summary>A server that ends by itself takes no part in the pipe, so the end of its input is the end of the process that started it.</summary>
    private const string Watch =
        "trap '' HUP INT TERM; exec >/dev/null 2>&1; cat; cd /; \"$@\"; rm -rf -- \"$0\"";

    private static readonly Lazy<Task<PostgresServer>> ForAll = new(() => StartAsync());

    private readonly string _folder;
    private readonly Process _watcher;
    private int _databases;

    private PostgresServer(string folder)
    {
        _folder = folder;
        // In a session of its own: what ends the test process' whole group leaves it to tidy up.
        var watch = AsServer("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w");
        _watcher = Process.Start(
            new ProcessStartInfo("setsid", ["sh", "-c", Watch, folder, .. watch])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                WorkingDirectory = "/",
            }
        )!;
    }

    public int Port { get; private set; }

    /// <summary>What the server has logged since it was made.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "(it has no log)";

    /// <summary>Where its files are.</summary>
    public string Folder => _folder;

    private string Data => Path.Combine(_folder, "data");

    private string LogFile => Path.Combine(_folder, "log");

    /// <summary>The server that the tests of one process share. Who stops a server starts one of their own.</summary>
    public static Task<PostgresServer> SharedAsync() => ForAll.Value;

    /// <param name="fsync">Whether it waits for the disk. Crash tests and speed depend on it.</param>
    /// <param name="settings">More settings, such as <c>log_statement=all</c>.</param>
    public static async Task<PostgresServer> StartAsync(
        bool fsync = true,
        params IReadOnlyList<string> settings
    )
    {
        if (!File.Exists(Path.Combine(Programs, "initdb")))
        {
            throw new InvalidOperationException(
                $"PostgreSQL 15 is not in {Programs}: apt-get install postgresql-15 (./test.sh does)."
            );
        }

        var server = new PostgresServer(
            Directory.CreateTempSubdirectory("creditbot-postgres-").FullName
        );
        try
        {
            await server.MakeAsync(fsync, settings);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new, empty database that belongs to a role of its own with no rights besides.</summary>
    /// <returns>A connection string for Npgsql.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"creditbot_{Interlocked.Increment(ref _databases)}";
        var password = RandomNumberGenerator.GetHexString(16);
        await SqlAsync(
            $"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{password}'",
            $"CREATE DATABASE {name} OWNER {name}",
            $"REVOKE ALL ON DATABASE {name} FROM PUBLIC"
        );
        return $"Host=127.0.0.1;Port={Port};Database={name};Username={name};Password={password}";
    }

    /// <summary>Runs statements as the server's administrator, each for itself.</summary>
    /// <returns>What they answered: rows as lines, columns parted by <c>|</c>.</returns>
    public async Task<string> SqlAsync(params IEnumerable<string> statements) =>
        await RunAsync([
            Path.Combine(Programs, "psql"),
            "-XqAt",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            _folder,
            "-p",
            Port.ToString(CultureInfo.InvariantCulture),
            "-U",
            "postgres",
            "-d",
            "postgres",
            .. statements.SelectMany(statement => new[] { "-c", statement }),
        ]);

    /// <summary>Ends every session and stops.</summary>
    public Task StopAsync() => StopAsync("fast");

    /// <summary>Stops as in a crash: no checkpoint, nothing tidied; the next start recovers from the log.</summary>
    public Task CrashAsync() => StopAsync("immediate");

    /// <summary>Starts again, on the same port, and waits until it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        try
        {
            // -l: the server writes there and not to our pipes, which would never end.
            await RunAsync(
                AsServer("pg_ctl", "start", "-D", Data, "-l", LogFile, "-w", "-t", "60")
            );
        }
        catch (InvalidOperationException failed)
        {
            throw new InvalidOperationException($"{failed.Message}\n{Log}", failed);
        }
    }

    /// <summary>Stops and starts again.</summary>
    /// <param name="crash">As in a crash, and not in order.</param>
    public async Task RestartAsync(bool crash = false)
    {
        await StopAsync(crash ? "immediate" : "fast");
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _watcher.StandardInput.Close();
        await _watcher.WaitForExitAsync(CancellationToken.None);
        _watcher.Dispose();
    }

    private async Task StopAsync(string how) =>
        await RunAsync(AsServer("pg_ctl", "stop", "-D", Data, "-m", how, "-w", "-t", "60"));

    private async Task MakeAsync(bool fsync, IReadOnlyList<string> settings)
    {
        if (Account is { } account)
        {
            await RunAsync(["chown", account, _folder]);
        }

        await RunAsync(
            AsServer(
                "initdb",
                ["-D", Data, "-U", "postgres", "--no-sync", "-E", "UTF8"],
                ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"],
                ["--auth-local=trust", "--auth-host=scram-sha-256"]
            )
        );
        for (var tries = 1; ; tries++)
        {
            Port = FreePort();
            await File.WriteAllLinesAsync(
                Path.Combine(Data, "postgresql.auto.conf"),
                [
                    "listen_addresses='127.0.0.1'",
                    $"port={Port}",
                    $"unix_socket_directories='{_folder}'",
                    "max_connections=300",
                    $"fsync={(fsync ? "on" : "off")}",
                    "log_line_prefix='%m [%p] %d '",
                    .. settings,
                ]
            );
            try
            {
                await StartAgainAsync();
                return;
            }
            catch (InvalidOperationException failed)
                when (tries < MostTries
                    && failed.Message.Contains("Address already in use", StringComparison.Ordinal)
                )
            {
                // Somebody took the port meanwhile.
            }
        }
    }

    /// <summary>The account to run as: initdb and postgres refuse root.</summary>
    private static string? Account =>
        Environment.UserName != "root" ? null
        : File.ReadLines("/etc/passwd")
            .Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
        : "nobody";

    private static string[] AsServer(string program, params IEnumerable<string> arguments) =>
        [
            .. Account is { } account
                ? new[] { "setpriv", $"--reuid={account}", "--clear-groups", "--" }
                : [],
            Path.Combine(Programs, program),
            .. arguments,
        ];

    private static string[] AsServer(string program, params IEnumerable<string>[] arguments) =>
        AsServer(program, arguments.SelectMany(some => some));

    /// <summary>Below those that the system gives to outgoing connections: it has to be free after a stop, too.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(15_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException) { }
        }
    }

    private static async Task<string> RunAsync(string[] command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
                Environment = { ["LC_ALL"] = "C.UTF-8" },
            }
        )!;
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await said
            : throw new InvalidOperationException(
                $"{string.Join(' ', command)} ended with code {process.ExitCode}: {await said}{await complained}"
            );
    }
}
