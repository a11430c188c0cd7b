using CreditBot.Amounts;
using CreditBot.Reporting;
using CreditBot.Requests;
using CreditBot.TimeTravel;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Api;

/// <summary>What was true of a client at an instant, and the entries and rules that made it.</summary>
internal static class TimeTravelApi
{
    public static void MapTimeTravel(this RouteGroupBuilder api) =>
        api.MapGet("/clients/{id}/explain", ExplainAsync)
            .WithSummary(
                "The entries and rules behind a balance (at, known), or behind a month's figures (month)"
            )
            .Produces<ExplainView>();

    /// <summary>The instant that a query asks for; now when it names none.</summary>
    /// <param name="problem">What is wrong with the query, when this answers null.</param>
    public static (Instant At, Knowledge Known)? Read(
        HttpRequest request,
        Instant now,
        out IResult? problem
    )
    {
        var at = request.Query["at"].ToString();
        var known = request.Query["known"].ToString();
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var instant = now;
        if (request.Query.ContainsKey("at"))
        {
            // A plus sign that wasn't escaped arrives as a space.
            var parsed = OffsetDateTimePattern.ExtendedIso.Parse(at.Replace(' ', '+'));
            if (!parsed.Success)
            {
                errors["at"] =
                [
                    "at has to be a time with an offset, such as 2026-12-03T00:00:00Z.",
                ];
            }
            else if (parsed.Value.ToInstant() > now)
            {
                errors["at"] = [$"at is in the future: it is {now} now."];
            }
            else
            {
                instant = parsed.Value.ToInstant();
            }
        }

        if (known is not ("" or "now" or "then"))
        {
            errors["known"] =
            [
                "known is then (as known at that time) or now (also by what was recorded later).",
            ];
        }

        problem = errors.Count > 0 ? Problems.Invalid(errors) : null;
        return errors.Count > 0
            ? null
            : (instant, known == "then" ? Knowledge.Then : Knowledge.Now);
    }

    public static IResult NotThen(string id, Instant at, Knowledge known) =>
        Problems.NotFound(
            known == Knowledge.Then
                ? $"There was no client '{id}' on record at {at}."
                : $"There is no client '{id}', or it had not started at {at}."
        );

    private static async Task<IResult> ExplainAsync(
        string id,
        HttpContext http,
        PastCredits past,
        Ledgers ledgers,
        BookKeeper books,
        CancellationToken stop,
        string? month = null
    )
    {
        var agency = ApiCall.Of(http).Agency;
        if (!ClientId.TryParse(id, out var client))
        {
            return Problems.NoClient(id);
        }

        if (month is not null)
        {
            return YearMonthPattern.Iso.Parse(month) is { Success: true, Value: var asked }
                ? await books.ExplainAsync(agency, client, asked, stop) is { } explained
                    ? Results.Json(ExplainedMonthView.Of(client, explained), ApiJson.Options)
                    : Problems.NoClient(id)
                : Problems.Invalid("month", "month has to be written as 2026-11.");
        }

        if (Read(http.Request, ledgers.Now, out var problem) is not var (at, known))
        {
            return problem!;
        }

        return await past.ReadAsync(agency, client, at, known, stop) is { } account
            ? Results.Json(ExplainView.Of(account.Explanation), ApiJson.Options)
            : NotThen(id, at, known);
    }
}
