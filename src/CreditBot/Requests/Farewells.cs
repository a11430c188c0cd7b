using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Requests;

/// <summary>What follows the end of a client: open requests lapse, its people are unlinked and told with a last statement (design.md §3.12).</summary>
/// <remarks>It happens once, with the entry that says so: together with an end at once, or by the job when the end had been planned.</remarks>
internal sealed class Farewells(IStore store, Ledgers ledgers, RequestAudience audience)
{
    /// <summary>Whether it is still to be done.</summary>
    public static bool IsDue(ClientState state) =>
        state is { Ending: not null, HavePeopleLeft: false };

    /// <summary>The entries for it, none when it isn't due.</summary>
    public static ImmutableList<ClientEntry> Entries(ClientState state, ActionContext context)
    {
        if (!IsDue(state))
        {
            return [];
        }

        var lapsed = ((LedgerAnswer.Append)RequestMaking.Lapse(state, context)).Entries;
        return lapsed.Add(
            new ClientEntry.PeopleLeft
            {
                Seq = state.NextSeq + lapsed.Count,
                At = context.Now,
                RecordedAt = context.Now,
                By = context.By,
            }
        );
    }

    /// <summary>What is written with those entries; nothing when there are none among a change's.</summary>
    public async ValueTask<Beside> BesideAsync(
        AgencyId agency,
        LedgerResult.Done done,
        CancellationToken stop
    )
    {
        if (done.Entries.Find(entry => entry is ClientEntry.PeopleLeft) is not { } left)
        {
            return Beside.Nothing;
        }

        var client = done.After.Id;
        var told = await audience.LoadAsync(agency, client, ledgers.Now, stop);
        var people = told
            .Team.Everybody.Where(person => person.Clients.ContainsKey(client.Value))
            .ToList();
        var unlinked = ImmutableList.CreateBuilder<DocumentWrite>();
        foreach (var id in people.Select(person => person.Id))
        {
            var (person, version) = await store.ReadAsync<Person>(
                agency,
                DocumentKinds.Person,
                id,
                stop
            );
            if (person is not null)
            {
                unlinked.Add(
                    Documents.Write(
                        DocumentKinds.Person,
                        id,
                        person with
                        {
                            Clients = person.Clients.Remove(client.Value),
                        },
                        version
                    )
                );
            }
        }

        return new Beside
        {
            Documents = unlinked.ToImmutable(),
            Outbox =
            [
                .. done
                    .Entries.OfType<ClientEntry.Lapsed>()
                    .SelectMany(entry => told.OfRequest(done, entry.Request!.Value)),
                .. people.Select(person =>
                    OutboxMessages.Of(
                        agency,
                        new Notice.LastStatement(person.Id, client.Value, done.After.Ending!.Seq),
                        $"{client}/{left.Seq:D10}/{person.Id}",
                        left.RecordedAt
                    )
                ),
            ],
        };
    }

    /// <summary>Does what an end that had been planned left to do.</summary>
    public Task<LedgerResult> FinishAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    ) =>
        ledgers.ChangeAsync(
            new Actor(agency, PersonId.System, ChannelNames.System),
            client,
            (state, _, context) =>
                ValueTask.FromResult<LedgerAnswer>(
                    new LedgerAnswer.Append(Entries(state, context))
                ),
            done => BesideAsync(agency, done, stop),
            stop
        );
}
