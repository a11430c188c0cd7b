namespace CreditBot.Channels.Web;

internal static class WebRegistration
{
    /// <summary>The web as a channel: conversations of signed-in people, kept beside the ledger.</summary>
    public static IServiceCollection AddWebChannel(this IServiceCollection services) =>
        services
            .AddSingleton<Transcripts>()
            .AddSingleton<WebIdentities>()
            .AddSingleton<WebChat>()
            .AddSingleton<IChannel, WebChannel>();
}
