using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>A manager's morning: what waits for them, whose credits end, what was given since the last working day, and how long the pool lasts (design.md §5).</summary>
internal static class DigestCard
{
    /// <summary>Lines of a kind; more are counted.</summary>
    private const int Most = 5;

    private const int Noon = 12;

    /// <summary>Null when there is nothing to tell.</summary>
    /// <param name="pool">What is left of the pool and how many days it lasts; null when nothing was bought.</param>
    public static Message? Of(ManagerScene scene, Team team, PoolFigures? pool)
    {
        var terms = scene.Facts.Agency.Terms;
        var zone = terms.WorkingTime.Zone;
        var local = scene.Facts.Now.InZone(zone);
        var today = local.Date;
        var since = Enumerable
            .Range(1, 366)
            .Select(days => today.PlusDays(-days))
            .FirstOrDefault(terms.WorkingTime.IsWorkingDay, today.PlusDays(-1));
        var (from, to) = (
            PeriodCalendar.StartOfDay(since, zone),
            PeriodCalendar.StartOfDay(today, zone)
        );
        List<ClientState> mine =
        [
            .. scene.Me.Roster.Where(client =>
                AnswerPlan
                    .FirstAsked(client, team, terms.OnCall)
                    .Any(person => person.Id == scene.Me.Person.Id)
            ),
        ];
        var waiting = mine.SelectMany(client =>
                client
                    .Requests.Values.Where(request => request.State == RequestState.Open)
                    .Select(request => (client, request))
            )
            .OrderBy(one => one.request.Id)
            .Select(one => new Fact(
                Phrases.CardTitle(one.request, one.client),
                scene.Say.WaitsSince(one.request)
            ))
            .ToList();
        var low = mine.Where(client =>
                client.Standing == Standing.Active && UseLevels.Of(client) is not null
            )
            .OrderBy(client => client.Balance)
            .Select(client => new Fact(client.Name, scene.Say.LeftUntil(client)))
            .ToList();
        var given = mine.SelectMany(client =>
                client
                    .Lots.Where(lot =>
                        lot.Kind == LotKind.OneTime && from <= lot.GrantedAt && lot.GrantedAt < to
                    )
                    .Select(lot => (client, lot))
            )
            .OrderBy(one => one.lot.GrantedAt)
            .Select(one => new Fact(one.client.Name, scene.Say.Given(one.lot)))
            .ToList();
        var first = mine.Where(client => IsFirstOver(client, since, today))
            .Select(client => new Fact(
                client.Name,
                scene.Say.FirstMonth(client.Periods[^2], client.Terms.Zone)
            ))
            .ToList();
        var poolEnds = pool?.EndsBefore(today) == true;
        if (waiting.Count + low.Count + given.Count + first.Count == 0 && !poolEnds)
        {
            return null;
        }

        var card = Card.Empty.Text(Phrases.Greeting(local.Hour < Noon, scene.Me.Person.Name));
        card = Lines(card, Phrases.WaitsForYou, waiting);
        card = Lines(card, Phrases.AboutToRunOut, low);
        card = Lines(card, scene.Say.GivenSince(since), given);
        card = Lines(card, Phrases.FirstMonths, first);
        return card.Text(pool is null ? null : scene.Say.Pool(pool))
            .Text(waiting.Count == 0 ? null : Phrases.PendingShowsCards)
            .ToMessage();
    }

    /// <summary>A new client's first period ended since the last digest: its plan was a guess until then.</summary>
    private static bool IsFirstOver(ClientState client, LocalDate since, LocalDate today) =>
        client is { Standing: Standing.Active, Current: { StartsOn: var resets } }
        && since < resets
        && resets <= today
        && client.Periods.Count(period => !period.IsHistory) == 2;

    private static Card Lines(Card card, string heading, List<Fact> lines) =>
        lines.Count == 0
            ? card
            : card.With(
                    new MessagePart.Heading(heading),
                    new MessagePart.Facts([.. lines.Take(Most)])
                )
                .Text(lines.Count > Most ? Phrases.AndMore(lines.Count - Most) : null);
}

/// <summary>What is left of the agency's pool.</summary>
/// <param name="Days">At today's pace; null when nothing is used.</param>
internal sealed record PoolFigures(decimal Left, int? Days)
{
    /// <summary>It will not last to the end of the month, which is worth a message of its own.</summary>
    public bool EndsBefore(LocalDate today) =>
        Days < NodaTime.Period.DaysBetween(today, today.With(DateAdjusters.EndOfMonth));
}
