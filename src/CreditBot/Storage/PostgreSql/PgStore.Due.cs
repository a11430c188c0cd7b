using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Storage.PostgreSql;

/// <summary>What is due anywhere: found by the instant, whatever the number of agencies.</summary>
internal sealed partial class PgStore
{
    public override async Task<IReadOnlyList<AgencyId>> DueAgenciesAsync(
        Instant until,
        CancellationToken stop
    ) =>
        await AskAsync(
            async (connection, cut) =>
            {
                await using var command = Query
                    .DueAgencies(Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(until)))
                    .On(connection);
                await using var reader = await command.ExecuteReaderAsync(cut);
                var agencies = new List<AgencyId>();
                while (await reader.ReadAsync(cut))
                {
                    agencies.Add(new AgencyId(reader.GetString(0)));
                }

                return agencies;
            },
            stop
        );
}
