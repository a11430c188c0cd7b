using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Storage;

/// <summary>Requests are parts of heads; an index tells whose they are and where they stand.</summary>
internal abstract partial class TableStore
{
    public async ValueTask<ClientId?> ClientOfAsync(
        AgencyId agency,
        RequestId request,
        CancellationToken stop
    ) =>
        (
            await ReadRowAsync<RequestIndexRow>(
                Tables.Requests,
                Keys.Request(agency, request),
                stop
            )
        )?.Client;

    public async Task<IReadOnlyList<RequestRow>> RequestsAsync(
        AgencyId agency,
        RequestQuery query,
        CancellationToken stop
    ) =>
        query.Client is { } client
            ? await OfClientAsync(agency, client, query, stop)
            : await OfAgencyAsync(agency, query, stop);

    private async Task<IReadOnlyList<RequestRow>> OfClientAsync(
        AgencyId agency,
        ClientId client,
        RequestQuery query,
        CancellationToken stop
    ) =>
        await ClientAsync(agency, client, stop) is { } state
            ?
            [
                .. state
                    .Requests.Values.Where(request =>
                        (query.After is not { } after || request.Id > after)
                        && (query.States?.Contains(request.State) ?? true)
                    )
                    .Take(query.Limit)
                    .Select(request => new RequestRow(client, request)),
            ]
            : [];

    private async Task<IReadOnlyList<RequestRow>> OfAgencyAsync(
        AgencyId agency,
        RequestQuery query,
        CancellationToken stop
    )
    {
        var found = new List<(RequestId Id, ClientId Client)>();
        if (query.States is null)
        {
            found.AddRange(await IndexAsync(Tables.Requests, $"{Keys.Of(agency)}/", query, stop));
        }
        else
        {
            // Each state has an order of its own, so each gives as many as are wanted in all.
            foreach (var state in query.States.Distinct())
            {
                found.AddRange(
                    await IndexAsync(
                        Tables.RequestStates,
                        Keys.RequestState(agency, state, id: null),
                        query,
                        stop
                    )
                );
            }
        }

        var rows = new List<RequestRow>();
        foreach (var (id, client) in found.OrderBy(row => row.Id).Take(query.Limit))
        {
            // A request may have moved on since the index was read.
            if (
                await UndamagedAsync(agency, client, stop) is { } state
                && state.Find(id) is { } request
                && (query.States?.Contains(request.State) ?? true)
            )
            {
                rows.Add(new RequestRow(client, request));
            }
        }

        return rows;
    }

    // The others' requests can be listed and decided all the same.
    private async ValueTask<ClientState?> UndamagedAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    )
    {
        try
        {
            return await ClientAsync(agency, client, stop);
        }
        catch (LedgerDamagedException)
        {
            return null;
        }
    }

    private ValueTask<List<(RequestId Id, ClientId Client)>> IndexAsync(
        string table,
        string prefix,
        RequestQuery query,
        CancellationToken stop
    ) =>
        AllAsync(
            table,
            query.After is { } after ? Keys.After(prefix + Keys.Sorted(after.Number)) : prefix,
            Keys.EndOf(prefix),
            row =>
                (
                    new RequestId(
                        long.Parse(
                            Keys.LastPart(row.Key),
                            System.Globalization.CultureInfo.InvariantCulture
                        )
                    ),
                    Rows.Read<RequestIndexRow>(table, row).Client
                ),
            query.Limit,
            stop
        );
}
