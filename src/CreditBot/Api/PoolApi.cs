using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Api;

/// <summary>The credits that the agency has bought.</summary>
internal static class PoolApi
{
    public static void MapPool(this RouteGroupBuilder api)
    {
        api.MapPost("/purchases", BuyAsync)
            .WithSummary("Records credits bought for the pool")
            .Takes<PurchaseBody>()
            .Produces<PoolView>(StatusCodes.Status201Created);
        api.MapGet("/pool", GetAsync)
            .WithSummary("Bought, used and remaining credits")
            .Produces<PoolView>();
    }

    private static async Task<IResult> BuyAsync(
        HttpContext http,
        Ledgers ledgers,
        Pool pool,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var currency = (await ledgers.AgencyAsync(call.Agency, stop)).Terms.Catalog.Currency;
        // The pool is bought in larger amounts than one client ever gets.
        var credits = body.Amount("credits", isRequired: true);
        var price = body.Price("price", currency);
        if (!body.Has("price"))
        {
            body.Error<string>("price", "price is missing.");
        }

        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var used = (await pool.ReadAsync(call.Agency, stop)).Used;
        await ledgers.ChangeAgencyAsync(
            call.Agency,
            (state, now) =>
                new AgencyEntry.Purchased(credits!.Value, price!.Value)
                {
                    Seq = state!.NextSeq,
                    At = now,
                    RecordedAt = now,
                    By = call.AsItself().By,
                },
            after => new Beside
            {
                Answer = call.Keep(StatusCodes.Status201Created, View(after.Purchased, used)),
            },
            stop
        );
        return call.Answer();
    }

    private static async Task<IResult> GetAsync(HttpContext http, Pool pool, CancellationToken stop)
    {
        var (purchased, used) = await pool.ReadAsync(ApiCall.Of(http).Agency, stop);
        return Results.Json(View(purchased, used), ApiJson.Options);
    }

    private static PoolView View(Credits purchased, Credits used) =>
        new(purchased, used, purchased.Value - used.Value);
}
