using CreditBot.Amounts;
using CreditBot.Storage;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBot.Tests.Agencies;

/// <summary>One host with three agencies that are alike in every id: clients, managers, people's addresses, request numbers. Only the words say whose something is.</summary>
internal sealed class ThreeAgencies : IAsyncDisposable
{
    public static readonly AgencyId Acme = new("acme");
    public static readonly AgencyId Blue = new("blue");
    public static readonly IReadOnlyList<AgencyId> All = [AgencyId.Default, Acme, Blue];

    private ThreeAgencies(HostedCreditBot bot) => Bot = bot;

    public HostedCreditBot Bot { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ThreeAgencies> StartAsync(
        string[]? settings = null,
        Action<IServiceCollection>? services = null,
        string? url = null
    )
    {
        var bot = await HostedCreditBot.StartAsync(
            settings:
            [
                "--Agency:Name=Brightside of default",
                .. new[] { Acme, Blue }.SelectMany(agency =>
                    (string[])
                        [
                            $"--Agencies:{agency}:Agency:Name=Brightside of {agency}",
                            $"--Agencies:{agency}:Agency:TimeZone=America/New_York",
                            $"--Agencies:{agency}:Api:AdminKey={KeyOf(agency)}",
                            $"--Agencies:{agency}:Mail:From=Reports of {agency} <reports@{agency}.example>",
                        ]
                ),
                .. settings ?? [],
            ],
            services: services,
            url: url
        );
        return new ThreeAgencies(bot);
    }

    public static string KeyOf(AgencyId agency) =>
        agency == AgencyId.Default ? HostedCreditBot.AdminKey : $"the-admin-key-of-{agency}";

    /// <summary>Calls with an agency's AdminKey.</summary>
    public ApiClient Api(AgencyId agency) => Bot.With(KeyOf(agency));

    /// <summary>Managers dana and sam, the client bella with its person, usage, a hold, a webhook, and the request R-1, in each agency.</summary>
    public async Task SettleAsync()
    {
        foreach (var agency in All)
        {
            var api = Api(agency);
            foreach (var id in (string[])["dana", "sam"])
            {
                await api.PostAsync(
                        "/managers",
                        new
                        {
                            id,
                            name = $"{id} of {agency}",
                            email = $"{id}@brightside.example",
                        }
                    )
                    .ShouldBeAsync("201");
            }

            await AddClientAsync(agency, "bella");
            await api.PostAsync(
                    "/clients/bella/invites",
                    new { name = $"Bo of {agency}", email = "bo@bella.example" }
                )
                .ShouldBeAsync("201");
            await api.UseAsync(Agency.Use("bella", "e-1", 11)).ShouldBeAsync("200");
            await AskAsync(agency, "bella");
        }
    }

    public async Task AddClientAsync(AgencyId agency, string id) =>
        await Api(agency)
            .PostAsync(
                "/clients",
                new
                {
                    id,
                    name = $"{id} of {agency}",
                    timeZone = "America/New_York",
                    package = "Basic",
                    manager = "dana",
                    overage = "invoice",
                    email = $"{id}@{id}.example",
                }
            )
            .ShouldBeAsync("201");

    /// <returns>The request's id.</returns>
    public async Task<string> AskAsync(AgencyId agency, string client) =>
        (string)
            (
                await Api(agency)
                    .PostAsync(
                        $"/clients/{client}/requests",
                        new
                        {
                            kind = "one_time",
                            by = "dana",
                            credits = 60,
                            reason = $"the menu of {agency}",
                        }
                    )
                    .ShouldBeAsync("201")
            )["id"]!;

    /// <summary>Everything that the store holds of an agency: every row of every table, byte for byte.</summary>
    public async Task<IReadOnlySet<string>> ContentsAsync(AgencyId agency)
    {
        var store = Bot.Service<TableStore>();
        var contents = new HashSet<string>();
        foreach (var table in Tables.All.Where(table => table != Tables.Store))
        {
            var (from, to) =
                table == Tables.Agencies
                    ? (agency.Value, agency.Value)
                    : ($"{agency}/", Keys.EndOf($"{agency}/"));
            contents.UnionWith(
                await store.AllAsync(
                    table,
                    from,
                    to,
                    row => $"{table} {row.Key} {Convert.ToBase64String(row.Value)}",
                    int.MaxValue,
                    Stop
                )
            );
        }

        return contents;
    }

    /// <summary>Does something in one agency, and asserts that nothing of the others has changed.</summary>
    public async Task<T> AloneAsync<T>(AgencyId agency, Func<Task<T>> act)
    {
        var others = All.Where(other => other != agency).ToList();
        var before = new List<IReadOnlySet<string>>();
        foreach (var other in others)
        {
            before.Add(await ContentsAsync(other));
        }

        var result = await act();
        for (var i = 0; i < others.Count; i++)
        {
            var after = await ContentsAsync(others[i]);
            before[i]
                .Except(after)
                .ShouldBeEmpty($"rows of {others[i]} that are gone, or were others");
            after.Except(before[i]).ShouldBeEmpty($"rows of {others[i]} that are new, or others");
        }

        return result;
    }

    /// <summary>Words that only agencies other than this one have.</summary>
    public static void ShouldBeOf(AgencyId agency, string text, string when)
    {
        foreach (var other in All.Where(other => other != agency))
        {
            text.ShouldNotContain($"of {other}", Case.Sensitive, when);
            text.ShouldNotContain($"only-{other}", Case.Sensitive, when);
        }
    }

    public ValueTask DisposeAsync() => Bot.DisposeAsync();
}
