using CreditBot.Channels;
using CreditBot.Hosting;
using CreditBot.Outbox;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Understanding;
using CreditBot.Understanding.Asking;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CreditBot.Dialog;

internal static class DialogRegistration
{
    /// <summary>The dialog behind every channel, and the words of what the outbox delivers.</summary>
    public static IServiceCollection AddDialog(
        this IServiceCollection services,
        UnderstandingSettings understanding
    ) =>
        services
            .AddUnderstanding(understanding)
            .AddSingleton<ClientMargin>()
            .AddSingleton<RequestTrails>()
            .AddSingleton<UsualWork>()
            .AddSingleton<FactsLoader>()
            .AddSingleton<CommandRunner>()
            .AddSingleton<HandOverDesk>()
            .AddSingleton<LastUses>()
            .AddSingleton<TalkWords>()
            .AddSingleton<NoticeWords>()
            .AddSingleton<NoticeWishes>()
            .AddSingleton<CardReplacing>()
            .AddSingleton<ITurnHandler, TurnHandler>()
            .AddSingleton<IHome, HomeWords>()
            .AddSingleton<ILateReplies, LateReplies>()
            .AddSingleton<IOutboxSender, NoticeSender>()
            .AddSingleton<IOutboxSender, LateReplySender>()
            .AddSingleton<IOutboxSender, CardsSender>()
            .AddSingleton<IOutboxSender, TalkCardsSender>();

    private static IServiceCollection AddUnderstanding(
        this IServiceCollection services,
        UnderstandingSettings settings
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IUnderstanding>(rooms =>
        {
            var local = new LocalUnderstanding(settings.Encoder);
            return settings.Model is not { } model
                ? local
                : new ModelUnderstanding(
                    local,
                    ChatModels.Of(model.Endpoint, model.Key, model.Name),
                    model.Timeout,
                    rooms.GetRequiredService<TimeProvider>(),
                    rooms.GetRequiredService<ILogger<ModelUnderstanding>>()
                );
        });
    }
}
