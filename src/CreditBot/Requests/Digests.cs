using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime.Text;

namespace CreditBot.Requests;

/// <summary>A morning digest to each manager, once a working day when work begins (design.md §5).</summary>
/// <remarks>Late, twice or after days off comes to one: which day had its digest is written with the messages. Only its own day is made up for, and only in working time.</remarks>
internal sealed class Digests(IStore store, Ledgers ledgers, People people)
{
    private const string Last = "last";

    public async Task SendDueAsync(AgencyId agency, CancellationToken stop)
    {
        var working = (await ledgers.AgencyAsync(agency, stop)).Terms.WorkingTime;
        var now = ledgers.Now;
        var local = now.InZone(working.Zone);
        if (
            !working.IsWorkingDay(local.Date)
            || local.TimeOfDay < working.From
            || local.TimeOfDay >= working.To
        )
        {
            return;
        }

        var today = LocalDatePattern.Iso.Format(local.Date);
        var (last, version) = await store.ReadAsync<string>(
            agency,
            DocumentKinds.Digest,
            Last,
            stop
        );
        if (last == today)
        {
            return;
        }

        // On an agency's first day there was no yesterday.
        var team = last is null ? null : await people.TeamAsync(agency, now, stop);
        var commit = new Commit(agency)
        {
            Documents = [Documents.Write(DocumentKinds.Digest, Last, today, version)],
            Outbox =
            [
                .. (team?.Everybody ?? [])
                    .Where(person => person.IsManager && !team!.IsAway(person))
                    .Select(manager =>
                        OutboxMessages.Of(
                            agency,
                            new Notice.Digest(manager.Id, today),
                            $"digest/{today}/{manager.Id}",
                            now
                        )
                    ),
            ],
        };
        // When another was faster, it has done the same.
        await store.CommitAsync(commit, stop);
    }
}
