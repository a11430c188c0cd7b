using CreditBot.Amounts;
using CreditBot.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CreditBot.Hosting;

/// <summary>Says on the console where to click, and what is not configured.</summary>
internal sealed class Welcome(
    HostSettings settings,
    AgencySections agencies,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    IServer server
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Say);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Say()
    {
        var url =
            server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? "http://localhost:3978";
        var lines = environment.IsDevelopment() ? Demo(url) : Missing();
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }

    private IEnumerable<string> Demo(string url)
    {
        yield return "";
        yield return "CreditBot is running in Development.";
        yield return $"  Demo: a client, a manager, live   {url}/";
        yield return $"  REST interface, to read and try   {url}/scalar";
        yield return $"  Bot endpoint for the Playground   {url}/api/messages";
        if (settings.Agencies[AgencyId.Default].AdminKey is { } key)
        {
            yield return $"  API key of this demo              {key}";
        }

        yield return "";
    }

    private IEnumerable<string> Missing() =>
        agencies.All.SelectMany(Unconfigured.Of).Select(part => $"Not configured: {part}");
}
