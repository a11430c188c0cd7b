using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Policy;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Who hears of a client's requests, and when (design.md §5).</summary>
internal sealed class RequestAudience(IStore store, People people)
{
    public async Task<Told> LoadAsync(
        AgencyId agency,
        ClientId client,
        NodaTime.Instant now,
        CancellationToken stop
    )
    {
        var team = await people.TeamAsync(agency, now, stop);
        var terms = (await store.AgencyAsync(agency, stop))?.Terms;
        return new Told(agency, client, team, terms);
    }

    /// <summary>The people concerned, as they were when loaded.</summary>
    internal sealed record Told(AgencyId Agency, ClientId Client, Team Team, AgencyTerms? Terms)
    {
        private NodaTime.Duration UndoFor => Terms?.Policy.UndoFor ?? NodaTime.Duration.Zero;

        /// <summary>What the rules have to know about people to let somebody decide for the client.</summary>
        public Deciders Deciders =>
            new(
                Team.Barred(Client).Select(person => new PersonId(person.Id)).ToHashSet(),
                Terms?.OnCall ?? []
            );

        /// <summary>The managers who answer for the client.</summary>
        public IReadOnlyList<Person> Managers(ClientState state) =>
            AnswerPlan.FirstAsked(state, Team, Terms?.OnCall ?? []);

        /// <summary>The messages that follow from the last entry about a request.</summary>
        public ImmutableList<OutboxMessage> OfRequest(LedgerResult.Done done, RequestId id)
        {
            if (
                done.Entries.LastOrDefault(entry =>
                    entry.Request == id
                    && entry
                        is not (
                            ClientEntry.Granted
                            or ClientEntry.PlanChanged
                            or ClientEntry.Bridged
                        )
                )
                is not { } entry
            )
            {
                return [];
            }

            var name = $"{Client}/{entry.Seq:D10}";
            var cards = OutboxMessages.Cards(Agency, Client, id, entry.Seq, entry.RecordedAt);
            return entry switch
            {
                ClientEntry.Requested => ToManagers(done, id, entry, name),
                ClientEntry.Answered or ClientEntry.CounterDeclined => ToManagers(
                        done,
                        id,
                        entry,
                        name
                    )
                    .Add(cards),
                ClientEntry.FirstApproved => ToManagers(done, id, entry, name).Add(cards),
                ClientEntry.Withdrawn or ClientEntry.FirstApprovalWithdrawn => [cards],
                ClientEntry.Decided { Terms: not null } when entry.By == PersonId.Policy =>
                [
                    OutboxMessages.CardsLater(cards, UndoFor),
                    .. Informed(done.After, id, entry, name),
                    .. ToClient(id, entry, name, Made(done, id)),
                ],
                // The button to undo goes when its time is over.
                ClientEntry.Decided { Terms: not null } =>
                [
                    cards,
                    OutboxMessages.CardsLater(cards, UndoFor),
                    .. ToClient(id, entry, name),
                ],
                _ => [cards, .. ToClient(id, entry, name)],
            };
        }

        /// <summary>Cards now, and what is said later if nobody has answered by then.</summary>
        private ImmutableList<OutboxMessage> ToManagers(
            LedgerResult.Done done,
            RequestId id,
            ClientEntry entry,
            string name
        )
        {
            if (Terms is null || done.After.Find(id) is not { } request)
            {
                return [];
            }

            var plan = AnswerPlan.Of(request, done.After, Team, Terms, entry.RecordedAt);
            var cards = plan.Asked.Select(manager =>
                OutboxMessages.Of(
                    Agency,
                    new Notice.RequestToDecide(manager.Id, Client.Value, id.Number),
                    $"{name}/{manager.Id}",
                    entry.RecordedAt
                )
            );
            var reminders = plan.Asked.Select(manager => Waits(manager, null, plan.RemindAt));
            var escalation = plan.Next is { } next
                ? Waits(next, plan.Asked[0].Id, plan.EscalateAt)
                : null;
            return [.. cards, .. reminders, .. escalation is null ? [] : new[] { escalation }];

            OutboxMessage Waits(Person manager, string? askedBefore, NodaTime.Instant at) =>
                OutboxMessages.Of(
                    Agency,
                    new Notice.RequestWaits(
                        manager.Id,
                        Client.Value,
                        id.Number,
                        entry.Seq,
                        askedBefore
                    ),
                    $"{name}/{manager.Id}/waits",
                    at
                );
        }

        /// <summary>The card of what policy has approved, to who would have been asked: nothing is to be decided, but it can be taken back.</summary>
        private IEnumerable<OutboxMessage> Informed(
            ClientState state,
            RequestId id,
            ClientEntry entry,
            string name
        ) =>
            Managers(state)
                .Select(manager =>
                    OutboxMessages.Of(
                        Agency,
                        new Notice.RequestToDecide(manager.Id, Client.Value, id.Number),
                        $"{name}/{manager.Id}",
                        entry.RecordedAt
                    )
                );

        /// <summary>The ask that is answered in the same step: who made it in chat has the answer there.</summary>
        private static PersonId? Made(LedgerResult.Done done, RequestId id) =>
            done.Entries.OfType<ClientEntry.Requested>().LastOrDefault(made => made.Request == id)
                is { Channel: not (ChannelNames.Api or ChannelNames.System) } asked
                ? asked.By
                : null;

        private IEnumerable<OutboxMessage> ToClient(
            RequestId id,
            ClientEntry entry,
            string name,
            PersonId? told = null
        ) =>
            Team
                .Everybody.Where(person =>
                    person.Clients.ContainsKey(Client.Value) && person.Id != told?.Value
                )
                .Select(person =>
                    OutboxMessages.Of(
                        Agency,
                        new Notice.RequestMoved(person.Id, Client.Value, id.Number, entry.Seq),
                        $"{name}/{person.Id}",
                        entry.RecordedAt
                    )
                );
    }
}
