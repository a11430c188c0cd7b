using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Commands.Imports;
using CreditBot.Identity;
using CreditBot.Reporting;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using NodaTime.Text;

namespace CreditBot.Api;

/// <summary>Commands that find the store's file held run here, in its holder (contract.md, Command line). Keys without the scope admin don't get here.</summary>
internal static class AdminApi
{
    private const int PathLength = 4000;
    private const int PolicyLength = 100_000;
    private const int CsvLength = 8_000_000;

    public static void MapAdmin(this IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").ExcludeFromDescription();
        admin.MapPost("/verify", VerifyAsync).AddEndpointFilter(WholeStoreAsync);
        admin.MapPost(
            $"/{DoctorCommand.Admin}",
            async (HttpContext http, CancellationToken stop) =>
                Results.Json(
                    await DoctorCommand.LookAsync(
                        http.RequestServices,
                        ApiCall.Of(http).Agency,
                        stop
                    ),
                    JsonSerializerOptions.Default
                )
        );
        admin.MapPost($"/{BackupCommand.Admin}", BackupAsync).AddEndpointFilter(WholeStoreAsync);
        foreach (var name in (string[])[PastCommand.Balance, PastCommand.Explain])
        {
            admin.MapPost(
                $"/{name}",
                (HttpContext http, CancellationToken stop) => PastAsync(http, name, stop)
            );
        }

        admin.MapPost($"/{ReportCommand.Admin}", ReportAsync);
        admin.MapPost($"/{KeyCommand.Admin}", CreateKeyAsync);
        admin.MapPost(
            $"/{PolicyCommand.AdminShow}",
            (HttpContext http, CancellationToken stop) =>
                ToldAsync(() =>
                    PolicyCommand.ShowAsync(http.RequestServices, ApiCall.Of(http).Agency, stop)
                )
        );
        admin.MapPost(
            $"/{OutboxCommand.AdminList}",
            async (HttpContext http, CancellationToken stop) =>
                Results.Json(
                    await OutboxCommand.ListAsync(
                        http.RequestServices,
                        ApiCall.Of(http).Agency,
                        stop
                    ),
                    JsonSerializerOptions.Web
                )
        );
        admin.MapPost(
            $"/{OutboxCommand.AdminResend}",
            async (HttpContext http, CancellationToken stop) =>
                Results.Json(
                    await OutboxCommand.ResendAsync(
                        http.RequestServices,
                        ApiCall.Of(http).Agency,
                        new WantedResend(
                            ApiCall.Of(http).Body?.Text("id", most: PathLength),
                            ApiCall.Of(http).Body?.Flag("dryRun") ?? false
                        ),
                        stop
                    ),
                    JsonSerializerOptions.Web
                )
        );
        admin.MapPost($"/{ImportCommand.Admin}", ImportAsync);
        admin.MapPost($"/{PolicyCommand.AdminSet}", SetPolicyAsync);
        admin.MapPost($"/{PolicyCommand.AdminTest}", TestPolicyAsync);
    }

    /// <summary>The store holds all agencies, so what looks at the whole of it is for whoever runs the host: agency default.</summary>
    private static ValueTask<object?> WholeStoreAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        ApiCall.Of(context.HttpContext).Agency == AgencyId.Default
            ? next(context)
            : ValueTask.FromResult<object?>(
                Problems.NotAllowed(
                    "This concerns the whole store, so it takes a key of agency default."
                )
            );

    private static async Task<IResult> ImportAsync(HttpContext http, CancellationToken stop)
    {
        var call = ApiCall.Of(http);
        var wanted = new WantedImport(
            call.Body?.Text("csv", most: CsvLength) ?? "",
            call.Body?.Flag("dryRun") ?? false
        );
        if (call.Body is not { IsInvalid: false } || wanted.Csv.Length == 0)
        {
            return Problems.Malformed(
                $"Send {{\"csv\":\"id,name,…\"}}: the text of a file, {CsvLength:N0} characters at most."
            );
        }

        try
        {
            return Results.Json(
                await ImportCommand.RunAsync(
                    http.RequestServices,
                    call.Agency,
                    wanted,
                    call.AsItself().By,
                    stop
                ),
                JsonSerializerOptions.Web
            );
        }
        catch (CommandFailedException failed)
        {
            return Problems.Invalid("csv", failed.Message);
        }
    }

    private static Task<IResult> SetPolicyAsync(HttpContext http, CancellationToken stop)
    {
        var call = ApiCall.Of(http);
        var wanted = new NewPolicy(
            call.Body?.Text("policy", most: PolicyLength) ?? "",
            call.Body?.Flag("dryRun") ?? false
        );
        return call.Body is not { IsInvalid: false } || wanted.Policy.Length == 0
            ? Task.FromResult(
                Problems.Malformed("Send {\"policy\":\"{…}\"}: the text of a policy file.")
            )
            : ToldAsync(() =>
                PolicyCommand.SetAsync(
                    http.RequestServices,
                    call.Agency,
                    wanted,
                    call.AsItself().By,
                    stop
                )
            );
    }

    private static Task<IResult> TestPolicyAsync(HttpContext http, CancellationToken stop)
    {
        var call = ApiCall.Of(http);
        var wanted = new TestedPolicy(
            call.Body?.Text("month") ?? "",
            call.Body?.Text("policy", most: PolicyLength)
        );
        return
            call.Body is not { IsInvalid: false }
            || !YearMonthPattern.Iso.Parse(wanted.Month).Success
            ? Task.FromResult(
                Problems.Malformed(
                    "Send {\"month\":\"2026-11\"}, and a policy file's text as policy."
                )
            )
            : ToldAsync(() =>
                PolicyCommand.TestAsync(http.RequestServices, call.Agency, wanted, stop)
            );
    }

    /// <summary>A command's answer in both ways, or why it can't be done.</summary>
    private static async Task<IResult> ToldAsync(Func<Task<ToldPast>> run)
    {
        try
        {
            return Results.Json(await run(), JsonSerializerOptions.Web);
        }
        catch (CommandFailedException failed)
        {
            return Problems.Invalid("policy", failed.Message);
        }
    }

    private static async Task<IResult> VerifyAsync(TableStore store, CancellationToken stop) =>
        Results.Json(
            await new StoreCheck(store).RunAsync(progress: null, stop),
            JsonSerializerOptions.Default
        );

    private static async Task<IResult> PastAsync(
        HttpContext http,
        string name,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        var body = call.Body;
        var wanted = new WantedPast(
            body?.Text("client") ?? "",
            body?.Text("at"),
            body?.Text("known"),
            body?.Text("month")
        );
        if (PastCommand.Mistake(wanted) is { } mistake)
        {
            return Problems.Malformed(mistake);
        }

        try
        {
            return Results.Json(
                await PastCommand.AnswerAsync(
                    http.RequestServices,
                    name,
                    call.Agency,
                    wanted,
                    stop
                ),
                JsonSerializerOptions.Web
            );
        }
        catch (CommandFailedException failed)
        {
            return Problems.NotFound(failed.Message);
        }
    }

    private static async Task<IResult> BackupAsync(
        HttpContext http,
        IBackups backups,
        CancellationToken stop
    )
    {
        var body = ApiCall.Of(http).Body;
        if (
            body?.Text("file", isRequired: true, most: PathLength) is not { } file
            || !Path.IsPathFullyQualified(file)
        )
        {
            return Problems.Malformed(
                "Send {\"file\":\"/backups/creditbot-2026-11-25.db\"}: a whole path on this machine."
            );
        }

        var dryRun = body.Flag("dryRun");
        if (body.IsInvalid)
        {
            return body.Problem;
        }

        try
        {
            return Results.Json(
                await backups.BackupAsync(file, dryRun, progress: null, stop),
                JsonSerializerOptions.Web
            );
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return File.Exists(file)
                ? Problems.Conflict("exists", failed.Message)
                : Problems.Invalid("file", failed.Message);
        }
    }

    private static async Task<IResult> ReportAsync(
        HttpContext http,
        MonthFiles files,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        var body = call.Body;
        if (
            body?.Text("month", isRequired: true) is not { } text
            || YearMonthPattern.Iso.Parse(text) is not { Success: true, Value: var month }
        )
        {
            return Problems.Malformed("Send {\"month\":\"2026-11\"}.");
        }

        return await files.MakeAsync(call.Agency, month, stop) is { } made
            ? Results.Json(MadeReport.Of(made), JsonSerializerOptions.Web)
            : Problems.NotFound($"There are no figures for {text}.");
    }

    private static async Task<IResult> CreateKeyAsync(
        HttpContext http,
        ApiKeys keys,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        var body = call.Body;
        var wanted = new NewKey(body?.Text("name") ?? "", body?.Text("scope") ?? "");
        if (KeyCommand.Mistake(wanted) is { } mistake)
        {
            return Problems.Malformed(mistake);
        }

        var key = await keys.CreateAsync(call.Agency, wanted.Name, wanted.Scope, stop);
        return Results.Json(
            new MadeKey(wanted.Name, wanted.Scope, key),
            JsonSerializerOptions.Web,
            statusCode: StatusCodes.Status201Created
        );
    }
}
