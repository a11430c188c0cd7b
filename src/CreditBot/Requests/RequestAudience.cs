using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Who hears of a client's requests: its account manager, else the backup, else who is on call, else every manager (design.md §5).</summary>
internal sealed class RequestAudience(IStore store, People people)
{
    public async Task<Told> LoadAsync(AgencyId agency, ClientId client, CancellationToken stop)
    {
        var everybody = await people.AllAsync(agency, stop);
        var terms = (await store.AgencyAsync(agency, stop))?.Terms;
        return new Told(
            agency,
            client,
            everybody,
            terms?.OnCall ?? [],
            terms?.Policy.UndoFor ?? NodaTime.Duration.Zero
        );
    }

    /// <summary>The people concerned, as they were when loaded.</summary>
    internal sealed record Told(
        AgencyId Agency,
        ClientId Client,
        IReadOnlyList<Person> Everybody,
        IReadOnlyList<PersonId> OnCall,
        NodaTime.Duration UndoFor
    )
    {
        /// <summary>The managers who answer for the client, first the one to ask.</summary>
        public IReadOnlyList<Person> Managers(ClientState state)
        {
            var able = Everybody
                .Where(person => person.IsManager && !person.Clients.ContainsKey(Client.Value))
                .ToList();
            IEnumerable<PersonId?> order =
            [
                state.Terms.Manager,
                state.Terms.Backup,
                .. OnCall.Select(id => (PersonId?)id),
            ];
            var first = order
                .Where(id => id is not null)
                .Select(id => able.Find(person => person.Id == id!.Value.Value))
                .FirstOrDefault(person => person is not null);
            return first is null ? able : [first];
        }

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

        private ImmutableList<OutboxMessage> ToManagers(
            LedgerResult.Done done,
            RequestId id,
            ClientEntry entry,
            string name
        ) =>
            [
                .. Managers(done.After)
                    .Select(manager =>
                        OutboxMessages.Of(
                            Agency,
                            new Notice.RequestToDecide(manager.Id, Client.Value, id.Number),
                            $"{name}/{manager.Id}",
                            entry.RecordedAt
                        )
                    ),
            ];

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
