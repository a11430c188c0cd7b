using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Api;

/// <summary>Errors as problem+json with a code that programs can rely on (contract.md, Common).</summary>
internal static class Problems
{
    public static IResult Malformed(string detail) =>
        Of(StatusCodes.Status400BadRequest, "malformed", detail);

    public static IResult Unauthorized() =>
        Of(
            StatusCodes.Status401Unauthorized,
            "unauthorized",
            "Send a valid key as 'Authorization: Bearer <key>'."
        );

    public static IResult NotAllowed(string detail) =>
        Of(StatusCodes.Status403Forbidden, "not_allowed", detail);

    public static IResult NotFound(string detail) =>
        Of(StatusCodes.Status404NotFound, "not_found", detail);

    public static IResult NoClient(string id) => NotFound($"There is no client '{id}'.");

    public static IResult InFlight() =>
        Of(
            StatusCodes.Status409Conflict,
            "in_flight",
            "The first call with this Idempotency-Key is still running. Try again in a moment."
        );

    public static IResult IdempotencyMismatch() =>
        Of(
            StatusCodes.Status422UnprocessableEntity,
            "idempotency_mismatch",
            "This Idempotency-Key was used with another body. Use a new key for a new call."
        );

    public static IResult Conflict(string code, string detail) =>
        Of(StatusCodes.Status409Conflict, code, detail);

    public static IResult Invalid(IDictionary<string, string[]> errors) =>
        Of(
            StatusCodes.Status422UnprocessableEntity,
            "invalid",
            string.Join(' ', errors.SelectMany(error => error.Value)),
            new Dictionary<string, object?> { ["errors"] = errors }
        );

    public static IResult Invalid(string field, string detail) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [detail] });

    /// <summary>A refusal of the domain under its code.</summary>
    public static IResult Of(Refusal refusal) =>
        refusal switch
        {
            Refusal.Invalid invalid => Invalid(invalid.Field, invalid.Sentence),
            Refusal.Ended => Invalid("state", refusal.Sentence),
            Refusal.NotFound => NotFound(refusal.Sentence),
            Refusal.Exists => Conflict("exists", refusal.Sentence),
            Refusal.OpenRequest open => Of(
                StatusCodes.Status409Conflict,
                "open_request",
                refusal.Sentence,
                new Dictionary<string, object?> { ["request"] = open.Request.Id.ToString() }
            ),
            Refusal.AlreadyDecided decided => Of(
                StatusCodes.Status409Conflict,
                "already_decided",
                refusal.Sentence,
                new Dictionary<string, object?> { ["decision"] = DecisionView.Of(decided.Request) }
            ),
            Refusal.Lapsed => Conflict("lapsed", refusal.Sentence),
            Refusal.OwnRequest => Of(
                StatusCodes.Status403Forbidden,
                "own_request",
                refusal.Sentence
            ),
            Refusal.NotAllowed or Refusal.AboveLimit => NotAllowed(refusal.Sentence),
            Refusal.BelowFloor => Invalid("price", refusal.Sentence),
            Refusal.NotUndoable => Conflict("not_undoable", refusal.Sentence),
            Refusal.BookClosed => Conflict("book_closed", refusal.Sentence),
            Refusal.TooManyHolds => Of(
                StatusCodes.Status429TooManyRequests,
                "too_many_holds",
                refusal.Sentence
            ),
            Refusal.FactsMoved => Conflict("facts_moved", refusal.Sentence),
            _ => Invalid("", refusal.Sentence),
        };

    public static IResult Of(
        int status,
        string code,
        string detail,
        IDictionary<string, object?>? more = null
    ) =>
        TypedResults.Problem(
            detail,
            statusCode: status,
            extensions: new Dictionary<string, object?>(
                more ?? new Dictionary<string, object?>(),
                StringComparer.Ordinal
            )
            {
                ["code"] = code,
            }
        );
}
