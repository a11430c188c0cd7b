using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Api;

/// <summary>Clients: making, changing and reading them.</summary>
internal static class ClientsApi
{
    private const int PageSize = 100;
    private const int PageMost = 1000;

    /// <summary>Between them a start is believable, and few enough resets are caught up at once.</summary>
    private static readonly LocalDate EarliestStart = new(2000, 1, 1);
    private const int MostYearsAhead = 5;

    private static readonly string[] FieldsOfTerms =
    [
        "name",
        "email",
        "timeZone",
        "overage",
        "overagePrice",
        "rollover",
        "manager",
        "backup",
        "taxCode",
        "taxRate",
    ];

    public static void MapClients(this RouteGroupBuilder api)
    {
        api.MapPost("/clients", CreateAsync)
            .WithSummary("Opens a client")
            .Takes<NewClientBody>()
            .Produces<ClientView>(StatusCodes.Status201Created);
        api.MapGet("/clients", ListAsync).WithSummary("All clients").Produces<ClientsView>();
        api.MapGet("/clients/{id}", GetAsync).WithSummary("One client").Produces<ClientView>();
        api.MapPatch("/clients/{id}", ChangeAsync)
            .WithSummary("Changes a client's terms, pauses, resumes or ends it")
            .Takes<ClientChangesBody>()
            .Produces<ClientView>();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http,
        CreditDesk desk,
        Ledgers ledgers,
        People people,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var catalog = (await ledgers.AgencyAsync(call.Agency, stop)).Terms.Catalog;
        var id = body.Text("id", isRequired: true, most: 64);
        if (id is not null && !ClientId.TryParse(id, out _))
        {
            body.Error<string>(
                "id",
                "id has to be 1 to 64 of a-z, 0-9 and -, not starting with -."
            );
        }

        var name = body.Text("name", isRequired: true);
        var email = Email(body);
        var startsOn = body.Date("startsOn");
        var latest = ledgers.Now.InZone(catalog.Zone).Date.PlusYears(MostYearsAhead);
        if (startsOn < EarliestStart || startsOn > latest)
        {
            body.Error<string>(
                "startsOn",
                $"startsOn has to be a date from {EarliestStart:uuuu-MM-dd} to {latest:uuuu-MM-dd}."
            );
        }

        var package = body.Package("package", catalog);
        if (!body.Has("timeZone"))
        {
            body.Error<string>("timeZone", "timeZone is missing.");
        }

        var standing = StandingBody.ReadNew(
            body,
            ledgers.Now.InZone(body.Zone("timeZone") ?? catalog.Zone).Date,
            startsOn
        );
        var terms = await TermsAsync(
            body,
            new ClientTerms { Zone = catalog.Zone },
            call,
            catalog,
            people,
            stop
        );
        var credits = body.Amount("monthlyCredits", mayBeZero: true);
        var fee = body.Price("monthlyFee", catalog.Currency);
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var plan = new Plan(package!.Name, credits ?? package.Credits, fee ?? package.Fee);
        var result = await desk.OpenAsync(
            call.AsItself(),
            new OpenClient(ClientId.Parse(id!), name!, email, terms, plan, startsOn, standing),
            done => call.Keep(StatusCodes.Status201Created, ClientView.Of(done.After)),
            stop
        );
        return Answer(call, result);
    }

    private static async Task<IResult> ChangeAsync(
        string id,
        HttpContext http,
        ClientDesk desk,
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

        foreach (var elsewhere in (string[])["package", "monthlyCredits", "monthlyFee", "startsOn"])
        {
            if (body.Has(elsewhere))
            {
                body.Error<string>(
                    elsewhere,
                    $"{elsewhere} can't be changed here. Use PUT /clients/{id}/allocation or /package."
                );
            }
        }

        var catalog = (await ledgers.AgencyAsync(call.Agency, stop)).Terms.Catalog;
        var name = body.Text("name");
        var email = Email(body);
        var standing = StandingBody.Read(body, ledgers.Now.InZone(state.Terms.Zone).Date);
        await TermsAsync(body, state.Terms, call, catalog, people, stop);
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var managers = await people.ManagersAsync(call.Agency, stop);
        var result = await desk.ChangeAsync(
            call.AsItself(),
            client,
            // A change of state alone changes no terms.
            standing is null
            || FieldsOfTerms.Any(body.Has)
                ? current => new ChangeTerms(
                    Terms(body, current.Terms, catalog, managers),
                    name,
                    email
                )
                : null,
            standing,
            done => call.Keep(StatusCodes.Status200OK, ClientView.Of(done.After)),
            stop
        );
        return Answer(call, result);
    }

    private static async Task<IResult> GetAsync(
        string id,
        HttpContext http,
        Ledgers ledgers,
        CancellationToken stop
    ) =>
        ClientId.TryParse(id, out var client)
        && await ledgers.ReadAsync(ApiCall.Of(http).Agency, client, stop) is { } state
            ? Results.Json(ClientView.Of(state), ApiJson.Options)
            : Problems.NoClient(id);

    private static async Task<IResult> ListAsync(
        HttpContext http,
        IStore store,
        Ledgers ledgers,
        CancellationToken stop,
        string? after = null,
        int limit = PageSize
    )
    {
        if (limit is < 1 or > PageMost || (after is not null && !ClientId.TryParse(after, out _)))
        {
            return Problems.Invalid("limit", $"limit is 1 to {PageMost}, after is a client's id.");
        }

        var agency = ApiCall.Of(http).Agency;
        var page = await store.ClientIdsAsync(
            agency,
            after is null ? null : ClientId.Parse(after),
            limit,
            stop
        );
        // One whose ledger is damaged is left out; asked for by itself it answers ledger_damaged.
        var states = new List<ClientState>(page.Count);
        foreach (var id in page)
        {
            if (await store.ReadableAsync(agency, id, stop) is { } state)
            {
                states.Add(state);
            }
        }

        var now = ledgers.Now;
        return Results.Json(
            new ClientsView(
                [
                    .. states.Select(state =>
                        ClientView.Of(
                            DueEntries.CatchUp(state, Instant.Max(now, state.RecordedAt)).State
                        )
                    ),
                ],
                page.Count == limit ? page[^1].Value : null
            ),
            ApiJson.Options
        );
    }

    internal static IResult Answer(ApiCall call, LedgerResult result)
    {
        if (result is not LedgerResult.Refused refused)
        {
            return call.Answer();
        }

        return Problems.Of(refused.Refusal);
    }

    private static string? Email(Body body) =>
        body.Text("email", most: 254) is not { } email ? null
        : EmailAddress.IsValid(email) ? email
        : body.Error<string>("email", "email has to be an e-mail address.");

    private static async Task<ClientTerms> TermsAsync(
        Body body,
        ClientTerms current,
        ApiCall call,
        PackageCatalog catalog,
        People people,
        CancellationToken stop
    ) => Terms(body, current, catalog, await people.ManagersAsync(call.Agency, stop));

    private static ClientTerms Terms(
        Body body,
        ClientTerms current,
        PackageCatalog catalog,
        IReadOnlyList<Person> managers
    ) =>
        current with
        {
            Zone = body.Zone("timeZone") ?? current.Zone,
            Overage =
                body.Choice(
                    "overage",
                    false,
                    ("block", OverageMode.Block),
                    ("forgive", OverageMode.Forgive),
                    ("invoice", OverageMode.Invoice),
                    ("carry", OverageMode.Carry)
                ) ?? current.Overage,
            OveragePrice = body.Price("overagePrice", catalog.Currency) ?? current.OveragePrice,
            Rollover = Rollover(body) ?? current.Rollover,
            Manager = Manager(body, "manager", managers) ?? current.Manager,
            Backup = Manager(body, "backup", managers) ?? current.Backup,
            TaxCode = body.Text("taxCode", most: 40) ?? current.TaxCode,
            TaxRate = body.Fraction("taxRate") ?? current.TaxRate,
        };

    private static RolloverTerms? Rollover(Body body)
    {
        if (body.Part("rollover") is not { } part)
        {
            return null;
        }

        var max = part.Amount("max", isRequired: true, mayBeZero: true);
        var days = part.Whole("days", 1, 366);
        body.TakeErrorsOf(part, "rollover");
        return max is { } most && days is { } number ? new RolloverTerms(most, number)
            : days is null && !part.Has("days")
                ? body.Error<RolloverTerms>("rollover.days", "days is missing.")
            : null;
    }

    private static PersonId? Manager(Body body, string field, IReadOnlyList<Person> managers)
    {
        if (body.Text(field) is not { } id)
        {
            return null;
        }

        if (
            managers.FirstOrDefault(manager =>
                manager.Id == id
                || string.Equals(manager.Email, id, StringComparison.OrdinalIgnoreCase)
            ) is
            { } found
        )
        {
            return new PersonId(found.Id);
        }

        body.Error<string>(
            field,
            $"{field} has to be the id of a manager. GET /managers lists them."
        );
        return null;
    }
}
