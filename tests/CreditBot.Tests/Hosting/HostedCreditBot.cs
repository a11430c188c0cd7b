using System.Net.Http.Headers;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Hosting;
using CreditBot.Identity;
using CreditBot.Jobs;
using CreditBot.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Hosting;

/// <summary>The whole product inside the test: its own store in a folder of its own, a clock that the test moves, and no jobs or deliveries but those that the test runs.</summary>
internal sealed class HostedCreditBot : IAsyncDisposable
{
    public const string AdminKey = "an-admin-key-for-tests-only";

    private readonly string[] _settings;
    private readonly Action<IServiceCollection> _services;
    private readonly string? _url;
    private WebApplication? _app;

    private HostedCreditBot(
        Instant now,
        string[] settings,
        Action<IServiceCollection> services,
        string? url
    )
    {
        _url = url;
        Clock = new FakeClock(now);
        _settings = settings;
        _services = services;
    }

    /// <summary>Monday 23 November 2026, 10:00 in New York, where the agency of the tests is.</summary>
    public static Instant Monday { get; } = Instant.FromUtc(2026, 11, 23, 15, 0);

    public FakeClock Clock { get; }

    public TempDirectory Folder { get; } = new();

    public string Store => Folder.Of("creditbot.db");

    public string Pickup => Folder.Of("mail");

    /// <summary>Calls with the AdminKey.</summary>
    public ApiClient Api => With(AdminKey);

    public IServiceProvider Services => _app!.Services;

    /// <param name="url">Listens there, for programs beside the test; otherwise it answers inside the process only.</param>
    /// <param name="settings">"--Section:Name=value", as on the command line, over the tests' own.</param>
    public static async Task<HostedCreditBot> StartAsync(
        Instant? now = null,
        string[]? settings = null,
        Action<IServiceCollection>? services = null,
        string? url = null
    )
    {
        var bot = new HostedCreditBot(now ?? Monday, settings ?? [], services ?? (_ => { }), url);
        try
        {
            await bot.OpenAsync();
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Calls as nobody in particular, for endpoints beside the REST interface.</summary>
    public HttpClient Raw() => _app!.GetTestClient();

    /// <summary>Calls with another key, or with none.</summary>
    public ApiClient With(string? key)
    {
        var http = _url is null
            ? _app!.GetTestClient()
            : new HttpClient { BaseAddress = new Uri(_url) };
        http.DefaultRequestHeaders.Authorization = key is null
            ? null
            : new AuthenticationHeaderValue("Bearer", key);
        return new ApiClient(http);
    }

    /// <summary>Sends "link CODE" from a chat of somebody's own: they belong to what the code invites to from then on.</summary>
    public async Task LinkAsync(string code, string chat = "chat-1")
    {
        var redeemed = await Service<Invites>()
            .RedeemAsync(
                AgencyId.Default,
                new ChatIdentity("playground", chat, chat),
                code,
                TestContext.Current.CancellationToken
            );
        redeemed.ShouldBeOfType<Redeemed.Linked>();
    }

    /// <summary>Ends it in order and starts it on the same store.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await OpenAsync();
    }

    /// <summary>Ends it in order.</summary>
    public async Task StopAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>Starts it on the same store after it was ended.</summary>
    public Task OpenAgainAsync() => OpenAsync();

    /// <summary>Runs a command while the server is stopped, then starts the server again.</summary>
    /// <param name="command">Gets what builds a host for commands, with the same settings.</param>
    public async Task<T> StoppedAsync<T>(Func<Func<WebApplication>, Task<T>> command)
    {
        await StopAsync();
        var result = await command(BuildForCommands);
        await OpenAsync();
        return result;
    }

    /// <summary>As a command does it, beside the server.</summary>
    public WebApplication BuildForCommands() => BuildForCommands([]);

    public WebApplication BuildForCommands(params string[] settings) =>
        BuildForCommands(_ => { }, settings);

    public WebApplication BuildForCommands(
        Action<WebApplicationBuilder> change,
        params string[] settings
    ) =>
        CreditBotHost.BuildForCommands(
            [.. Settings, .. settings],
            builder =>
            {
                builder.Services.AddSingleton<IClock>(Clock);
                change(builder);
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Folder.Dispose();
    }

    private static bool IsLoop(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (
            service.ImplementationType == typeof(Welcome)
            || service.ImplementationFactory?.Method.ReturnType is { } made
                && (made == typeof(JobSchedule) || made == typeof(OutboxDispatcher))
        );

    private string[] Settings =>
        [
            // The pages find their files by the name of the program, which is another one here.
            "--applicationName=creditbot",
            "--environment=Production",
            $"--Storage:Path={Store}",
            $"--Mail:PickupDirectory={Pickup}",
            $"--Api:AdminKey={AdminKey}",
            "--Agency:Name=Brightside Web",
            "--Agency:TimeZone=America/New_York",
            "--Logging:LogLevel:Default=None",
            .. _url is null ? [] : (string[])[$"--urls={_url}"],
            .. _settings,
        ];

    private async Task OpenAsync()
    {
        _app = CreditBotHost.Build(
            Settings,
            builder =>
            {
                if (_url is null)
                {
                    builder.WebHost.UseTestServer();
                }

                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IClock>(Clock);
                // The jobs and the outbox's loop go by the real clock, so they run when a test says so.
                foreach (var loop in builder.Services.Where(IsLoop).ToList())
                {
                    builder.Services.Remove(loop);
                }

                _services(builder.Services);
            }
        );
        await _app.StartAsync();
    }
}
