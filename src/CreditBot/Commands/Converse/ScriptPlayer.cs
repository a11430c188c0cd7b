using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Commands;

/// <summary>Plays one script from its first turn to its last.</summary>
internal static class ScriptPlayer
{
    private const int MostClients = 1000;

    public static async Task<IReadOnlyList<ScriptFacts>> PlayAsync(
        DialogScript script,
        CancellationToken stop
    )
    {
        await using var agency = await ScriptAgency.CreateAsync(script, stop);
        var before = await ClientsAsync(agency, stop);
        var known = before.Sum(client => client.Requests.Count);
        var played = new List<ScriptFacts>();
        RequestId? about = null;
        foreach (var line in script.Turns)
        {
            var turn = await agency.SayAsync(line.Role, line.User, stop);
            about = turn.Seen.Dropped ? null : turn.Seen.About ?? about;
            var after = await ClientsAsync(agency, stop);
            played.Add(
                ScriptFacts.Of(
                    turn,
                    about is { } id
                        ? after
                            .Select(client => client.Find(id))
                            .FirstOrDefault(one => one is not null)
                        : null,
                    ScriptEffect.Between(before, after),
                    after.Sum(client => client.Requests.Count) - known
                )
            );
        }

        return played;
    }

    private static Task<IReadOnlyList<ClientState>> ClientsAsync(
        ScriptAgency agency,
        CancellationToken stop
    ) => agency.Store.ClientsAsync(ScriptAgency.Id, null, MostClients, stop);
}
