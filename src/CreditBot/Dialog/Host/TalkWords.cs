using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Outbox;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>Puts what happens in hand-overs into words when it is delivered.</summary>
internal sealed class TalkWords(HandOverDesk talks, Ledgers ledgers)
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The message, or null when there is nothing left to tell or the notice is of another kind.</summary>
    public async Task<Message?> OfAsync(AgencyId agency, Notice notice, CancellationToken stop) =>
        notice switch
        {
            Notice.TalkOpened opened => await CardAsync(agency, opened.Talk, stop),
            Notice.TalkSaid said => await FindAsync(agency, said.Talk, stop) is var (talk, client)
                ? HandOverCard.Relayed(talk, client, said.Words)
                : null,
            Notice.TalkAnswered answered => Message.Of(
                Phrases.FromManager(answered.From, answered.Words)
            ),
            Notice.TalkEnded ended => await FindAsync(agency, ended.Talk, stop)
                is var (talk, client)
                ? Message.Of(
                    ended.Person == talk.Person
                        ? Phrases.ClosedFor(talk.EndedByName ?? talk.Manager)
                        : Phrases.TalkEndedByClient(talk, client)
                )
                : null,
            Notice.TalkWaited waited => await FindAsync(agency, waited.Talk, stop) is var (talk, _)
            && talk.HasLapsedAt(ledgers.Now)
            && talk.WaitsSince is { } since
            && Instants.ToUnixTimeMicroseconds(since) == waited.SinceMicros
                ? Message.Of(Phrases.NobodyAnswered(talk.Manager))
                : null,
            _ => null,
        };

    /// <summary>A hand-over's card as it stands now; null when there is none.</summary>
    public async Task<Message?> CardAsync(AgencyId agency, string key, CancellationToken stop)
    {
        if (await FindAsync(agency, key, stop) is not var (talk, client))
        {
            return null;
        }

        var zone = (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;
        return HandOverCard.Of(
            talk,
            client,
            new Phrases(new Wording(Culture, zone, ledgers.Now)),
            ledgers.Now
        );
    }

    private async Task<Found?> FindAsync(AgencyId agency, string key, CancellationToken stop) =>
        await talks.FindAsync(agency, key, stop) is { } talk
            ? new Found(
                talk,
                ClientId.TryParse(talk.Client, out var id)
                && await ledgers.ReadAsync(agency, id, stop) is { } client
                    ? client.Name
                    : talk.Client
            )
            : null;

    private sealed record Found(HandOver Talk, string Client);
}
