using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Storage;

namespace CreditBot.Channels;

/// <summary>People of a channel that knows who they are without being told: their identity there is "channel|their id", linked to nobody else.</summary>
internal static class SignedIn
{
    /// <summary>The person, or null when there is none any more.</summary>
    /// <param name="id">Known to be theirs; a person merged into another since then is that other.</param>
    public static async Task<Person?> FindAsync(
        People people,
        AgencyId agency,
        string channel,
        string id,
        CancellationToken stop
    )
    {
        var who = new ChatIdentity(channel, id, id);
        if (await people.WhoIsAsync(agency, who, stop) is { } linked)
        {
            return linked.Id == id
                ? linked
                : await FindAsync(people, agency, channel, linked.Id, stop);
        }

        if (await people.FindAsync(agency, id, stop) is null)
        {
            return null;
        }

        var key = People.KeyOf(who);
        return await people.ChangeAsync(
            agency,
            id,
            person => person with { Identities = person.Identities.Add(key) },
            person => [Documents.Write(DocumentKinds.Identity, key, person.Id)],
            stop
        );
    }
}
