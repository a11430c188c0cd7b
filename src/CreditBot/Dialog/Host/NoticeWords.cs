using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;

namespace CreditBot.Dialog;

/// <summary>Puts notices into words when they are delivered, from the facts of then; for the outbox.</summary>
internal sealed class NoticeWords(
    IStore store,
    Ledgers ledgers,
    FactsLoader facts,
    People people,
    TalkWords talks
)
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The message, or null when there is nothing left to tell.</summary>
    public async Task<Message?> OfAsync(AgencyId agency, Notice notice, CancellationToken stop) =>
        notice switch
        {
            Notice.RequestToDecide decide => (
                await CardsAsync(agency, new RequestId(decide.Request), stop)
            )?.Invoke(decide.Person),
            Notice.RequestWaits waits => await WaitsAsync(agency, waits, stop),
            Notice.CreditsLow low => await LowAsync(agency, low, stop),
            Notice.ToConfirm confirm => await ToConfirmAsync(agency, confirm, stop),
            Notice.NotConfirmed no => await NotConfirmedAsync(agency, no, stop),
            Notice.Digest digest => await DigestAsync(agency, digest, stop),
            Notice.StandsIn stands => await StandsInAsync(agency, stands, stop),
            Notice.RequestMoved moved => await MovedAsync(agency, moved, stop),
            Notice.LastStatement last => await LastStatementAsync(agency, last, stop),
            Notice.UpliftEnds ends => await UpliftEndsAsync(agency, ends, stop),
            Notice.UpliftEnded ended => await UpliftEndedAsync(agency, ended, stop),
            Notice.Relayed relayed => await RelayedAsync(agency, relayed, stop),
            _ => await talks.OfAsync(agency, notice, stop),
        };

    /// <summary>A request's card as it stands now, for each of those who decide; null when there is no such request.</summary>
    public async Task<Func<string, Message>?> CardsAsync(
        AgencyId agency,
        RequestId id,
        CancellationToken stop
    )
    {
        var state = await ledgers.AgencyAsync(agency, stop);
        if (await facts.RequestAsync(state, id, withFigures: true, stop) is not { } request)
        {
            return null;
        }

        var now = ledgers.Now;
        var say = new Phrases(new Wording(Culture, state.Terms.Catalog.Zone, now));
        return person => RequestCard.Of(request, say, state.Terms, new PersonId(person), now);
    }

    /// <summary>The card once more, to somebody who may still decide a request that still waits since the same moment.</summary>
    private async Task<Message?> WaitsAsync(
        AgencyId agency,
        Notice.RequestWaits waits,
        CancellationToken stop
    )
    {
        var id = new RequestId(waits.Request);
        var team = await people.TeamAsync(agency, ledgers.Now, stop);
        if (
            !ClientId.TryParse(waits.Client, out var clientId)
            || await ledgers.ReadAsync(agency, clientId, stop) is not { } client
            || client.Find(id) is not { State: RequestState.Open } request
            || team.Find(waits.Person) is not { } person
            || team.IsAway(person)
            || !team.MayDecide(person, clientId)
            || await HasMovedAsync(agency, client, id, waits.Seq, stop)
            || (await CardsAsync(agency, id, stop))?.Invoke(waits.Person) is not { } card
        )
        {
            return null;
        }

        var before = waits.AskedBefore is { } asked ? team.Find(asked) : null;
        var zone = (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;
        var since = new Phrases(new Wording(Culture, zone, ledgers.Now)).StillWaits(
            request,
            client.Name,
            before?.Name
        );
        return card with { Parts = card.Parts.Insert(0, new MessagePart.Paragraph(since)) };
    }

    /// <summary>How little is left, as it stands now; nothing when there is more again.</summary>
    private async Task<Message?> LowAsync(
        AgencyId agency,
        Notice.CreditsLow low,
        CancellationToken stop
    ) =>
        ClientId.TryParse(low.Client, out var client)
        && await people.FindAsync(agency, low.Person, stop) is { } person
        && person.Clients.ContainsKey(low.Client)
        && await facts.OfClientAsync(agency, person, client, Culture, stop) is { } scene
        && scene.Client.Current?.Number == low.Period
        && UseLevels.Of(scene.Client) is { } level
        && (level == UseLevel.Out) == low.IsOut
            ? LowCard.Of(scene, level)
            : null;

    /// <summary>The card for a client's approver, priced as it is now; nothing when they are it no longer.</summary>
    private async Task<Message?> ToConfirmAsync(
        AgencyId agency,
        Notice.ToConfirm confirm,
        CancellationToken stop
    ) =>
        ClientId.TryParse(confirm.Client, out var client)
        && await people.FindAsync(agency, confirm.Person, stop) is { } person
        && await people.FindAsync(agency, confirm.By, stop) is { } asker
        && await facts.OfClientAsync(agency, person, client, Culture, stop) is { } scene
        && scene.Client.Terms.Approver?.Value == person.Id
            ? ApproverCard.Of(scene, confirm, asker.Name)
            : null;

    private async Task<Message?> NotConfirmedAsync(
        AgencyId agency,
        Notice.NotConfirmed no,
        CancellationToken stop
    ) =>
        ClientId.TryParse(no.Client, out var client)
        && await people.FindAsync(agency, no.Person, stop) is { } person
        && await people.FindAsync(agency, no.By, stop) is { } approver
        && await facts.OfClientAsync(agency, person, client, Culture, stop) is { } scene
            ? Message.Of(scene.Say.NotConfirmed(approver.Name, scene.Priced(no.Offer, null)?.Terms))
            : null;

    /// <summary>The morning as it stands now; nothing once the day is over.</summary>
    private async Task<Message?> DigestAsync(
        AgencyId agency,
        Notice.Digest digest,
        CancellationToken stop
    )
    {
        var team = await people.TeamAsync(agency, ledgers.Now, stop);
        return
            team.Find(digest.Person) is { IsManager: true } manager
            && await facts.OfManagerAsync(agency, manager, Culture, stop) is { } scene
            && NodaTime.Text.LocalDatePattern.Iso.Format(scene.Say.Wording.Today) == digest.Day
            ? DigestCard.Of(scene, team, await facts.PoolAsync(agency, scene.Me.Roster, stop))
            : null;
    }

    /// <summary>Nothing when who is or will be away has come back or named somebody else since.</summary>
    private async Task<Message?> StandsInAsync(
        AgencyId agency,
        Notice.StandsIn stands,
        CancellationToken stop
    )
    {
        var absent = await people.FindAsync(agency, stands.For, stop);
        var away = absent?.Absences?.Find(span =>
            (span.StandIn, span.UntilMicros) == (stands.Person, stands.UntilMicros)
        );
        if (away is null || away.Until <= ledgers.Now)
        {
            return null;
        }

        var zone = (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;
        var say = new Phrases(new Wording(Culture, zone, ledgers.Now));
        return Message.Of(say.StandsIn(absent!.Name, away));
    }

    private async Task<bool> HasMovedAsync(
        AgencyId agency,
        Ledger.ClientState client,
        RequestId id,
        long since,
        CancellationToken stop
    )
    {
        await foreach (
            var entry in store.AllEntriesAsync(agency, client.Id, since, client.Version, stop)
        )
        {
            // What was lent with the request moves nothing.
            if (entry.Request == id && entry is not Ledger.ClientEntry.Bridged)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<Message?> MovedAsync(
        AgencyId agency,
        Notice.RequestMoved moved,
        CancellationToken stop
    )
    {
        if (
            !ClientId.TryParse(moved.Client, out var id)
            || await ledgers.ReadAsync(agency, id, stop) is not { } client
            || client.Find(new RequestId(moved.Request)) is not { } request
        )
        {
            return null;
        }

        // With what it booked, which follows it.
        var told = await store.EntriesAsync(agency, id, moved.Seq - 1, 2, stop);
        var person = await people.FindAsync(agency, moved.Person, stop);
        return
            told is [{ Entry: var entry }, ..]
            && person?.Clients.ContainsKey(moved.Client) == true
            && !WasToldAlready(entry, moved.Person)
            && ClientNotice.Of(
                entry,
                request,
                client,
                Repaid(entry, told.Count > 1 ? told[1].Entry : null),
                new Phrases(new Wording(Culture, client.Terms.Zone, ledgers.Now)),
                await facts.NamesAsync(agency, stop)
            )
                is { } said
            ? person.Clients.Count > 1
                ? said with
                {
                    Parts = said.Parts.Insert(0, new MessagePart.Heading(client.Name)),
                }
                : said
            : null;
    }

    /// <summary>What of a booking went to credits that were owed or lent.</summary>
    private static Credits Repaid(Ledger.ClientEntry decided, Ledger.ClientEntry? booking) =>
        booking is not null && booking.Request == decided.Request
            ? booking
                .Takes.Where(take => take.Why == Ledger.TakeReason.Repaid)
                .Sum(take => take.Credits)
            : Credits.Zero;

    /// <summary>Who accepted an offer has been told in the same conversation.</summary>
    private static bool WasToldAlready(Ledger.ClientEntry entry, string person) =>
        entry is Ledger.ClientEntry.Decided { AcceptedBy: { } accepted }
        && accepted.Value == person;

    private async Task<Message?> LastStatementAsync(
        AgencyId agency,
        Notice.LastStatement last,
        CancellationToken stop
    )
    {
        if (
            !ClientId.TryParse(last.Client, out var id)
            || await store.ClientAsync(agency, id, stop) is not { Ending: { } ending } client
        )
        {
            return null;
        }

        var zone = (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;
        var after = Math.Min(ClientMonths.EntriesAfter(client, ending.Month, zone), ending.Seq - 1);
        var entries = new List<Ledger.ClientEntry>();
        await foreach (
            var entry in store.AllEntriesAsync(agency, client.Id, after, client.Version, stop)
        )
        {
            entries.Add(entry);
        }

        return LastStatement.Of(
            client,
            entries,
            new Phrases(new Wording(Culture, client.Terms.Zone, ledgers.Now))
        );
    }

    /// <summary>Nothing when a package or an end has taken it away since, or the day is over.</summary>
    private async Task<Message?> UpliftEndsAsync(
        AgencyId agency,
        Notice.UpliftEnds ends,
        CancellationToken stop
    ) =>
        ClientId.TryParse(ends.Client, out var id)
        && await ledgers.ReadAsync(agency, id, stop) is { Standing: Standing.Active } client
        && client.Current is { } period
        && client.Uplifts.Running.Find(uplift =>
            uplift.Seq == ends.Booked && uplift.EndsBefore <= period.Number + 1
        )
            is { } uplift
        && await people.FindAsync(agency, ends.Person, stop) is { } person
            ? ToOneOf(client, person, (say, reader) => say.UpliftEnds(client, uplift, reader))
            : null;

    private async Task<Message?> UpliftEndedAsync(
        AgencyId agency,
        Notice.UpliftEnded told,
        CancellationToken stop
    ) =>
        ClientId.TryParse(told.Client, out var id)
        && await ledgers.ReadAsync(agency, id, stop) is { Standing: Standing.Active } client
        && await store.EntriesAsync(agency, id, told.Seq - 1, 1, stop)
            is [{ Entry: ClientEntry.UpliftEnded ended }]
        && await people.FindAsync(agency, told.Person, stop) is { } person
            ? ToOneOf(client, person, (say, reader) => say.UpliftEnded(client, ended, reader))
            : null;

    /// <summary>To somebody of a client, or its account manager; null to who is neither any more.</summary>
    private Message? ToOneOf(
        ClientState client,
        Person person,
        Func<Phrases, PlanReader, string> words
    )
    {
        var say = new Phrases(new Wording(Culture, client.Terms.Zone, ledgers.Now));
        if (!person.Clients.TryGetValue(client.Id.Value, out var role))
        {
            return person.IsManager && client.Terms.Manager?.Value == person.Id
                ? Message.Of(words(say, PlanReader.Manager))
                : null;
        }

        var text = words(say, role == ClientRole.Viewer ? PlanReader.Viewer : PlanReader.Requester);
        return person.Clients.Count == 1
            ? Message.Of(text)
            : Card.Empty.With(new MessagePart.Heading(client.Name)).Text(text).ToMessage();
    }

    private async Task<Message?> RelayedAsync(
        AgencyId agency,
        Notice.Relayed relayed,
        CancellationToken stop
    ) =>
        ClientId.TryParse(relayed.Client, out var id)
        && await ledgers.ReadAsync(agency, id, stop) is { } client
            ? Message.Of(Phrases.Relayed(relayed.From, client.Name, relayed.Words))
            : null;
}
