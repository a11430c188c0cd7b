using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>What became of somebody's wish to be stood in for.</summary>
internal abstract record StandInResult
{
    private StandInResult() { }

    /// <param name="Waiting">Requests that they were asked about and the stand-in is now.</param>
    public sealed record Stands(Person StandIn, Instant Until, int Waiting) : StandInResult;

    /// <summary>They name nobody, or more than one.</summary>
    public sealed record NoSuchManager(string Name) : StandInResult;

    /// <summary>Somebody else has to decide.</summary>
    public sealed record Oneself : StandInResult;

    /// <summary>Whom they name would be away as well, or stands in for nobody but them.</summary>
    public sealed record AwayToo(Person StandIn) : StandInResult;

    /// <summary>The date is not to come.</summary>
    public sealed record Past : StandInResult;

    public sealed record Returned(bool WasAway) : StandInResult;
}

/// <summary>Where managers say that they are away and who decides meanwhile (design.md §5).</summary>
internal sealed class StandIns(IStore store, Ledgers ledgers, People people)
{
    private const int PageSize = 500;

    /// <summary>From now on the other one decides, until the day begins on which the manager is back.</summary>
    /// <param name="standIn">A manager's id, or the beginning of a name.</param>
    public async Task<StandInResult> LeaveAsync(
        Actor actor,
        string standIn,
        LocalDate until,
        CancellationToken stop
    )
    {
        var agency = await ledgers.AgencyAsync(actor.Agency, stop);
        var back = PeriodCalendar.StartOfDay(until, agency.Terms.Catalog.Zone);
        while (true)
        {
            var now = ledgers.Now;
            var team = await people.TeamAsync(actor.Agency, now, stop);
            if (back <= now)
            {
                return new StandInResult.Past();
            }

            if (await people.ManagerAsync(actor.Agency, standIn, stop) is not { } other)
            {
                return new StandInResult.NoSuchManager(standIn);
            }

            if (other.Id == actor.By.Value)
            {
                return new StandInResult.Oneself();
            }

            var absence = Absence.Of(now, back, other.Id);
            var after = team.With(actor.By.Value, absence);
            if (after.InPlaceOf(after.Find(actor.By.Value)!) is null)
            {
                return new StandInResult.AwayToo(other);
            }

            var waiting = await MovedAsync(agency, team, after, stop);
            var told = new Notice.StandsIn(other.Id, actor.By.Value, absence.UntilMicros);
            var name = $"away/{actor.By.Value}/{absence.FromMicros}";
            var saved = await SaveAsync(
                actor,
                absence,
                [
                    OutboxMessages.Of(actor.Agency, told, name, now),
                    .. waiting.Select(one =>
                        OutboxMessages.Of(
                            actor.Agency,
                            new Notice.RequestToDecide(one.To.Id, one.Client.Value, one.Id.Number),
                            $"{name}/{one.Id}/{one.To.Id}",
                            now
                        )
                    ),
                ],
                stop
            );
            if (saved)
            {
                return new StandInResult.Stands(
                    other,
                    back,
                    waiting.Select(one => one.Id).Distinct().Count()
                );
            }
        }
    }

    /// <summary>Back before it was said: decides again.</summary>
    public async Task<StandInResult> ReturnAsync(Actor actor, CancellationToken stop)
    {
        while (true)
        {
            var now = ledgers.Now;
            var team = await people.TeamAsync(actor.Agency, now, stop);
            if (
                team.Find(actor.By.Value) is not { Absence: { } away } person
                || !team.IsAway(person)
            )
            {
                return new StandInResult.Returned(WasAway: false);
            }

            var ended = away with { UntilMicros = Instants.ToUnixTimeMicroseconds(now) };
            if (await SaveAsync(actor, ended, [], stop))
            {
                return new StandInResult.Returned(WasAway: true);
            }
        }
    }

    /// <summary>Open requests that somebody else is asked about once the manager is away.</summary>
    private async Task<List<(RequestId Id, ClientId Client, Person To)>> MovedAsync(
        AgencyState agency,
        Team before,
        Team after,
        CancellationToken stop
    )
    {
        var moved = new List<(RequestId, ClientId, Person)>();
        var query = new RequestQuery([RequestState.Open], Limit: PageSize);
        while (await store.RequestsAsync(agency.Id, query, stop) is { Count: > 0 } page)
        {
            foreach (var (client, request) in page)
            {
                if (await ledgers.ReadAsync(agency.Id, client, stop) is not { } state)
                {
                    continue;
                }

                var asked = AnswerPlan.FirstAsked(state, before, agency.Terms.OnCall);
                moved.AddRange(
                    AnswerPlan
                        .FirstAsked(state, after, agency.Terms.OnCall)
                        .Where(person => asked.All(known => known.Id != person.Id))
                        .Select(person => (request.Id, client, person))
                );
            }

            query = query with { After = page[^1].Request.Id };
        }

        return moved;
    }

    private async Task<bool> SaveAsync(
        Actor actor,
        Absence absence,
        ImmutableList<OutboxMessage> outbox,
        CancellationToken stop
    )
    {
        var id = actor.By.Value;
        var (person, version) = await store.ReadAsync<Person>(
            actor.Agency,
            DocumentKinds.Person,
            id,
            stop
        );
        var changed = (
            person ?? throw new InvalidOperationException($"There is no person '{id}'.")
        ) with
        {
            Absence = absence,
        };
        var commit = new Commit(actor.Agency)
        {
            Documents = [Documents.Write(DocumentKinds.Person, id, changed, version)],
            Outbox = outbox,
        };
        return await store.CommitAsync(commit, stop) is CommitOutcome.Done;
    }
}
