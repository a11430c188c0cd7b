using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CreditBot.RealClients.Product;

/// <summary>Calls of the REST interface, answered as JSON; any answer that isn't a success ends the test with what it said.</summary>
internal static class Calls
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<JsonNode> ReadAsync(this RunningCreditBot bot, string path) =>
        await JsonAsync(await bot.Api.GetAsync(At(path), Stop));

    public static async Task<byte[]> DownloadAsync(this RunningCreditBot bot, string path) =>
        await bot.Api.GetByteArrayAsync(At(path), Stop);

    /// <param name="body">An object as it is to be written; an empty one unless given.</param>
    public static async Task<JsonNode> SendAsync(
        this RunningCreditBot bot,
        string path,
        object? body = null
    ) => await JsonAsync(await bot.Api.PostAsJsonAsync(At(path), body ?? new { }, Stop));

    /// <summary>All entries of a client, in their order.</summary>
    public static async Task<IReadOnlyList<EntrySeen>> EntriesAsync(
        this RunningCreditBot bot,
        string client
    )
    {
        var entries = new List<EntrySeen>();
        long? after = 0;
        while (after is not null)
        {
            var page = await bot.ReadAsync($"clients/{client}/entries?after={after}&limit=1000");
            entries.AddRange(
                page["entries"]!
                    .AsArray()
                    .Select(entry => new EntrySeen(
                        entry!["seq"]!.GetValue<long>(),
                        entry["kind"]!.GetValue<string>(),
                        entry["credits"]!.GetValue<decimal>(),
                        entry["requestId"]?.GetValue<string>()
                    ))
            );
            after = page["next"]?.GetValue<long>();
        }

        return entries;
    }

    /// <summary>Opens a client with its zone as the agency's, so that periods and months begin together.</summary>
    public static Task<JsonNode> OpenClientAsync(
        this RunningCreditBot bot,
        string id,
        string package
    ) =>
        bot.SendAsync(
            "clients",
            new
            {
                id,
                name = id,
                package,
                timeZone = "America/New_York",
            }
        );

    public static Uri At(string path) => new($"/api/v1/{path}", UriKind.Relative);

    public static decimal Amount(this JsonNode money) =>
        decimal.Parse(
            money["amount"]!.GetValue<string>(),
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        var said = await answer.Content.ReadAsStringAsync(Stop);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
        return JsonNode.Parse(said)!;
    }
}

/// <summary>An entry as the REST interface tells it.</summary>
internal sealed record EntrySeen(long Seq, string Kind, decimal Credits, string? Request);
