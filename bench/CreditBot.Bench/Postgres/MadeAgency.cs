using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Demo;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Settings;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace CreditBot.Bench.Postgres;

/// <summary>An agency with clients in a store of this process, made by the product's own decisions.</summary>
internal static class MadeAgency
{
    private static readonly AgencyTerms Terms = HostSettings
        .Read(new ConfigurationBuilder().Build(), isDevelopment: false)
        .Settings.Agencies[AgencyId.Default]
        .Terms;

    public static Actor Editor(AgencyId agency) =>
        new(agency, new PersonId("key:bench"), Channels.ChannelNames.Api);

    /// <param name="startsOn">When the client of a number starts; null is today.</param>
    /// <returns>The clients, client-001 and so on.</returns>
    public static async Task<IReadOnlyList<ClientId>> FillAsync(
        IStore store,
        IClock clock,
        AgencyId agency,
        int clients,
        Func<int, LocalDate?> startsOn
    )
    {
        var stop = CancellationToken.None;
        var ledgers = new Ledgers(store, clock);
        await AgencySeed.WriteTermsAsync(ledgers, agency, Terms, stop);
        var package = Terms.Catalog.Packages[0];
        var made = new List<ClientId>();
        for (var n = 1; n <= clients; n++)
        {
            var id = ClientId.Parse($"client-{n.ToString("D3", CultureInfo.InvariantCulture)}");
            var open = new OpenClient(
                id,
                id.Value,
                null,
                new ClientTerms { Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] },
                new Plan(package.Name, package.Credits, package.Fee),
                startsOn(n)
            );
            await ledgers.OpenAsync(Editor(agency), open, null, stop);
            made.Add(id);
        }

        return made;
    }
}
