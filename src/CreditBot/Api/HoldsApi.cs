using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Api;

/// <summary>Credits set aside for work about to run (contract.md, holds; design.md §3.11).</summary>
internal static class HoldsApi
{
    private static readonly int LongestSeconds = (int)Holding.Longest.TotalSeconds;

    public static void MapHolds(this RouteGroupBuilder api)
    {
        api.MapPost("/clients/{id}/holds", PlaceAsync)
            .WithSummary("Sets credits aside for work about to run, or denies them")
            .Takes<HoldBody>()
            .Produces<HoldView>(StatusCodes.Status201Created)
            .Produces<HoldView>()
            .WithMetadata(new OpenTo(Audience.Usage));
        api.MapDelete("/holds/{id}", ReleaseAsync)
            .WithSummary("Gives a hold back unused")
            .Produces<ReleasedHoldView>()
            .WithMetadata(new OpenTo(Audience.Usage));
    }

    private static async Task<IResult> PlaceAsync(
        string id,
        HttpContext http,
        HoldDesk desk,
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

        var credits = body.Amount("credits", isRequired: true);
        var action = body.Text("action");
        var seconds = body.Whole("ttlSeconds", 1, LongestSeconds);
        if (!body.Has("ttlSeconds"))
        {
            body.Error<string>("ttlSeconds", "ttlSeconds is missing.");
        }

        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var askUrl = $"{http.Request.Scheme}://{http.Request.Host}/chat";
        var result = await desk.PlaceAsync(
            call.AsItself(),
            client,
            new PlaceHold(
                call.Agency,
                credits!.Value,
                action,
                Duration.FromSeconds(seconds!.Value)
            ),
            done => call.Keep(StatusCodes.Status201Created, HoldView.Of(done, askUrl)),
            stop
        );
        switch (result)
        {
            case LedgerResult.Refused { Refusal: Refusal.HoldDenied denied }:
                // Nothing was created, so the status isn't 201; the editor reads the decision, not the status.
                return Results.Json(HoldView.Of(denied, askUrl), ApiJson.Options);
            case LedgerResult.Refused { Refusal: Refusal.TooManyHolds many }:
                http.Response.Headers.RetryAfter = Math.Ceiling(many.NextLapse.TotalSeconds)
                    .ToString(System.Globalization.CultureInfo.InvariantCulture);
                break;
            default:
                break;
        }

        return ClientsApi.Answer(call, result);
    }

    private static async Task<IResult> ReleaseAsync(
        string id,
        HttpContext http,
        HoldDesk desk,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (!HoldId.TryParse(call.Agency, id, out var hold))
        {
            return Problems.NotFound($"There is no hold '{id}'.");
        }

        var result = await desk.ReleaseAsync(
            call.AsItself(),
            hold,
            done => call.Keep(StatusCodes.Status200OK, ReleasedHoldView.Of(done, hold)),
            stop
        );
        return ClientsApi.Answer(call, result);
    }
}

/// <summary>What became of a hold.</summary>
/// <param name="Available">What may still be promised after it.</param>
/// <param name="HoldId">Null when denied: usage names it in <c>data.hold</c>, which settles it.</param>
/// <param name="ExpiresAt">Until when it stands when nothing settles it; null when denied.</param>
/// <param name="AskUrl">Where the person can ask for more credits.</param>
internal sealed record HoldView(
    [property: AllowedWords("allow", "deny")] string Decision,
    HoldCode Code,
    string? HoldId,
    Credits Available,
    Instant? ExpiresAt,
    string AskUrl
)
{
    public static HoldView Of(LedgerResult.Done done, string askUrl)
    {
        var held = (ClientEntry.Held)done.Entries[^1];
        return new HoldView(
            "allow",
            Holding.CodeOf(
                held.Credits,
                done.Before.AvailableAt(held.RecordedAt),
                done.Before.Terms.Overage
            ),
            held.Id.ToString(),
            done.After.AvailableAt(held.RecordedAt),
            held.Until,
            askUrl
        );
    }

    public static HoldView Of(Refusal.HoldDenied denied, string askUrl) =>
        new("deny", denied.Code, null, denied.Available, null, askUrl);
}

/// <summary>A hold that was given back.</summary>
/// <param name="Available">What may be promised now.</param>
internal sealed record ReleasedHoldView(
    string HoldId,
    ClientId Client,
    Credits Credits,
    Credits Available
)
{
    public static ReleasedHoldView Of(LedgerResult.Done done, HoldId id)
    {
        var hold = done.Before.Holds.Find(hold => hold.Id == id)!;
        return new ReleasedHoldView(
            id.ToString(),
            id.Client,
            hold.Credits,
            done.After.AvailableAt(done.After.RecordedAt)
        );
    }
}
