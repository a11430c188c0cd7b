using CreditBot.Ports;
using CreditBot.Storage.LiteDb;
using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Makes the store that settings name.</summary>
internal static class StorageServices
{
    /// <summary>Adds <see cref="IStore"/>. Needs an <see cref="IClock"/>. The file or database is opened when the store is first asked for; the host asks at its start.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services
            .AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, Validation>();
        services.AddSingleton(provider =>
            Open(provider, provider.GetRequiredService<IOptions<StorageOptions>>().Value)
        );
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<TableStore>());
        services.AddSingleton<IBackups>(Backups);
        return services;
    }

    /// <summary>Adds <see cref="IClock"/>: the machine's, or the database's where several nodes have to agree.</summary>
    public static void AddClock(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[$"{StorageOptions.Section}:Provider"] != StorageOptions.PostgreSql)
        {
            services.AddSingleton<IClock>(SystemClock.Instance);
            return;
        }

        services.AddSingleton(provider => new PgClock(
            provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<ILogger<PgClock>>()
        ));
        services.AddSingleton<IClock>(provider => provider.GetRequiredService<PgClock>());
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PgClock>());
    }

    /// <summary>Reads the database's clock while the host runs, from its start on.</summary>
    public static void AddHostedClock(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(PgClock)))
        {
            services.AddHostedService(provider => provider.GetRequiredService<PgClock>());
        }
    }

    /// <exception cref="StoreStartException">It can't be opened; the message says why and what to do.</exception>
    public static TableStore Open(IServiceProvider provider, StorageOptions options)
    {
        var clock = provider.GetRequiredService<IClock>();
        return options.IsShared
            ? PgStore.Open(
                options.ConnectionString!,
                clock,
                provider.GetRequiredService<ILogger<PgStore>>(),
                use: options.Use
            )
            : LiteDbStore.Open(
                options.Path,
                FirstUrl(provider.GetRequiredService<IConfiguration>()),
                clock,
                provider.GetRequiredService<ILogger<LiteDbStore>>(),
                use: options.Use
            );
    }

    private static IBackups Backups(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        return options.IsShared
            ? new PgBackups()
            : new LiteDbBackups(
                options.Path,
                () => (LiteDbStore)provider.GetRequiredService<TableStore>(),
                provider.GetRequiredService<IClock>(),
                provider.GetRequiredService<ILogger<LiteDbStore>>()
            );
    }

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
