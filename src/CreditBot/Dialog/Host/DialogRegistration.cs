using CreditBot.Channels;
using CreditBot.Outbox;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

internal static class DialogRegistration
{
    /// <summary>The dialog behind every channel, and the words of what the outbox delivers.</summary>
    public static IServiceCollection AddDialog(
        this IServiceCollection services,
        UnderstandingSettings understanding
    ) =>
        services
            .AddSingleton<IUnderstanding>(_ => new LocalUnderstanding(understanding.Encoder))
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
}
