using CreditBot.Channels.Teams.Connector;
using CreditBot.Channels.Teams.Security;
using CreditBot.Channels.Teams.Turns;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CreditBot.Channels.Teams;

/// <summary>Makes Teams known to the host; <see cref="TeamsEndpoint.MapTeams"/> opens the door.</summary>
internal static class TeamsRegistration
{
    private static readonly char[] Separators = [',', ';', ' '];

    /// <param name="configuration">The agency's settings: its section <c>Bot</c> is read. Mistakes there stop the start.</param>
    public static IServiceCollection AddTeams(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        services
            .AddOptions<BotOptions>()
            .Configure(options => Bind(options, configuration.GetSection(BotOptions.Section)))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotOptions>, BotOptionsValidator>();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<ServiceHosts>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<BotFrameworkAuthentication, TeamsAuthentication>();

        services.AddSingleton<BotTokens>();
        services.AddSingleton<Connectors>();
        services.AddSingleton<Retries>();
        services.AddSingleton<IChannel, TeamsChannel>();

        services.AddSingleton<OnceOnly>();
        services.AddSingleton<TeamsAdapter>();
        services.AddScoped<Replies>();
        services.AddScoped<TeamsBot>();
        return services;
    }

    // Hosts may come as a list or, as an environment variable likes it, as one text.
    private static void Bind(BotOptions options, IConfigurationSection bot)
    {
        bot.Bind(options);
        if (bot[nameof(BotOptions.ServiceHosts)] is { Length: > 0 } hosts)
        {
            options.ServiceHosts =
            [
                .. hosts.Split(
                    Separators,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ];
        }
    }
}
