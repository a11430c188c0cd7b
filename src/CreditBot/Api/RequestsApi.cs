using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Api;

/// <summary>Requests and decisions.</summary>
internal static class RequestsApi
{
    private const int PageMost = 1000;

    public static void MapRequests(this RouteGroupBuilder api)
    {
        api.MapPost("/clients/{id}/requests", MakeAsync)
            .WithSummary("Asks for credits for a client")
            .Takes<RequestBody>()
            .Produces<RequestView>(StatusCodes.Status201Created);
        api.MapGet("/requests", ListAsync)
            .WithSummary("Requests, by state and client")
            .Produces<RequestsView>();
        api.MapGet("/requests/{id}", GetAsync).WithSummary("One request").Produces<RequestView>();
        api.MapPost("/requests/{id}/decision", DecideAsync)
            .WithSummary("Decides a request")
            .Takes<DecisionBody>()
            .Produces<RequestView>()
            .WithMetadata(new OpenTo(Audience.Decisions));
    }

    private static async Task<IResult> MakeAsync(
        string id,
        HttpContext http,
        RequestDesk desk,
        Ledgers ledgers,
        People people,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (
            !ClientId.TryParse(id, out var client)
            || await ledgers.ReadAsync(call.Agency, client, stop) is not { } state
        )
        {
            return Problems.NoClient(id);
        }

        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var catalog = (await ledgers.AgencyAsync(call.Agency, stop)).Terms.Catalog;
        var terms = Terms(body, state, catalog);
        var reason = body.Text("reason", most: Body.ReasonLength);
        var due = body.Date("due");
        var by = body.Text("by", isRequired: true, most: 254) is { } who
            ? await people.ByIdOrEmailAsync(call.Agency, who, stop)
            : null;
        if (
            body.Has("by")
            && (by is null || !(by.IsManager || by.Clients.ContainsKey(client.Value)))
        )
        {
            body.Error<string>(
                "by",
                "by has to be a manager, or a person linked to this client: an id or an e-mail."
            );
        }

        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var result = await desk.SendAsync(
            call.As(new PersonId(by!.Id)),
            client,
            terms!,
            reason,
            due,
            advised: null,
            done => call.Keep(StatusCodes.Status201Created, RequestView.Of(client, Named(done))),
            stop
        );
        return ClientsApi.Answer(call, result);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        IStore store,
        CancellationToken stop,
        string? state = null,
        string? client = null,
        string? after = null,
        int limit = 100
    )
    {
        RequestState[]? states = null;
        if (state is not null)
        {
            states = [.. Enum.GetValues<RequestState>().Where(s => Wire(s) == state)];
            if (states.Length == 0)
            {
                return Problems.Invalid(
                    "state",
                    $"state has to be one of: {string.Join(", ", Enum.GetValues<RequestState>().Select(Wire))}."
                );
            }
        }

        RequestId? last = RequestId.TryParse(after, out var parsed) ? parsed : null;
        if (limit is < 1 or > PageMost || (after is not null && last is null))
        {
            return Problems.Invalid(
                "limit",
                $"limit is 1 to {PageMost}, after is a request's number."
            );
        }

        ClientId? only = null;
        if (client is not null)
        {
            if (!ClientId.TryParse(client, out var one))
            {
                return Results.Json(new RequestsView([], null), ApiJson.Options);
            }

            only = one;
        }

        var rows = await store.RequestsAsync(
            ApiCall.Of(http).Agency,
            new RequestQuery(states, only, last, limit),
            stop
        );
        return Results.Json(
            new RequestsView(
                [.. rows.Select(row => RequestView.Of(row.Client, row.Request))],
                rows.Count == limit ? rows[^1].Request.Id.ToString() : null
            ),
            ApiJson.Options
        );
    }

    private static async Task<IResult> GetAsync(
        string id,
        HttpContext http,
        IStore store,
        RequestTrails trails,
        CancellationToken stop
    )
    {
        var agency = ApiCall.Of(http).Agency;
        return
            RequestId.TryParse(id, out var request)
            && await store.ClientOfAsync(agency, request, stop) is { } client
            && await store.ClientAsync(agency, client, stop) is { } state
            && state.Find(request) is { } found
            ? Results.Json(
                RequestView.Of(client, found) with
                {
                    Audit =
                    [
                        .. (await trails.ReadAsync(agency, client, found, stop)).Select(
                            RequestMoveView.Of
                        ),
                    ],
                },
                ApiJson.Options
            )
            : Problems.NotFound($"There is no request '{id}'.");
    }

    private static async Task<IResult> DecideAsync(
        string id,
        HttpContext http,
        IStore store,
        RequestDesk desk,
        Ledgers ledgers,
        People people,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (
            !RequestId.TryParse(id, out var request)
            || await store.ClientOfAsync(call.Agency, request, stop) is not { } client
        )
        {
            return Problems.NotFound($"There is no request '{id}'.");
        }

        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var catalog = (await ledgers.AgencyAsync(call.Agency, stop)).Terms.Catalog;
        var command = Command(request, body, catalog);
        var by = body.Text("by", isRequired: call.Caller.Scope is ApiScope.Admin);
        if (call.Caller.Scope is ApiScope.Decide(var manager))
        {
            if (by is not null && by != manager)
            {
                return Problems.NotAllowed($"This key decides as {manager} only.");
            }

            by = manager;
        }

        if (body.IsInvalid || command is null)
        {
            return body.Problem;
        }

        if (await people.ByIdOrEmailAsync(call.Agency, by!, stop) is not { } decider)
        {
            return Problems.Invalid("by", $"There is no manager '{by}'. GET /managers lists them.");
        }

        var result = await desk.DecideAsync(
            call.As(new PersonId(decider.Id)),
            client,
            command,
            done =>
                call.Keep(
                    StatusCodes.Status200OK,
                    RequestView.Of(client, done.After.Find(request)!)
                ),
            stop
        );
        return ClientsApi.Answer(call, result);
    }

    private static DecideRequest? Command(RequestId id, Body body, PackageCatalog catalog)
    {
        var reason = body.Text("reason", most: Body.ReasonLength);
        var word = body.Choice(
            "decision",
            true,
            ("approve", 0),
            ("approve_with_change", 1),
            ("decline", 2),
            ("ask", 3),
            ("undo", 4)
        );
        return word switch
        {
            0 => new DecideRequest.Approve(id),
            1 => new DecideRequest.ApproveWithChange(
                id,
                body.Amount("credits"),
                Kind(body, isRequired: false),
                body.Text("package"),
                body.Price("price", catalog.Currency),
                body.Choice(
                    "effective",
                    false,
                    ("now", Effective.Now),
                    ("next_reset", Effective.NextReset)
                ),
                reason
            ),
            2 => new DecideRequest.Decline(id, reason),
            3 => new DecideRequest.Ask(id, reason),
            4 => new DecideRequest.Undo(id),
            _ => null,
        };
    }

    private static RequestTerms? Terms(Body body, ClientState state, PackageCatalog catalog)
    {
        switch (Kind(body, isRequired: true))
        {
            case RequestKind.Upgrade:
                var name = body.Text("package", isRequired: true);
                if (name is null || catalog.Find(name) is not { } package)
                {
                    return body.Error<RequestTerms>("package", Body.OneOf("package", catalog));
                }

                return RequestTermsPricing.Upgrade(state, package);
            case { } kind when body.Amount("credits", isRequired: true) is { } credits:
                return RequestTermsPricing.Extra(state, catalog, kind, credits) with
                {
                    Months =
                        kind == RequestKind.Ongoing
                            ? body.Whole("months", 1, Advice.Bridging.MostMonths)
                            : null,
                };
            default:
                return null;
        }
    }

    private static RequestKind? Kind(Body body, bool isRequired) =>
        body.Choice(
            "kind",
            isRequired,
            ("one_time", RequestKind.OneTime),
            ("ongoing", RequestKind.Ongoing),
            ("upgrade", RequestKind.Upgrade)
        );

    private static CreditRequest Named(LedgerResult.Done done) =>
        done.After.Find(done.Entries.OfType<ClientEntry.Requested>().Last().Request!.Value)!;

    private static string Wire(RequestState state) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
