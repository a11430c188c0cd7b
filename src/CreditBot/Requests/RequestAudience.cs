using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Who hears of a client's requests, and when (design.md §5).</summary>
internal sealed class RequestAudience(IStore store, People people)
{
    public async Task<Told> LoadAsync(AgencyId agency, ClientId client, CancellationToken stop)
    {
        var everybody = await people.AllAsync(agency, stop);
        var terms = (await store.AgencyAsync(agency, stop))?.Terms;
        return new Told(agency, client, everybody, terms);
    }

    /// <summary>The people concerned, as they were when loaded.</summary>
    internal sealed record Told(
        AgencyId Agency,
        ClientId Client,
        IReadOnlyList<Person> Everybody,
        AgencyTerms? Terms
    )
    {
        private NodaTime.Duration UndoFor => Terms?.Policy.UndoFor ?? NodaTime.Duration.Zero;

        /// <summary>The managers who answer for the client.</summary>
        public IReadOnlyList<Person> Managers(ClientState state) =>
            AnswerPlan.FirstAsked(state, Everybody, Terms?.OnCall ?? []);

        /// <summary>The messages that follow from the last entry about a request.</summary>
        public ImmutableList<OutboxMessage> OfRequest(LedgerResult.Done done, RequestId id)
        {
            if (
                done.Entries.LastOrDefault(entry =>
                    entry.Request == id
                    && entry is not (ClientEntry.Granted or ClientEntry.PlanChanged)
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
                ClientEntry.Withdrawn => [cards],
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

            var plan = AnswerPlan.Of(request, done.After, Everybody, Terms, entry.RecordedAt);
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

        private IEnumerable<OutboxMessage> ToClient(RequestId id, ClientEntry entry, string name) =>
            Everybody
                .Where(person => person.Clients.ContainsKey(Client.Value))
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
