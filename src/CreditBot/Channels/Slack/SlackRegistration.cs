using CreditBot.Channels.Slack.Security;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Channels.Slack.Web;
using CreditBot.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CreditBot.Channels.Slack;

/// <summary>Makes Slack known to the host; <see cref="SlackEndpoint.MapSlack"/> opens the doors.</summary>
internal static class SlackRegistration
{
    /// <param name="agencies">The section <c>Slack</c> of each is read. Mistakes there stop the start.</param>
    public static IServiceCollection AddSlack(
        this IServiceCollection services,
        AgencySections agencies
    )
    {
        foreach (var agency in agencies.All)
        {
            services
                .AddOptions<SlackOptions>(agency.Id.Value)
                .Bind(agency.Effective.GetSection(SlackOptions.Section))
                .ValidateOnStart();
        }

        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<SlackWorkspaces>()
            .AddSingleton<ResponseUrls>()
            .AddSingleton<SlackApi>()
            .AddSingleton<SlackDoubts>()
            .AddSingleton<SlackChannel>()
            .AddSingleton<IChannel>(provider => provider.GetRequiredService<SlackChannel>())
            .AddSingleton<SlackInbox>()
            .AddSingleton<SlackReplies>()
            .AddSingleton<SlackTurns>()
            .AddSingleton<SlackWork>();
    }
}
