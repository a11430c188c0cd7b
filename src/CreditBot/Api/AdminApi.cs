using CreditBot.Storage;
using CreditBot.Storage.Checks;

namespace CreditBot.Api;

/// <summary>Commands that find the store's file held run here, in its holder (contract.md, Command line).</summary>
internal static class AdminApi
{
    public static void MapAdmin(this IEndpointRouteBuilder api) =>
        api.MapPost(
            "/admin/verify",
            async (TableStore store, CancellationToken stop) =>
                Results.Json(
                    await new StoreCheck(store).RunAsync(progress: null, stop),
                    System.Text.Json.JsonSerializerOptions.Default
                )
        );
}
