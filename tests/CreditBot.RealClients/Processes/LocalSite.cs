using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditBot.RealClients.Processes;

/// <summary>A small web server that a test makes for itself: the other side of a client under test.</summary>
internal sealed class LocalSite : IAsyncDisposable
{
    private readonly WebApplication _site;

    private LocalSite(WebApplication site) => _site = site;

    public Uri Url { get; private init; } = new("http://127.0.0.1");

    public static async Task<LocalSite> StartAsync(
        Action<IEndpointRouteBuilder> routes,
        Action<WebApplicationBuilder>? build = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development }
        );
        builder.Logging.ClearProviders();
        build?.Invoke(builder);
        var site = builder.Build();
        routes(site);
        var url = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        site.Urls.Add(url.AbsoluteUri);
        await site.StartAsync(TestContext.Current.CancellationToken);
        return new(site) { Url = url };
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
