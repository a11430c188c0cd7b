using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Outbox;

/// <summary>Whether, when and where somebody wants to hear something.</summary>
/// <param name="Until">Not before then; null at once.</param>
/// <param name="Channel">Only there; null everywhere.</param>
internal sealed record Wished(bool IsWanted, Instant? Until, string? Channel);

/// <summary>Keeps to what people have asked for: channel, quiet hours, and what they don't want to hear (design.md §5).</summary>
internal sealed class NoticeWishes(IStore store, Ledgers ledgers, People people)
{
    public async Task<Wished> OfAsync(AgencyId agency, Notice notice, CancellationToken stop)
    {
        if (
            await people.FindAsync(agency, notice.Person, stop) is not { Wishes: { } wishes } person
        )
        {
            return new Wished(IsWanted: true, null, null);
        }

        var isWanted = notice switch
        {
            Notice.CreditsLow low => wishes.Alerts && (low.IsOut || !wishes.OnlyWhenOut),
            Notice.Digest => wishes.Digest,
            _ => true,
        };
        var until = wishes.QuietUntil(ledgers.Now, await ZoneAsync(agency, person, stop));
        return new Wished(
            isWanted,
            until is not null && await CanWaitAsync(agency, notice, stop) ? until : null,
            wishes.Channel
        );
    }

    /// <summary>Quiet hours are the client's, or the agency's of a manager.</summary>
    private async Task<DateTimeZone> ZoneAsync(
        AgencyId agency,
        Person person,
        CancellationToken stop
    ) =>
        person is { IsManager: false, Clients: { IsEmpty: false } clients }
        && await store.ClientAsync(agency, ClientId.Parse(clients.Keys.First()), stop) is { } client
            ? client.Terms.Zone
            : (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;

    /// <summary>What people say to each other doesn't wait, nor does an urgent request.</summary>
    private async Task<bool> CanWaitAsync(AgencyId agency, Notice notice, CancellationToken stop) =>
        notice switch
        {
            Notice.RequestToDecide decide => !await IsUrgentAsync(
                agency,
                decide.Client,
                decide.Request,
                stop
            ),
            Notice.RequestWaits waits => !await IsUrgentAsync(
                agency,
                waits.Client,
                waits.Request,
                stop
            ),
            Notice.TalkOpened
            or Notice.TalkSaid
            or Notice.TalkAnswered
            or Notice.TalkEnded
            or Notice.Relayed => false,
            _ => true,
        };

    private async Task<bool> IsUrgentAsync(
        AgencyId agency,
        string client,
        long request,
        CancellationToken stop
    ) =>
        ClientId.TryParse(client, out var id)
        && await ledgers.ReadAsync(agency, id, stop) is { } state
        && state.Find(new RequestId(request)) is { } wanted
        && Urgency.Of(
            wanted,
            state,
            (await ledgers.AgencyAsync(agency, stop)).Terms.WorkingTime,
            ledgers.Now
        )
            is not null;
}
