using System.Diagnostics;
using System.Net.Http.Headers;
using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Product;

/// <summary>The built product, running as a process of its own on files of its own.</summary>
internal sealed class RunningCreditBot : IAsyncDisposable
{
    public const string AdminKey = "an-admin-key-for-tests-only-0123456789";

    private readonly TempFolder _folder;
    private readonly Dictionary<string, string?> _settings;
    private ChildProcess? _process;

    private RunningCreditBot(IReadOnlyDictionary<string, string?> settings)
    {
        _folder = new();
        Url = new($"http://127.0.0.1:{FreePort.Next()}");
        _settings = new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Url.GetLeftPart(UriPartial.Authority),
            ["Api__AdminKey"] = AdminKey,
            ["Mail__PickupDirectory"] = Pickup,
            ["Seed__Demo"] = "false",
            ["Storage__Path"] = Store,
        };
        foreach (var (name, value) in settings)
        {
            _settings[name] = value;
        }

        Api = new() { BaseAddress = Url };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        Stranger = new() { BaseAddress = Url };
    }

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Url { get; }

    public Uri Messages => new(Url, "/api/messages");

    /// <summary>Calls it with the AdminKey.</summary>
    public HttpClient Api { get; }

    /// <summary>Calls it without any key.</summary>
    public HttpClient Stranger { get; }

    /// <summary>The store's file.</summary>
    public string Store => _folder.Of("creditbot.db");

    /// <summary>The folder in which mail is put when no SMTP server is set.</summary>
    public string Pickup => _folder.Of("mail");

    /// <summary>What it wrote since it was last started.</summary>
    public string Output => _process?.Output ?? string.Empty;

    /// <summary>From the last start of the process until it was ready.</summary>
    public TimeSpan Started { get; private set; }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="demo">Seeds the demo agency.</param>
    /// <param name="settings">More settings by environment name (contract.md), over the tests' own; a null takes one away.</param>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it said.</exception>
    public static async Task<RunningCreditBot> StartAsync(
        bool demo = false,
        params (string Name, string? Value)[] settings
    )
    {
        var bot = new RunningCreditBot(
            settings
                .Prepend(("Seed__Demo", demo ? "true" : "false"))
                .ToDictionary(s => s.Item1, s => s.Item2)
        );
        try
        {
            await bot.RestartAsync();
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process at once, as a crash or a power cut would (SIGKILL).</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Waits until the process has ended by itself.</summary>
    public Task WaitForEndAsync(TimeSpan? limit = null) => _process!.WaitForEndAsync(limit);

    /// <summary>Stops it in an orderly way (SIGTERM).</summary>
    public Task StopAsync() => _process!.StopAsync();

    /// <summary>Starts a process on the same files and port, and waits until it is ready. What ran before must have ended.</summary>
    public Task RestartAsync() => RestartAsync([Repository.Product, "serve"]);

    /// <summary>The same, with another program that serves the product.</summary>
    /// <param name="program">An assembly for <c>dotnet</c>, and its arguments.</param>
    public async Task RestartAsync(IReadOnlyList<string> program)
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        var clock = Stopwatch.StartNew();
        _process = ChildProcess.Start("dotnet", program, _settings, ContentRoot);
        await Eventually.GetAsync(
            ReadyAsync,
            "GET /readyz to answer 200",
            TimeSpan.FromSeconds(90),
            () => _process.Output
        );
        Started = clock.Elapsed;
    }

    /// <summary>Runs a command (<c>verify</c>, <c>report --month …</c>) with the same settings, on the same files, to its end.</summary>
    public Task<Finished> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(
            "dotnet",
            [Repository.Product, .. arguments],
            _settings,
            ContentRoot,
            TimeSpan.FromSeconds(90)
        );

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Api.Dispose();
        Stranger.Dispose();
        _folder.Dispose();
    }

    // As `dotnet run --project src/CreditBot` does, so that appsettings.json and wwwroot are found.
    private static string ContentRoot => Repository.Of("src/CreditBot");

    private async Task<HttpResponseMessage?> ReadyAsync()
    {
        if (_process!.HasEnded)
        {
            throw new InvalidOperationException($"CreditBot ended instead of starting: {Output}");
        }

        try
        {
            var answer = await Stranger.GetAsync(new Uri("/readyz", UriKind.Relative));
            return answer.IsSuccessStatusCode ? answer : null;
        }
        catch (HttpRequestException)
        {
            // It doesn't listen yet.
            return null;
        }
    }
}
