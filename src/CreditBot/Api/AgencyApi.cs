using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Api;

/// <summary>The agency's own prices: settings seed an empty store, and from then on they are changed here.</summary>
internal static class AgencyApi
{
    /// <summary>A price later than that is a slip of the pen.</summary>
    private const int MostYearsAhead = 5;

    private static readonly LocalDate Earliest = new(2000, 1, 1);

    public static void MapAgency(this RouteGroupBuilder api)
    {
        var cost = api.MapGroup("/agency/cost-per-credit");
        cost.MapGet("", GetAsync)
            .WithSummary("What a credit costs the agency, by date")
            .Produces<CostsView>();
        cost.MapPut("", SetAsync)
            .WithSummary("Sets what a credit costs from a date on")
            .Takes<CostBody>()
            .Produces<CostsView>();
    }

    private static async Task<IResult> GetAsync(
        HttpContext http,
        Ledgers ledgers,
        CancellationToken stop
    )
    {
        var state = await ledgers.AgencyAsync(ApiCall.Of(http).Agency, stop);
        return Results.Json(CostsView.Of(state), ApiJson.Options);
    }

    private static async Task<IResult> SetAsync(
        HttpContext http,
        Ledgers ledgers,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var catalog = (await ledgers.AgencyAsync(call.Agency, stop)).Terms.Catalog;
        var from = body.Date("from");
        var price = body.Price("price", catalog.Currency);
        foreach (var field in (string[])["from", "price"])
        {
            if (!body.Has(field))
            {
                body.Error<string>(field, $"{field} is missing.");
            }
        }

        var latest = ledgers.Now.InZone(catalog.Zone).Date.PlusYears(MostYearsAhead);
        if (from < Earliest || from > latest)
        {
            body.Error<string>(
                "from",
                $"from has to be a date from {Earliest:uuuu-MM-dd} to {latest:uuuu-MM-dd}."
            );
        }

        if (body.IsInvalid)
        {
            return body.Problem;
        }

        Refusal? refusal = null;
        await ledgers.ChangeAgencyAsync(
            call.Agency,
            (state, now) =>
            {
                (var entry, refusal) = CostChanging.Decide(
                    state!,
                    new DatedPrice(from!.Value, price!.Value),
                    call.AsItself().By,
                    now
                );
                return entry;
            },
            after => new Beside
            {
                Answer = call.Keep(StatusCodes.Status200OK, CostsView.Of(after)),
            },
            stop
        );
        if (refusal is null)
        {
            return call.Answer();
        }

        return Problems.Of(refusal);
    }
}

/// <summary>List costs, oldest first; the first one also holds before its date.</summary>
internal sealed record CostsView(IReadOnlyList<CostView> CostPerCredit)
{
    public static CostsView Of(AgencyState state) =>
        new([
            .. state.Terms.Catalog.CostPerCredit.Select(price => new CostView(
                price.From,
                price.PerCredit
            )),
        ]);
}

internal sealed record CostView(LocalDate From, Money Price);
