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

    /// <param name="Begins">When, if that is still to come.</param>
    /// <param name="Waiting">Requests that they were asked about and the stand-in is now.</param>
    public sealed record Stands(Person StandIn, Instant? Begins, Instant Until, int Waiting)
        : StandInResult;

    /// <summary>They name nobody, or more than one.</summary>
    public sealed record NoSuchManager(string Name) : StandInResult;

    /// <summary>Somebody else has to decide.</summary>
    public sealed record Oneself : StandInResult;

    /// <summary>Whom they name would be away as well, or stands in for nobody but them.</summary>
    public sealed record AwayToo(Person StandIn) : StandInResult;

    /// <summary>The date is not to come.</summary>
    public sealed record Past : StandInResult;

    /// <summary>It would end before it begins.</summary>
    public sealed record Backwards : StandInResult;

    /// <param name="HadPlans">Spans to come were dropped.</param>
    public sealed record Returned(bool WasAway, bool HadPlans) : StandInResult;
}

/// <summary>Where managers say that they are away and who decides meanwhile (design.md §5).</summary>
internal sealed class StandIns(IStore store, Ledgers ledgers, People people)
{
    private const int PageSize = 500;

    /// <summary>The other one decides from now or a day on, until the day begins on which the manager is back.</summary>
    /// <param name="standIn">A manager's id, or the beginning of a name.</param>
    /// <param name="from">The first day; null from now on.</param>
    public async Task<StandInResult> LeaveAsync(
        Actor actor,
        string standIn,
        LocalDate? from,
        LocalDate until,
        CancellationToken stop
    )
    {
        var zone = (await ledgers.AgencyAsync(actor.Agency, stop)).Terms.Catalog.Zone;
        var back = PeriodCalendar.StartOfDay(until, zone);
        var first = from is { } day ? PeriodCalendar.StartOfDay(day, zone) : Instant.MinValue;
        while (true)
        {
            var now = ledgers.Now;
            var isAhead = first > now;
            var begins = isAhead ? first : now;
            if (back <= begins)
            {
                return isAhead ? new StandInResult.Backwards() : new StandInResult.Past();
            }

            if (await people.ManagerAsync(actor.Agency, standIn, stop) is not { } other)
            {
                return new StandInResult.NoSuchManager(standIn);
            }

            if (other.Id == actor.By.Value)
            {
                return new StandInResult.Oneself();
            }

            var team = await people.TeamAsync(actor.Agency, begins, stop);
            var absence = Absence.Of(begins, back, other.Id, isAhead);
            var known = team.Find(actor.By.Value)?.Absences ?? [];
            var after = team.With(actor.By.Value, Absence.Plan(known, absence, now));
            if (after.InPlaceOf(after.Find(actor.By.Value)!) is null)
            {
                return new StandInResult.AwayToo(other);
            }

            var waiting = isAhead
                ? []
                : await MovedAsync(actor.Agency, team, after, Instant.MaxValue, stop);
            var saved = await SaveAsync(
                actor.Agency,
                actor.By.Value,
                spans => Absence.Plan(spans, absence, now),
                Told(actor.Agency, actor.By.Value, absence, waiting, now),
                stop
            );
            if (saved)
            {
                return new StandInResult.Stands(
                    other,
                    isAhead ? begins : null,
                    back,
                    waiting.Select(one => one.Id).Distinct().Count()
                );
            }
        }
    }

    /// <summary>Shows those who decide from now on, as was planned, what waits. Late or twice comes to the same.</summary>
    public async Task BeginDueAsync(AgencyId agency, CancellationToken stop)
    {
        var now = ledgers.Now;
        var team = await people.TeamAsync(agency, now, stop);
        foreach (var person in team.Everybody)
        {
            if (person.AbsenceAt(now) is not { IsAhead: true } absence)
            {
                continue;
            }

            var begun = absence with { IsAhead = false };
            var waiting = await MovedAsync(
                agency,
                team.With(person.Id, person.Absences!.Remove(absence)),
                team,
                absence.From,
                stop
            );
            // When another was faster, it has done the same, or the plan has changed, and the next run sees it.
            await SaveAsync(
                agency,
                person.Id,
                spans => spans.Contains(absence) ? spans.Replace(absence, begun) : null,
                Told(agency, person.Id, begun, waiting, now),
                stop
            );
        }
    }

    /// <summary>Back before it was said, or not leaving after all: decides again.</summary>
    public async Task<StandInResult> ReturnAsync(Actor actor, CancellationToken stop)
    {
        while (true)
        {
            var now = ledgers.Now;
            var spans =
                (await people.FindAsync(actor.Agency, actor.By.Value, stop))?.Absences?.FindAll(
                    span => span.Until > now
                ) ?? [];
            var returned = new StandInResult.Returned(
                spans.Exists(span => span.IsOnAt(now)),
                spans.Exists(span => span.From > now)
            );
            if (
                returned is { WasAway: false, HadPlans: false }
                || await SaveAsync(
                    actor.Agency,
                    actor.By.Value,
                    known => Absence.End(known, now),
                    [],
                    stop
                )
            )
            {
                return returned;
            }
        }
    }

    private static ImmutableList<OutboxMessage> Told(
        AgencyId agency,
        string person,
        Absence absence,
        IReadOnlyList<(RequestId Id, ClientId Client, Person To)> waiting,
        Instant now
    )
    {
        // Plans for a day may be dropped and made again: each is told of anew.
        var name = OutboxMessages.NewId($"away/{person}/{absence.FromMicros}", now);
        return
        [
            OutboxMessages.Of(
                agency,
                new Notice.StandsIn(absence.StandIn, person, absence.UntilMicros),
                name,
                now
            ),
            .. waiting.Select(one =>
                OutboxMessages.Of(
                    agency,
                    new Notice.RequestToDecide(one.To.Id, one.Client.Value, one.Id.Number),
                    $"{name}/{one.Id}/{one.To.Id}",
                    now
                )
            ),
        ];
    }

    /// <summary>Open requests that somebody else is asked about once the manager is away: those that were there before, as later ones went to them at once.</summary>
    private async Task<IReadOnlyList<(RequestId Id, ClientId Client, Person To)>> MovedAsync(
        AgencyId id,
        Team before,
        Team after,
        Instant since,
        CancellationToken stop
    )
    {
        var agency = await ledgers.AgencyAsync(id, stop);
        var moved = new List<(RequestId, ClientId, Person)>();
        var query = new RequestQuery([RequestState.Open], Limit: PageSize);
        while (await store.RequestsAsync(agency.Id, query, stop) is { Count: > 0 } page)
        {
            foreach (var (client, request) in page.Where(one => one.Request.CreatedAt < since))
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
        AgencyId agency,
        string id,
        Func<ImmutableList<Absence>, ImmutableList<Absence>?> change,
        ImmutableList<OutboxMessage> outbox,
        CancellationToken stop
    )
    {
        var (person, version) = await store.ReadAsync<Person>(
            agency,
            DocumentKinds.Person,
            id,
            stop
        );
        if (person is null)
        {
            throw new InvalidOperationException($"There is no person '{id}'.");
        }

        if (change(person.Absences ?? []) is not { } spans)
        {
            return false;
        }

        var changed = person with { Absences = spans };
        var commit = new Commit(agency)
        {
            Documents = [Documents.Write(DocumentKinds.Person, id, changed, version)],
            Outbox = outbox,
        };
        return await store.CommitAsync(commit, stop) is CommitOutcome.Done;
    }
}
