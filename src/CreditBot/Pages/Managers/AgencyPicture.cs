using System.Globalization;
using CreditBot.Dialog;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Pages.Managers;

/// <summary>What the console shows at one moment: requests that wait, and how every client stands.</summary>
internal sealed record AgencyPicture(
    string Name,
    Phrases Phrases,
    IReadOnlyList<RequestRow> Open,
    IReadOnlyList<ClientState> Clients
)
{
    private const int MostRequests = 200;
    private const int MostClosed = 10;

    /// <summary>Requests that nobody waits for any more, the newest first.</summary>
    public IReadOnlyList<RequestRow> Closed =>
        [
            .. Clients
                .SelectMany(client =>
                    client.Requests.Values.Select(request => new RequestRow(client.Id, request))
                )
                .Where(row => !row.Request.State.IsPending())
                .OrderByDescending(row => row.Request.Id)
                .Take(MostClosed),
        ];

    public Wording Wording => Phrases.Wording;

    public static async Task<AgencyPicture> ReadAsync(
        IStore store,
        AgencyState agency,
        Instant now,
        CancellationToken stop
    )
    {
        var wording = new Wording(
            CultureInfo.GetCultureInfo("en-US"),
            agency.Terms.Catalog.Zone,
            now
        );
        var open = await store.RequestsAsync(
            agency.Id,
            new RequestQuery(
                [RequestState.Open, RequestState.Asked, RequestState.Countered],
                Limit: MostRequests
            ),
            stop
        );
        var clients = new List<ClientState>();
        await foreach (var client in store.ReadableClientsAsync(agency.Id, stop))
        {
            clients.Add(DueEntries.CatchUp(client, Instant.Max(now, client.RecordedAt)).State);
        }

        return new AgencyPicture(
            agency.Terms.Name,
            new Phrases(wording),
            open,
            [.. clients.OrderBy(client => client.Name, StringComparer.CurrentCultureIgnoreCase)]
        );
    }

    public string NameOf(Amounts.ClientId client) =>
        Clients.FirstOrDefault(state => state.Id == client)?.Name ?? client.Value;

    /// <summary>Of this period's allocation, what is used.</summary>
    public static Amounts.Credits Used(ClientState client) =>
        client
            .Lots.Where(lot =>
                lot.Kind == LotKind.Monthly
                && client.Current is { } period
                && lot.ExpiresAt == period.End
            )
            .Select(lot => lot.Burned)
            .Aggregate(Amounts.Credits.Zero, (sum, burned) => sum + burned);

    /// <summary>What a manager should notice about a client, with its weight; null when nothing stands out.</summary>
    public static (string Words, string Weight)? Flag(ClientState client) =>
        client switch
        {
            { IsBlocked: true } => ("Blocked", "bad"),
            { Balance.IsZero: true } => ("Nothing left", "bad"),
            _ when client.Balance.Value * 10 < client.Plan.MonthlyCredits.Value => ("Low", "warn"),
            _ => null,
        };
}
