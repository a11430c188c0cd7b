using System.ClientModel;
using System.ClientModel.Primitives;
using CreditBot.Channels;
using Microsoft.Extensions.AI;
using OpenAI;

namespace CreditBot.Hosting;

/// <summary>Clients of endpoints that speak OpenAI's protocol.</summary>
internal static class ChatModels
{
    /// <summary>One try a question, without redirects: the key goes where the settings say and nowhere else.</summary>
    /// <param name="key">Null for an endpoint that asks for none.</param>
    public static IChatClient Of(Uri endpoint, string? key, string name) =>
        new OpenAI.Chat.ChatClient(
            name,
            new ApiKeyCredential(key ?? "none"),
            new OpenAIClientOptions
            {
                Endpoint = endpoint,
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                // How long is waited is the caller's to say.
                Transport = new HttpClientPipelineTransport(
                    NoRedirects.Client(Timeout.InfiniteTimeSpan)
                ),
            }
        ).AsIChatClient();
}
