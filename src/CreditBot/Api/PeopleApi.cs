using CreditBot.Amounts;
using CreditBot.Hosting;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Settings;

namespace CreditBot.Api;

/// <summary>Managers and invites.</summary>
internal static class PeopleApi
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        api.MapPost("/managers", AddManagerAsync)
            .WithSummary("Makes somebody a manager")
            .Takes<ManagerBody>()
            .Produces<ManagerView>(StatusCodes.Status201Created);
        api.MapGet("/managers", ManagersAsync).WithSummary("All managers").Produces<ManagersView>();
        api.MapPost("/managers/{id}/invites", InviteManagerAsync)
            .WithSummary("A code by which a manager links a chat")
            .Produces<InviteView>(StatusCodes.Status201Created);
        api.MapPost("/clients/{id}/invites", InviteToClientAsync)
            .WithSummary("A code by which somebody of a client links a chat")
            .Takes<InviteBody>()
            .Produces<InviteView>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> AddManagerAsync(
        HttpContext http,
        People people,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var id = body.Text("id", most: 64);
        if (id is not null && !ClientId.TryParse(id, out _))
        {
            body.Error<string>(
                "id",
                "id has to be 1 to 64 of a-z, 0-9 and -, not starting with -."
            );
        }

        if (id is not null && PersonId.IsReserved(id))
        {
            return Problems.Invalid(
                "id",
                $"'{id}' is nobody's id: what happens by itself is entered under it."
            );
        }

        var name = body.Text("name", isRequired: true);
        var email = Email(body, isRequired: true);
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        if (await people.AddManagerAsync(call.Agency, id, name!, email, stop) is not { } manager)
        {
            return Problems.Conflict("exists", $"There is somebody with the id '{id}' already.");
        }

        call.Keep(StatusCodes.Status201Created, ManagerView.Of(manager));
        return await KeptAsync(http, call, stop);
    }

    private static async Task<IResult> ManagersAsync(
        HttpContext http,
        People people,
        CancellationToken stop
    ) =>
        Results.Json(
            new ManagersView(
                [
                    .. (await people.ManagersAsync(ApiCall.Of(http).Agency, stop)).Select(
                        ManagerView.Of
                    ),
                ],
                null
            ),
            ApiJson.Options
        );

    private static async Task<IResult> InviteManagerAsync(
        string id,
        HttpContext http,
        People people,
        Invites invites,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        return await people.FindAsync(call.Agency, id, stop) is { IsManager: true } manager
            ? await InvitedAsync(http, call, invites, manager.Id, client: null, stop)
            : Problems.NotFound($"There is no manager '{id}'.");
    }

    private static async Task<IResult> InviteToClientAsync(
        string id,
        HttpContext http,
        Ledgers ledgers,
        People people,
        Invites invites,
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

        if (state.Standing == Standing.Ended)
        {
            return Problems.Of(new Refusal.Ended(state));
        }

        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var email = Email(body, isRequired: false) ?? (body.Has("email") ? null : state.Email);
        var name = body.Text("name") ?? email ?? state.Name;
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var person = await people.EnsureAsync(call.Agency, name, email, stop);
        return await InvitedAsync(http, call, invites, person.Id, client.Value, stop);
    }

    private static async Task<IResult> InvitedAsync(
        HttpContext http,
        ApiCall call,
        Invites invites,
        string person,
        string? client,
        CancellationToken stop
    )
    {
        var (code, expires) = await invites.CreateAsync(call.Agency, person, client, stop);
        var link =
            $"{http.Request.Scheme}://{http.Request.Host}{PublicSite.SignIn(call.Agency, code)}";
        call.Keep(StatusCodes.Status201Created, new InviteView(code, link, expires));
        return await KeptAsync(http, call, stop);
    }

    /// <summary>Keeps an answer whose effect is written already: people and invites are no ledger matter.</summary>
    private static async Task<IResult> KeptAsync(
        HttpContext http,
        ApiCall call,
        CancellationToken stop
    )
    {
        if (call.LastKept is { } answer)
        {
            await http
                .RequestServices.GetRequiredService<IStore>()
                .CommitAsync(new Commit(call.Agency) { Answer = answer }, stop);
        }

        return call.Answer();
    }

    private static string? Email(Body body, bool isRequired) =>
        body.Text("email", isRequired, most: 254) is not { } email ? null
        : EmailAddress.IsValid(email) ? email
        : body.Error<string>("email", "email has to be an e-mail address.");
}
