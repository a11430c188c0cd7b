namespace CreditBot.Tests.Hosting;

/// <summary>One product for the tests of a class that leave its clock alone; each makes clients of its own.</summary>
public sealed class SharedBot : IAsyncLifetime
{
    private HostedCreditBot? _bot;

    internal HostedCreditBot Bot => _bot!;

    internal ApiClient Api => Bot.Api;

    public async ValueTask InitializeAsync()
    {
        _bot = await HostedCreditBot.StartAsync();
        await Agency.AddManagersAsync(Api);
    }

    public ValueTask DisposeAsync() => _bot?.DisposeAsync() ?? ValueTask.CompletedTask;
}
