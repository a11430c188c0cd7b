using System.Globalization;
using System.Text;

namespace CreditBot.Bench.Ledger;

/// <summary>Clients of the measured agency, made over its REST interface.</summary>
internal static class Agency
{
    public const string UsagePath = "/api/v1/usage";

    /// <summary>Makes clients with credits enough for any load, and answers with their ids.</summary>
    public static async Task<IReadOnlyList<string>> MakeClientsAsync(
        ServerProcess product,
        int count
    )
    {
        var ids = Ids(count);
        foreach (var id in ids)
        {
            await PostAsync(
                product,
                "/api/v1/clients",
                $$"""{"id":"{{id}}","name":"{{id}}","timeZone":"Europe/Berlin","package":"Professional","startsOn":"{{FirstOfMonth}}"}"""
            );
            await PostAsync(
                product,
                $"/api/v1/clients/{id}/grants",
                """{"credits":1000000,"reason":"enough for any load"}"""
            );
        }

        return ids;
    }

    /// <summary>The ids of so many clients.</summary>
    public static IReadOnlyList<string> Ids(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(n => $"client-{n.ToString("D3", CultureInfo.InvariantCulture)}"),
        ];

    private static string FirstOfMonth =>
        DateTime.UtcNow.ToString("yyyy-MM-01", CultureInfo.InvariantCulture);

    private static async Task PostAsync(ServerProcess product, string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await product.Http.PostAsync(new Uri(path, UriKind.Relative), body);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }
}
