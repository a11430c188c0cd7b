using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Api;

/// <summary>Invoice lines: lists them, as JSON or CSV, and moves them on (contract.md, GET /invoices).</summary>
internal static class InvoicesApi
{
    private const int PageMost = 1000;

    public static void MapInvoices(this RouteGroupBuilder api)
    {
        api.MapGet("/invoices", ListAsync)
            .WithSummary("Invoice lines, by month, client and state; CSV with Accept: text/csv")
            .Produces<InvoicesView>();
        api.MapPatch("/invoices/{id}", MoveAsync)
            .WithSummary("Issues an invoice line, or marks it paid or void")
            .Takes<InvoiceBody>()
            .Produces<InvoiceView>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        Invoices invoices,
        CancellationToken stop,
        string? month = null,
        string? client = null,
        string? state = null,
        string? after = null,
        int limit = 100
    )
    {
        if (limit is < 1 or > PageMost)
        {
            return Problems.Invalid("limit", $"limit is 1 to {PageMost}.");
        }

        if (Query(month, client, state, after) is not { } query)
        {
            return Problems.Invalid(
                "month",
                "month is written as 2026-11, client is a client's id, state is draft, issued, paid or void, after is the id of a line."
            );
        }

        var agency = ApiCall.Of(http).Agency;
        if (WantsCsv(http))
        {
            return Results.Stream(
                async output =>
                {
                    await using var writer = new StreamWriter(output, leaveOpen: true);
                    await writer.WriteAsync(InvoiceCsv.Header);
                    await foreach (var line in invoices.ListAsync(agency, query, stop))
                    {
                        await writer.WriteAsync(InvoiceCsv.Row(line));
                    }
                },
                $"{InvoiceCsv.ContentType}; charset=utf-8",
                $"invoices{(month is null ? "" : $"-{month}")}.csv"
            );
        }

        var page = await invoices.ListAsync(agency, query, stop).Take(limit + 1).ToListAsync(stop);
        return Results.Json(
            new InvoicesView(
                [.. page.Take(limit).Select(InvoiceView.From)],
                page.Count > limit ? page[limit - 1].Id.ToString() : null
            ),
            ApiJson.Options
        );
    }

    private static async Task<IResult> MoveAsync(
        string id,
        HttpContext http,
        Invoices invoices,
        Requests.Ledgers ledgers,
        IStore store,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (
            !InvoiceId.TryParse(id, out var line)
            || await store.ClientAsync(call.Agency, line.Client, stop) is null
        )
        {
            return Problems.NotFound($"There is no invoice line '{id}'.");
        }

        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send {\"state\":\"issued\"}.");
        }

        var to = body.Choice(
            "state",
            isRequired: true,
            [.. InvoiceWords.States.Select(state => (InvoiceWords.State(state), state))]
        );
        var reason = body.Text("reason", most: Body.ReasonLength);
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        var months = new InvoiceMonths(await ledgers.AgencyAsync(call.Agency, stop));
        var result = await invoices.MarkAsync(
            call.AsItself(),
            line.Client,
            new MarkLines([line.Line], to!.Value, reason),
            done =>
                call.Keep(
                    StatusCodes.Status200OK,
                    InvoiceView.From(months.Of(done.After).First(one => one.Id == line))
                ),
            stop
        );
        return ClientsApi.Answer(call, result);
    }

    private static InvoiceQuery? Query(string? month, string? client, string? state, string? after)
    {
        YearMonth? asked = null;
        if (month is not null)
        {
            if (YearMonthPattern.Iso.Parse(month) is not { Success: true, Value: var one })
            {
                return null;
            }

            asked = one;
        }

        ClientId? only = null;
        if (client is not null)
        {
            if (!ClientId.TryParse(client, out var one))
            {
                return null;
            }

            only = one;
        }

        InvoiceId? last = null;
        if (after is not null)
        {
            if (!InvoiceId.TryParse(after, out var one))
            {
                return null;
            }

            last = one;
        }

        var wanted = InvoiceWords.StateOf(state);
        return state is not null && wanted is null
            ? null
            : new InvoiceQuery(asked, only, wanted, last);
    }

    /// <summary>CSV when it is asked for and JSON isn't preferred.</summary>
    private static bool WantsCsv(HttpContext http)
    {
        var accepted = http
            .Request.GetTypedHeaders()
            .Accept.OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MediaType.Value);
        return accepted.FirstOrDefault(type =>
                type is InvoiceCsv.ContentType or "application/json" or "*/*" or "application/*"
            ) is InvoiceCsv.ContentType;
    }
}

internal sealed record InvoiceBody
{
    [AllowedWords("draft", "issued", "paid", "void")]
    public required string State { get; init; }

    [System.ComponentModel.Description("Why, for a void; kept with the entry.")]
    public string? Reason { get; init; }
}

internal sealed record InvoicesView(IReadOnlyList<InvoiceView> Invoices, string? Next);

/// <param name="Month">In which it counts.</param>
/// <param name="ForMonth">To which it belongs: another one when that was closed before the line was made.</param>
/// <param name="Of">The line that it lowers or cancels.</param>
internal sealed record InvoiceView(
    string Id,
    ClientId Client,
    string Month,
    string ForMonth,
    ChargeKind What,
    string? Text,
    Money Net,
    string? TaxCode,
    decimal? TaxRate,
    Money Tax,
    Money Gross,
    LineState State,
    long EntrySeq,
    RequestId? Request,
    string? Of
)
{
    public static InvoiceView From(InvoiceLine line) =>
        new(
            line.Id.ToString(),
            line.Client,
            YearMonthPattern.Iso.Format(line.Counts),
            YearMonthPattern.Iso.Format(line.Month),
            line.Kind,
            line.Text,
            line.Net,
            line.TaxCode,
            line.TaxRate,
            line.Tax,
            line.Gross,
            line.State,
            line.EntrySeq,
            line.Request,
            line.Of is { } of ? new InvoiceId(line.Client, of).ToString() : null
        );
}
