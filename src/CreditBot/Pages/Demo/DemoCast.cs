using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;

namespace CreditBot.Pages.Demo;

/// <summary>Who plays in the demo: a client with somebody of it, and a manager.</summary>
/// <param name="Client">Null when the store has no client yet.</param>
/// <param name="Asker">Null when nobody is linked to the client.</param>
internal sealed record DemoCast(
    IReadOnlyList<ClientState> Clients,
    IReadOnlyList<Person> Managers,
    ClientState? Client,
    Person? Asker,
    Person? Manager
)
{
    /// <summary>The agency that is played: the flat one.</summary>
    public static readonly AgencyId Agency = AgencyId.Default;

    /// <summary>The client and the manager of design.md §1.</summary>
    private const string UsualClient = "Bella Bakery";
    private const string UsualManager = "Dana";

    /// <param name="client">The id of the client to play; null for the usual one.</param>
    /// <param name="manager">The id of the manager to play; null for the usual one.</param>
    public static async Task<DemoCast> PickAsync(
        IStore store,
        People people,
        string? client,
        string? manager,
        CancellationToken stop
    )
    {
        var agency = Agency;
        var clients = new List<ClientState>();
        await foreach (var state in store.ReadableClientsAsync(agency, stop))
        {
            clients.Add(state);
        }

        clients.Sort((a, b) => StringComparer.OrdinalIgnoreCase.Compare(a.Name, b.Name));
        var everybody = await people.AllAsync(agency, stop);
        var managers = everybody.Where(person => person.IsManager).ToList();
        var played =
            clients.Find(state => state.Id.Value == client)
            ?? clients.Find(state => state.Name == UsualClient)
            ?? clients.FirstOrDefault();
        var asker = everybody
            .Where(person => played is not null && person.Clients.ContainsKey(played.Id.Value))
            .MaxBy(person => person.Clients[played!.Id.Value]);
        return new DemoCast(
            clients,
            managers,
            played,
            asker,
            managers.Find(person => person.Id == manager)
                ?? managers.Find(person =>
                    person.Name.StartsWith(UsualManager, StringComparison.Ordinal)
                )
                ?? managers.FirstOrDefault()
        );
    }
}
