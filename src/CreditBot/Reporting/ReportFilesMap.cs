using CreditBot.Reports.Workbook;

namespace CreditBot.Reporting;

/// <summary>Where signed links of mails lead: the workbook itself, to whoever has the link.</summary>
internal static class ReportFilesMap
{
    public static void MapReportFiles(this WebApplication app) =>
        app.MapGet(ReportLinks.Path + "/{token}", FetchAsync).ExcludeFromDescription();

    private static async Task<IResult> FetchAsync(
        string token,
        HttpContext http,
        ReportLinks links,
        ReportEditions editions,
        CancellationToken stop
    )
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Content-Type-Options"] = "nosniff";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        switch (await links.ReadAsync(token, stop))
        {
            case LinkAnswer.Valid { Report: var report }:
                return
                    await editions.MakeAsync(
                        report.Agency,
                        report.Month,
                        report.IsFinal,
                        report.Recipient,
                        stop
                    )
                        is { } made
                    ? Results.File(made.Workbook, MonthWorkbook.ContentType, made.FileName)
                    : Said("There is no such report any more.", StatusCodes.Status404NotFound);
            case LinkAnswer.Expired:
                return Said(
                    "This link has expired. Ask the agency to send the report again.",
                    StatusCodes.Status410Gone
                );
            default:
                return Said(
                    "This link is not valid. Copy it whole from the mail.",
                    StatusCodes.Status404NotFound
                );
        }
    }

    private static IResult Said(string words, int status) =>
        Results.Text(words, "text/plain; charset=utf-8", statusCode: status);
}
