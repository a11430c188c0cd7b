using CreditBot.Amounts;
using CreditBot.Identity;

namespace CreditBot.Channels.Web;

/// <summary>Who a signed-in visitor is. The web's chat identity of a person is "web|their id", linked to nobody else.</summary>
internal sealed class WebIdentities(People people)
{
    /// <summary>The person behind a sign-in, or null when there is none any more.</summary>
    /// <param name="id">The id at the time of the sign-in; a person merged into another since then is that other.</param>
    public Task<Person?> FindAsync(AgencyId agency, string id, CancellationToken stop) =>
        SignedIn.FindAsync(people, agency, ChannelNames.Web, id, stop);
}
