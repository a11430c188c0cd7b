using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Storage;

namespace CreditBot.Channels.Web;

/// <summary>Who a signed-in visitor is. The web's chat identity of a person is "web|their id", linked to nobody else.</summary>
internal sealed class WebIdentities(People people)
{
    /// <summary>The person behind a sign-in, or null when there is none any more.</summary>
    /// <param name="id">The id at the time of the sign-in; a person merged into another since then is that other.</param>
    public async Task<Person?> FindAsync(AgencyId agency, string id, CancellationToken stop)
    {
        var who = new ChatIdentity(ChannelNames.Web, id, id);
        if (await people.WhoIsAsync(agency, who, stop) is { } linked)
        {
            return linked.Id == id ? linked : await FindAsync(agency, linked.Id, stop);
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
