using CreditBot.Channels.Teams.Connector;
using CreditBot.Channels.Teams.Security;
using CreditBot.Channels.Teams.Turns;
using CreditBot.Settings;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CreditBot.Channels.Teams;

/// <summary>Makes Teams known to the host; <see cref="TeamsEndpoint.MapTeams"/> opens the door.</summary>
internal static class TeamsRegistration
{
    /// <param name="agencies">The section <c>Bot</c> of each is read. Mistakes there stop the start.</param>
    public static IServiceCollection AddTeams(
        this IServiceCollection services,
        AgencySections agencies
    )
    {
        foreach (var agency in agencies.All)
        {
            services
                .AddOptions<BotOptions>(agency.Id.Value)
                .Configure(options => options.Take(agency.Effective))
                .ValidateOnStart();
        }

        services.TryAddSingleton(agencies);
        services.AddSingleton<IValidateOptions<BotOptions>, BotOptionsValidator>();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<Bots>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<BotFrameworkAuthentication, TeamsAuthentication>();

        services.AddSingleton<Retries>();
        services.AddSingleton<IChannel, TeamsChannel>();

        services.AddSingleton<OnceOnly>();
        services.AddSingleton<TeamsAdapter>();
        services.AddScoped<Replies>();
        services.AddScoped<TeamsBot>();
        return services;
    }
}
