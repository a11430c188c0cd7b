using System.Globalization;
using System.Net;
using System.Text;
using CreditBot.Channels;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Webhooks;

/// <summary>Sends what happened to a webhook, signed as Standard Webhooks has it.</summary>
internal sealed class WebhookSender : IOutboxSender, IDisposable
{
    /// <summary>Cards that follow in the same run wait for the slowest, so it is short; who is slower is asked again later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly HttpClient _http;
    private readonly WebhookBook _hooks;
    private readonly Ledgers _ledgers;

    public WebhookSender(WebhookBook hooks, Ledgers ledgers, IHostEnvironment environment)
    {
        (_hooks, _ledgers) = (hooks, ledgers);
        var isDevelopment = environment.IsDevelopment();
        var handler = NoRedirects.Handler();
        handler.UseProxy = false;
        handler.ConnectCallback = (context, stop) =>
            WebhookUrls.ConnectAsync(context, isDevelopment, stop);
        _http = NoRedirects.Client(handler, Patience);
    }

    public string Kind => OutboxKinds.Webhook;

    public void Dispose() => _http.Dispose();

    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
    {
        var told = Documents.Parse<WebhookMessage>(
            new Document(DocumentKinds.Webhook, message.Id, 0, message.Json)
        );
        var hook = (await _hooks.OfAsync(message.Agency, stop)).Find(one => one.Id == told.Hook);
        if (hook is null)
        {
            return new Delivery.Gone("The webhook has been removed.");
        }

        var seconds = _ledgers.Now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url)
        {
            Content = new StringContent(told.Body, Encoding.UTF8, "application/json"),
            Headers =
            {
                { "webhook-id", told.Id },
                { "webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", hook.Sign(told.Id, seconds, told.Body) },
            },
        };
        try
        {
            using var answer = await _http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                stop
            );
            return answer.IsSuccessStatusCode ? new Delivery.Sent(told.Id)
                : answer.StatusCode == HttpStatusCode.Gone
                    ? new Delivery.Gone("The receiver wants no more of it (410).")
                : new Delivery.TryLater(
                    $"The receiver answered {(int)answer.StatusCode}.",
                    RetryAfter.Of(answer, _ledgers.Now)
                );
        }
        catch (HttpRequestException failed)
        {
            return new Delivery.TryLater(failed.Message);
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Delivery.TryLater(
                $"The receiver did not answer within {Patience.TotalSeconds:0} seconds."
            );
        }
    }
}
