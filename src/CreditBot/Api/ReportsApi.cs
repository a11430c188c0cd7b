using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Outbox;
using CreditBot.Reporting;
using CreditBot.Reports.Workbook;
using CreditBot.Requests;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Api;

/// <summary>Month books, their workbook, closing and sending.</summary>
internal static class ReportsApi
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        api.MapGet("/reports/{month}", GetAsync)
            .WithSummary("A month's figures")
            .Produces<ReportView>();
        api.MapGet("/reports/{month}.xlsx", WorkbookAsync)
            .WithSummary("A month's workbook")
            .Produces<Stream>(StatusCodes.Status200OK, MonthWorkbook.ContentType);
        api.MapPost("/reports/{month}/close", CloseAsync)
            .WithSummary("Closes a month that is over")
            .Produces<ReportView>();
        api.MapPost("/reports/{month}/send", SendAsync)
            .WithSummary("Mails a month's report to its recipients")
            .Produces<SentView>();
    }

    private static async Task<IResult> GetAsync(
        string month,
        HttpContext http,
        BookKeeper books,
        CancellationToken stop
    )
    {
        if (Month(month) is not { } asked)
        {
            return NoMonth(month);
        }

        return await books.ReadAsync(ApiCall.Of(http).Agency, asked, stop) is { } book
            ? Results.Json(ReportView.Of(book), ApiJson.Options)
            : NoFigures(month);
    }

    private static async Task<IResult> WorkbookAsync(
        string month,
        HttpContext http,
        MonthFiles files,
        CancellationToken stop
    )
    {
        if (Month(month) is not { } asked)
        {
            return NoMonth(month);
        }

        return await files.MakeAsync(ApiCall.Of(http).Agency, asked, stop) is { } made
            ? Results.File(made.Workbook, MonthWorkbook.ContentType, made.Name)
            : NoFigures(month);
    }

    private static async Task<IResult> CloseAsync(
        string month,
        HttpContext http,
        BookKeeper books,
        Ledgers ledgers,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (Month(month) is not { } asked)
        {
            return NoMonth(month);
        }

        var state = await ledgers.AgencyAsync(call.Agency, stop);
        if (!books.IsOver(state, asked))
        {
            return Problems.Conflict(
                "month_not_over",
                $"{month} is not over yet; it can be closed from the 1st of the next month."
            );
        }

        if (await books.ReadAsync(call.Agency, asked, stop) is null)
        {
            return NoFigures(month);
        }

        if (
            await books.CloseAsync(
                call.Agency,
                asked,
                call.AsItself().By,
                book => call.Keep(StatusCodes.Status200OK, ReportView.Of(book)),
                stop
            )
            is not null
        )
        {
            return call.Answer();
        }

        return Problems.Conflict("book_closed", $"{month} is closed already.");
    }

    private static async Task<IResult> SendAsync(
        string month,
        HttpContext http,
        BookKeeper books,
        ReportRuns runs,
        OutboxDispatcher outbox,
        Ledgers ledgers,
        CancellationToken stop,
        bool again = false
    )
    {
        var call = ApiCall.Of(http);
        if (Month(month) is not { } asked)
        {
            return NoMonth(month);
        }

        var state = await ledgers.AgencyAsync(call.Agency, stop);
        if (!books.IsOver(state, asked))
        {
            return Problems.Conflict(
                "month_not_over",
                $"{month} is not over yet; its report goes out on the 1st of the next month."
            );
        }

        if (
            await runs.SendAsync(call.Agency, asked, state.Terms.Recipients, again, stop)
            is not { } done
        )
        {
            return NoFigures(month);
        }

        await outbox.RunOnceAsync(stop);
        return Results.Json(new SentView(done.Sent, done.AlreadySent), ApiJson.Options);
    }

    private static YearMonth? Month(string text) =>
        YearMonthPattern.Iso.Parse(text) is { Success: true } month ? month.Value : null;

    private static IResult NoFigures(string month) =>
        Problems.NotFound($"There are no figures for {month}.");

    private static IResult NoMonth(string text) =>
        Problems.NotFound($"'{text}' is no month. Write it as 2026-11.");
}

internal sealed record SentView(int Sent, int AlreadySent);

/// <summary>A month book as the REST interface shows it.</summary>
internal sealed record ReportView(
    string Month,
    string State,
    Instant AsOf,
    TotalsView Totals,
    IReadOnlyList<ReportClientView> Clients,
    Money Adjustments,
    PoolMonthView? Pool
)
{
    public static ReportView Of(MonthBook book) =>
        new(
            BookKeeper.Key(book.Month),
            book.IsClosed ? "closed" : "open",
            book.AsOf,
            TotalsView.Of(book.Totals),
            [.. book.Clients.Select(ReportClientView.Of)],
            book.Totals.Adjustments,
            book.Pool is { } pool ? PoolMonthView.Of(pool) : null
        );
}

/// <summary>How the month drew on what was bought, first in, first out; null before the first purchase.</summary>
/// <param name="Beyond">Credits that no purchase covers, at the list cost.</param>
internal sealed record PoolMonthView(
    Credits UsedBefore,
    IReadOnlyList<PurchaseDrawView> Purchases,
    decimal Beyond
)
{
    public static PoolMonthView Of(PoolMonth pool) =>
        new(
            pool.UsedBefore,
            [
                .. pool.Purchases.Select(purchase => new PurchaseDrawView(
                    purchase.BoughtOn,
                    purchase.Credits,
                    purchase.Price,
                    purchase.DrawnBefore,
                    purchase.Drawn,
                    purchase.Left
                )),
            ],
            pool.Beyond
        );
}

internal sealed record PurchaseDrawView(
    LocalDate BoughtOn,
    Credits Credits,
    Money Price,
    Credits DrawnBefore,
    decimal Drawn,
    decimal Left
);

/// <param name="Cost">By the price list.</param>
/// <param name="PurchaseCost">What it really cost, purchases first in, first out; null before the first purchase.</param>
/// <param name="Unpurchased">Credits used that no purchase covers; at list cost in <paramref name="PurchaseCost"/>.</param>
internal sealed record TotalsView(
    Money Fee,
    Money OneTime,
    Money Overage,
    Money Adjustments,
    Money Revenue,
    Money Cost,
    Money Margin,
    Credits Used,
    Money? PurchaseCost,
    Money? PurchaseMargin,
    Credits? Unpurchased
)
{
    public static TotalsView Of(MonthTotals totals) =>
        new(
            totals.Fee,
            totals.OneTime,
            totals.Overage,
            totals.Adjustments,
            totals.Revenue,
            totals.Cost,
            totals.Margin,
            totals.Used,
            totals.PurchaseCost,
            totals.PurchaseMargin,
            totals.Unpurchased
        );
}

internal sealed record ReportClientView(
    ClientId Id,
    string Name,
    string Package,
    Money Fee,
    Money OneTime,
    Money Overage,
    Money Adjustments,
    Money Revenue,
    Money Cost,
    Money Margin,
    Credits Used,
    Money? PurchaseCost,
    Money? PurchaseMargin,
    Credits? Unpurchased,
    IReadOnlyList<Finding> Flags
)
{
    public static ReportClientView Of(ClientBook book) =>
        new(
            book.Id,
            book.Name,
            book.Package,
            book.Totals.Fee,
            book.Totals.OneTime,
            book.Totals.Overage,
            book.Totals.Adjustments,
            book.Totals.Revenue,
            book.Totals.Cost,
            book.Totals.Margin,
            book.Totals.Used,
            book.Totals.PurchaseCost,
            book.Totals.PurchaseMargin,
            book.Totals.Unpurchased,
            book.Findings
        );
}
