using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Webhooks;

namespace CreditBot.Api;

/// <summary>Other systems that are told what happens.</summary>
internal static class WebhooksApi
{
    private const int LongestUrl = 2_000;

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", ListAsync)
            .WithSummary("Lists who is told what; secrets are not shown again")
            .Produces<WebhooksView>();
        api.MapPost("/webhooks", AddAsync)
            .WithSummary("Has an address told of events, signed as Standard Webhooks")
            .Takes<WebhookRequestBody>()
            .Produces<NewWebhookView>(StatusCodes.Status201Created);
        api.MapDelete("/webhooks/{id}", RemoveAsync)
            .WithSummary("Tells an address no more; what waits for it is dropped")
            .Produces<WebhookView>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        WebhookBook hooks,
        CancellationToken stop
    ) =>
        Results.Json(
            new WebhooksView(
                [.. (await hooks.OfAsync(ApiCall.Of(http).Agency, stop)).Select(WebhookView.Of)],
                null
            ),
            ApiJson.Options
        );

    private static async Task<IResult> AddAsync(
        HttpContext http,
        WebhookBook hooks,
        IStore store,
        IHostEnvironment environment,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var url = body.Text("url", isRequired: true, most: LongestUrl);
        if (url is not null && WebhookUrls.Mistake(url, environment.IsDevelopment()) is { } wrong)
        {
            body.Error<string>("url", wrong);
        }

        var events = body.Texts("events", WebhookEvents.Names.Count);
        if (events is null or [])
        {
            body.Error<string>(
                "events",
                $"events has to be a list of some of: {string.Join(", ", WebhookEvents.Names.Order(StringComparer.Ordinal))}."
            );
        }
        else if (events.FirstOrDefault(name => !WebhookEvents.Names.Contains(name)) is { } unknown)
        {
            body.Error<string>(
                "events",
                $"There is no event '{unknown}'. There are: {string.Join(", ", WebhookEvents.Names.Order(StringComparer.Ordinal))}."
            );
        }

        if ((await hooks.OfAsync(call.Agency, stop)).Count >= WebhookBook.Most)
        {
            body.Error<string>("url", $"There are {WebhookBook.Most} webhooks already, the most.");
        }

        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var hook = Webhook.New(url!, events!);
        var outcome = await store.CommitAsync(
            new Commit(call.Agency)
            {
                Documents = [Documents.Write(DocumentKinds.Webhook, hook.Id, hook, 0)],
                Answer = call.Keep(
                    StatusCodes.Status201Created,
                    new NewWebhookView(hook.Id, hook.Url, [.. hook.Events], hook.Secret)
                ),
            },
            stop
        );
        return outcome is CommitOutcome.Done
            ? call.Answer()
            : throw new StoreUnavailableException($"The webhook met {outcome}.");
    }

    private static async Task<IResult> RemoveAsync(
        string id,
        HttpContext http,
        WebhookBook hooks,
        IStore store,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if ((await hooks.OfAsync(call.Agency, stop)).Find(one => one.Id == id) is not { } hook)
        {
            return Problems.NotFound($"There is no webhook '{id}'.");
        }

        await store.CommitAsync(
            new Commit(call.Agency)
            {
                Documents = [new DocumentWrite(DocumentKinds.Webhook, id, null)],
                Answer = call.Keep(StatusCodes.Status200OK, WebhookView.Of(hook)),
            },
            stop
        );
        return call.Answer();
    }
}

internal sealed record WebhookRequestBody(string Url, IReadOnlyList<string> Events);

internal sealed record WebhookView(string Id, string Url, IReadOnlyList<string> Events)
{
    public static WebhookView Of(Webhook hook) => new(hook.Id, hook.Url, [.. hook.Events]);
}

/// <param name="Secret">Shown this once.</param>
internal sealed record NewWebhookView(
    string Id,
    string Url,
    IReadOnlyList<string> Events,
    string Secret
);

internal sealed record WebhooksView(IReadOnlyList<WebhookView> Webhooks, string? Next);
