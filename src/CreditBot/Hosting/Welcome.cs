using CreditBot.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CreditBot.Hosting;

/// <summary>Says on the console where to click, and what is not configured.</summary>
internal sealed class Welcome(
    HostSettings settings,
    IConfiguration configuration,
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
        if (settings.AdminKey is { } key)
        {
            yield return $"  API key of this demo              {key}";
        }

        yield return "";
    }

    /// <summary>One line for each part that is off, with the setting that turns it on.</summary>
    private IEnumerable<string> Missing()
    {
        (string Setting, string Without)[] parts =
        [
            ("Api:AdminKey", "the REST interface answers keys made by 'creditbot key create' only"),
            ("Bot:AppId", "Teams is off"),
            ("Slack:SigningSecret", "Slack is off"),
            ("Mail:Smtp:Host", "mail goes into the pickup folder"),
            ("Reports:Recipients", "nobody gets the monthly report"),
        ];
        foreach (var (setting, without) in parts)
        {
            if (!configuration.GetSection(setting).Exists())
            {
                yield return $"Not configured: {setting}; {without}.";
            }
        }

        if (
            configuration.GetSection("Slack:SigningSecret").Exists()
            && !configuration.GetSection("Slack:BotToken").Exists()
            && !configuration.GetSection("Slack:Workspaces").Exists()
        )
        {
            yield return "Not configured: Slack:BotToken; nothing can be said in Slack.";
        }
    }
}
