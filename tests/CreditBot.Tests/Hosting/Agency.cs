namespace CreditBot.Tests.Hosting;

/// <summary>What most tests need to be there, made through the REST interface.</summary>
internal static class Agency
{
    private static int _count;

    public static async Task AddManagersAsync(ApiClient api)
    {
        foreach (
            var (id, name) in ((string, string)[])[("dana", "Dana Ruiz"), ("sam", "Sam Okafor")]
        )
        {
            var body = new
            {
                id,
                name,
                email = $"{id}@brightside.example",
            };
            (await api.PostAsync("/managers", body)).ShouldBe("201");
        }
    }

    /// <summary>A client on Basic: 50 credits, $99 a month.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> AddClientAsync(
        ApiClient api,
        string? overage = null,
        string? startsOn = null
    )
    {
        var id = $"client-{Interlocked.Increment(ref _count)}";
        var body = new
        {
            id,
            name = $"The {id}",
            timeZone = "America/New_York",
            package = "Basic",
            overage,
            startsOn,
        };
        (await api.PostAsync("/clients", body)).ShouldBe("201");
        return id;
    }

    public static object Use(
        string client,
        string id,
        decimal credits,
        string? time = null,
        string source = "/editor"
    ) =>
        new
        {
            specversion = "1.0",
            type = "creditbot.usage",
            source,
            id,
            subject = client,
            time = time ?? "2026-11-23T14:30:00Z",
            data = new { credits, action = "edit" },
        };

    public static async Task<decimal> BalanceAsync(ApiClient api, string client) =>
        (decimal)(await api.GetAsync($"/clients/{client}/credits")).ShouldBe("200")["balance"]!;
}
