using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Api;

/// <summary>A client's credits: where they stand, the entries behind it, grants and plan changes.</summary>
internal static class CreditsApi
{
    private const int PageMost = 1000;

    public static void MapCredits(this RouteGroupBuilder api)
    {
        var client = api.MapGroup("/clients/{id}");
        client
            .MapGet("/credits", CreditsAsync)
            .WithSummary("Where the client stands")
            .Produces<CreditsView>();
        client
            .MapGet("/entries", EntriesAsync)
            .WithSummary("The client's ledger entries")
            .Produces<EntriesView>();
        client
            .MapPost("/grants", GrantAsync)
            .WithSummary("Gives one-time credits")
            .Takes<GrantBody>()
            .Produces<GrantView>(StatusCodes.Status201Created);
        client
            .MapPut("/allocation", AllocationAsync)
            .WithSummary("Changes the monthly credits")
            .Takes<AllocationBody>()
            .Produces<PlanView>();
        client
            .MapPut("/package", PackageAsync)
            .WithSummary("Moves the client to a package")
            .Takes<PackageBody>()
            .Produces<PlanView>();
    }

    private static async Task<IResult> CreditsAsync(
        string id,
        HttpContext http,
        Ledgers ledgers,
        Accounts accounts,
        PastCredits past,
        CancellationToken stop
    )
    {
        var agency = ApiCall.Of(http).Agency;
        if (
            !ClientId.TryParse(id, out var client)
            || await ledgers.ReadAsync(agency, client, stop) is not { } state
        )
        {
            return Problems.NoClient(id);
        }

        var now = ledgers.NowAfter(state.RecordedAt);
        if (TimeTravelApi.Read(http.Request, now, out var problem) is not var (at, known))
        {
            return problem!;
        }

        if (at == now)
        {
            var forecast = await accounts.ForecastAsync(agency, state, stop);
            return Results.Json(CreditsView.Of(state, forecast, now), ApiJson.Options);
        }

        return await past.ReadAsync(agency, client, at, known, stop) is { } account
            ? Results.Json(
                CreditsView.Of(account.Explanation.State, account.Forecast, at),
                ApiJson.Options
            )
            : TimeTravelApi.NotThen(id, at, known);
    }

    private static async Task<IResult> EntriesAsync(
        string id,
        HttpContext http,
        IStore store,
        CancellationToken stop,
        long after = 0,
        int limit = 100
    )
    {
        var agency = ApiCall.Of(http).Agency;
        if (
            !ClientId.TryParse(id, out var client)
            || await store.ClientAsync(agency, client, stop) is null
        )
        {
            return Problems.NoClient(id);
        }

        if (limit is < 1 or > PageMost || after < 0)
        {
            return Problems.Invalid(
                "limit",
                $"limit is 1 to {PageMost}, after is an entry's number."
            );
        }

        var page = await store.EntriesAsync(agency, client, after, limit, stop);
        var views = page.Select(stored => new EntryView(
            stored.Entry.Seq,
            stored.Entry.At,
            stored.Entry.RecordedAt,
            EntryKinds.Of(stored.Entry),
            stored.Entry.Effect / 1000m,
            LotChangeView.Of(stored.Entry),
            stored.Entry.Request,
            stored.Entry switch
            {
                ClientEntry.Undone undone => undone.Undid,
                ClientEntry.Reversed reversed => reversed.Reverses,
                _ => (long?)null,
            },
            stored.Entry.By,
            stored.Hash
        ));
        return Results.Json(
            new EntriesView([.. views], page.Count == limit ? page[^1].Entry.Seq : null),
            ApiJson.Options
        );
    }

    private static async Task<IResult> GrantAsync(
        string id,
        HttpContext http,
        CreditDesk desk,
        IStore store,
        Ledgers ledgers,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        var (client, body, problem) = await call.ForClientAsync(id, store, stop);
        if (body is null)
        {
            return problem!;
        }

        var currency = (await ledgers.AgencyAsync(call.Agency, stop)).Terms.Catalog.Currency;
        var credits = body.Amount("credits", isRequired: true);
        var reason = body.Text("reason", isRequired: true, most: Body.ReasonLength);
        var command = new GrantCredits(
            credits ?? Credits.Zero,
            reason,
            body.Time("expiresAt"),
            body.Price("price", currency),
            body.Whole("priority", 0, 9)
        );
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var result = await desk.GrantAsync(
            call.AsItself(),
            client,
            command,
            done =>
                call.Keep(
                    StatusCodes.Status201Created,
                    new GrantView(
                        done.After.Version,
                        done.Entries[^1].Grants[0].Id,
                        done.After.Balance
                    )
                ),
            stop
        );
        return ClientsApi.Answer(call, result);
    }

    private static Task<IResult> AllocationAsync(
        string id,
        HttpContext http,
        CreditDesk desk,
        IStore store,
        Ledgers ledgers,
        CancellationToken stop
    ) =>
        ChangePlanAsync(
            id,
            http,
            (body, catalog) =>
            {
                var credits = body.Amount("monthlyCredits", isRequired: true, mayBeZero: true);
                var fee = body.Price("monthlyFee", catalog.Currency);
                return credits is { } monthly ? new PlanChange.ToAllocation(monthly, fee) : null;
            },
            desk,
            store,
            ledgers,
            stop
        );

    private static Task<IResult> PackageAsync(
        string id,
        HttpContext http,
        CreditDesk desk,
        IStore store,
        Ledgers ledgers,
        CancellationToken stop
    ) =>
        ChangePlanAsync(
            id,
            http,
            (body, catalog) =>
                body.Package("package", catalog) is { } package
                    ? new PlanChange.ToPackage(package.Name, package.Credits, package.Fee)
                    : null,
            desk,
            store,
            ledgers,
            stop
        );

    /// <param name="read">The change, or null when the body has told what is wrong with it.</param>
    private static async Task<IResult> ChangePlanAsync(
        string id,
        HttpContext http,
        Func<Body, PackageCatalog, PlanChange?> read,
        CreditDesk desk,
        IStore store,
        Ledgers ledgers,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        var (client, body, problem) = await call.ForClientAsync(id, store, stop);
        if (body is null)
        {
            return problem!;
        }

        var change = read(body, (await ledgers.AgencyAsync(call.Agency, stop)).Terms.Catalog);
        var effective = body.Choice(
            "effective",
            true,
            ("now", Effective.Now),
            ("next_reset", Effective.NextReset)
        );
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var result = await desk.ChangePlanAsync(
            call.AsItself(),
            client,
            new ChangePlan(change!, effective!.Value),
            done =>
                call.Keep(
                    StatusCodes.Status200OK,
                    new PlanView(
                        done.After.Version,
                        done.After.Plan.Package,
                        done.After.Plan.MonthlyCredits,
                        done.After.Plan.MonthlyFee,
                        done.After.Balance,
                        effective.Value
                    )
                ),
            stop
        );
        return ClientsApi.Answer(call, result);
    }
}
