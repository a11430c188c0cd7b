using CreditBot.Ports;
using CreditBot.Storage.LiteDb;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Makes the store that settings name.</summary>
internal static class StorageServices
{
    /// <summary>Adds <see cref="IStore"/>. Needs an <see cref="IClock"/>. The file is opened when the store is first asked for; the host asks at its start.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services
            .AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, Validation>();
        services.AddSingleton<TableStore>(Open);
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<TableStore>());
        services.AddSingleton<IBackups>(provider => new LiteDbBackups(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.Path,
            () => (LiteDbStore)provider.GetRequiredService<TableStore>(),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<ILogger<LiteDbStore>>()
        ));
        return services;
    }

    private static LiteDbStore Open(IServiceProvider provider) =>
        LiteDbStore.Open(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.Path,
            FirstUrl(provider.GetRequiredService<IConfiguration>()),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<ILogger<LiteDbStore>>()
        );

    private static string FirstUrl(IConfiguration configuration) =>
        configuration["urls"]?.Split(';')[0] ?? "http://localhost:3978";

    private sealed class Validation : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults
                ? ValidateOptionsResult.Fail(faults)
                : ValidateOptionsResult.Success;
    }
}
