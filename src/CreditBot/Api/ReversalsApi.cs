using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Api;

/// <summary>Takes usage and grants back (contract.md, POST /clients/{id}/reversals).</summary>
internal static class ReversalsApi
{
    public static void MapReversals(this RouteGroupBuilder api) =>
        api.MapPost("/clients/{id}/reversals", ReverseAsync)
            .WithSummary("Takes usage or a grant of one-time credits back")
            .Takes<ReversalBody>()
            .Produces<ReversalView>(StatusCodes.Status201Created);

    private static async Task<IResult> ReverseAsync(
        string id,
        HttpContext http,
        Reversals reversals,
        IStore store,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        var (client, body, problem) = await call.ForClientAsync(id, store, stop);
        if (body is null)
        {
            return problem!;
        }

        var seq = body.Seq("seq");
        var reason = body.Text("reason", isRequired: true, most: Body.ReasonLength);
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var result = await reversals.ReverseAsync(
            call.AsItself(),
            client,
            new ReverseEntry(seq!.Value, reason!),
            done =>
                call.Keep(
                    StatusCodes.Status201Created,
                    ReversalView.Of((ClientEntry.Reversed)done.Entries[^1], done.After)
                ),
            stop
        );
        return ClientsApi.Answer(call, result);
    }
}
